"use strict";

/**
 * What a reader asks of a figure, between its controls and its picture: the chips of what was asked, the form that asks
 * for more, the what-if, and the menu of a frame.
 */
class Asking {
  /** @type {LensView | null} of which `#undecided` is */
  #view = null;
  /** @type {readonly number[]} how much, in each metric, the questions could not look into */
  #undecided = [];

  /** @param {Figure} figure */
  constructor(figure) {
    this.figure = figure;
    this.menu = new FrameMenu(figure, this);
    this.chips = new QuestionChips({
      drop: (question) => figure.drop(question),
      dropQuestions: () => figure.dropQuestions(),
      edit: ({ text }) => this.openWhatIf(whatIfOf(text).name),
      leave: () => this.button.focus(),
    });
    const besides = {
      say: (/** @type {string} */ words) => figure.say(words),
      tree: () => figure.base,
      metric: () => figure.state.metric,
    };
    this.form = new QuestionForm({
      ...besides,
      ask: (question) => this.ask(question),
      whatIf: (name) => this.openWhatIf(name),
      close: () => this.#closeForm(),
    });
    this.whatIf = new WhatIfPanel({
      ...besides,
      apply: (name, factor) => this.#applyWhatIf(name, factor),
      close: () => this.#closeWhatIf(),
    });
    this.labels = new LabelMenu(figure);
    this.button = buttonElement("Filter", "Add a filter", () => this.toggleForm());
    this.button.setAttribute("aria-expanded", "false");
    this.element = htmlElement("div", "figure-asking");
    this.element.append(this.labels.element, this.form.element, this.whatIf.element, this.chips.element);
    new MenuGestures(figure.stage.svg, (x, y, isTouch) => {
      const { row } = figure.stage.hitAt(x, y);
      if (row >= 0) {
        this.menu.openAt(row, x, y, isTouch);
      }
      return row >= 0;
    });
  }

  /** Follows the figure. */
  show() {
    const { figure } = this;
    const { questions } = figure.state;
    const { questions: asAuthor } = figure.rest;
    const isAsAuthor = formatQuestions(questions) === formatQuestions(asAuthor);
    const clearing = asAuthor.length > 0 ? "As the author asks" : questions.length > 1 ? "Clear all" : "";
    this.chips.show({ questions, note: this.#note, clearing: isAsAuthor ? "" : clearing });
    this.whatIf.show(this.#factorOf(this.whatIf.name));
    this.labels.show();
    this.menu.follow();
  }

  /** @param {Question} question */
  ask(question) {
    this.#closeForm();
    this.figure.ask(question);
    this.figure.focusPicture();
  }

  /**
   * Keeps the samples of one value of a label, whatever was chosen of that label before.
   * @param {Question} question about a label
   */
  askOnly(question) {
    const { figure } = this;
    const { labels } = figure.base.parts;
    const key = (/** @type {Question} */ { kind, text }) =>
      labels && kind === "label" ? (labelOf(labels, text)?.key ?? -1) : -1;
    const asked = figure.changes.wanted.questions;
    figure.askAll([...asked.filter((other) => key(other) < 0 || key(other) !== key(question)), question]);
    figure.focusPicture();
  }

  toggleForm() {
    if (this.form.element.hidden) {
      this.openForm();
    } else {
      this.#closeForm();
    }
  }

  openForm() {
    this.whatIf.close();
    this.button.setAttribute("aria-expanded", "true");
    this.form.open();
  }

  /** @param {string} name as readers name functions */
  openWhatIf(name) {
    this.button.setAttribute("aria-expanded", "false");
    this.form.close();
    this.figure.isTouched = false; // on a phone it lies where the sheet of details would
    this.figure.change({});
    this.whatIf.open(name, this.#factorOf(name));
  }

  /** Opens the menu of the frame where the keyboard is. */
  openMenuByKey() {
    if (this.#isFollowed) {
      this.menu.open(this.figure.scene.selected, placeOfFocus());
    }
  }

  /** Shows the callers and callees of the selected frame's function. */
  showCallers() {
    const { scene } = this.figure;
    const frame = scene.tree.frame[scene.selected];
    if (frame >= 0 && LabelFrames.questionOf(scene.tree.frames, frame) === null && this.#isFollowed) {
      this.showCallersOf(literalChoice(scene.tree.name(scene.selected)));
    }
  }

  /** @param {string} name as readers name functions */
  showCallersOf(name) {
    const { figure } = this;
    if (figure.views.names.has("sandwich")) {
      const done = () => figure.say(FigureViews.kind("sandwich").spoken);
      figure.change({ view: "sandwich", of: name }, { history: "push", done });
    }
  }

  /** @returns {boolean} whether the frame where the keyboard is, is the selected one; other panels walk on their own */
  get #isFollowed() {
    const { state } = this.figure;
    return FigureViews.kind(state.view).makes === "graph" || state.view === "chart";
  }

  /** @param {string} order of siblings */
  setOrder(order) {
    const { figure } = this;
    const done = () => figure.say(`Order: ${ORDERS.get(order)}. ${figure.scene.spoken}`);
    figure.change({ order }, { history: "push", reveals: true, done });
  }

  /** Goes on to the next order, round and round. */
  nextOrder() {
    const orders = [...ORDERS.keys()];
    this.setOrder(orders[(orders.indexOf(this.figure.state.order) + 1) % orders.length]);
  }

  #closeForm() {
    const hadFocus = this.form.element.contains(document.activeElement);
    this.form.close();
    this.button.setAttribute("aria-expanded", "false");
    if (hadFocus) {
      this.button.focus();
    }
  }

  #closeWhatIf() {
    const hadFocus = this.whatIf.element.contains(document.activeElement);
    this.whatIf.close();
    if (hadFocus) {
      this.figure.focusPicture();
    }
  }

  /**
   * @param {string} name
   * @param {number} factor
   */
  #applyWhatIf(name, factor) {
    const { figure } = this;
    const history = this.#factorOf(name) === 1 ? "push" : "replace"; // a slider that is moved on is one step
    const others = figure.state.questions.filter(({ kind, text }) => kind !== "whatif" || whatIfOf(text).name !== name);
    /** @type {Question[]} */
    const asked = factor === 1 ? [] : [{ kind: "whatif", text: `${name}~${Number(factor.toFixed(2))}` }];
    const done = () => figure.say(this.whatIf.spoken);
    figure.change({ questions: orderedQuestions([...others, ...asked]) }, { history, done });
  }

  /**
   * @param {string} name
   * @returns {number} what it costs by what is asked now
   */
  #factorOf(name) {
    const asked = this.figure.state.questions.find(
      ({ kind, text }) => kind === "whatif" && whatIfOf(text).name === name,
    );
    return asked === undefined ? 1 : whatIfOf(asked.text).factor;
  }

  /** @returns {string} what the questions could not look into, or "" */
  get #note() {
    const { base, view, state } = this.figure;
    if (view !== this.#view) {
      this.#view = view;
      this.#undecided = view.undecided; // a sum over many rows, and a zoom asks for it too
    }
    const weight = this.#undecided[state.metric];
    const all = base.whole[state.metric] + (base.wholeBefore?.[state.metric] ?? 0);
    return weight > 0 ? `${formatShare(weight / all)} lies in smaller frames, which could not be asked.` : "";
  }
}

/**
 * @param {readonly Question[]} questions
 * @returns {string} the same for the same questions
 */
function formatQuestions(questions) {
  return JSON.stringify(questions.map(({ kind, text }) => [kind, text]));
}

/** @returns {MenuPlace} beside what has the keyboard's focus */
function placeOfFocus() {
  const { left, right, top, bottom } = boxOf(document.activeElement ?? document.body);
  return { left: Math.max(left, 0), right, top, bottom, isSheet: false };
}
