"use strict";

/** Chooses samples by their labels, such as threads: which values are kept, and by which label stacks are grouped. */
class LabelMenu {
  /** @type {LabelValues[]} */
  #values = [];
  /** What was shown last: nothing is done where it is still so. */
  #shown = "";

  /** @param {Figure} figure */
  constructor(figure) {
    this.figure = figure;
    this.labels = figure.base.parts.labels ?? null;
    this.button = buttonElement("Labels", "Choose and group samples by their labels", () => this.toggle());
    this.button.setAttribute("aria-expanded", "false");
    this.button.hidden = this.labels === null;
    const keys = this.labels?.keys.map(({ key }, place) => /** @type {const} */ ([String(place), `by ${key}`])) ?? [];
    this.group = choiceElement(new Map([["-1", "not grouped"], ...keys]), (place) => this.#groupBy(Number(place)));
    this.element = htmlElement("section", "label-menu");
    this.element.setAttribute("aria-label", "Labels");
    this.element.hidden = true;
    this.element.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !event.defaultPrevented) {
        event.preventDefault();
        this.close();
      }
    });
  }

  toggle() {
    if (this.element.hidden) {
      this.open();
    } else {
      this.close();
    }
  }

  open() {
    const { labels } = this;
    if (labels === null) {
      return;
    }
    this.#build(labels);
    this.element.hidden = false;
    this.button.setAttribute("aria-expanded", "true");
    this.show();
    this.#values[0]?.focus();
  }

  close() {
    const hadFocus = this.element.contains(document.activeElement);
    this.element.hidden = true;
    this.button.setAttribute("aria-expanded", "false");
    if (hadFocus) {
      this.button.focus();
    }
  }

  /** Follows the figure. */
  show() {
    const { labels, figure } = this;
    const { questions, metric } = figure.state;
    if (labels === null || this.element.hidden) {
      return;
    }
    const { choices, group } = askedLabels(labels, questions);
    const shown = JSON.stringify([metric, group, [...choices].map(([key, values]) => [key, ...values])]);
    if (shown === this.#shown) {
      return;
    }
    this.#shown = shown;
    this.group.value = String(group);
    this.#values.forEach((values, key) => {
      values.show(this.#totals(labels, key, choices), choices.get(key) ?? new Set());
    });
  }

  /**
   * Makes the lists when they are first opened.
   * @param {LabelTable} labels
   */
  #build(labels) {
    if (this.element.childElementCount > 0) {
      return;
    }
    const { parts } = this.figure.base;
    const { metric } = this.figure.state;
    const close = buttonElement("×", "Close", () => this.close());
    close.classList.add("form-close");
    const head = htmlElement("div", "label-head");
    if (labels.keys.length > 0) {
      head.append(htmlElement("span", "", "Stacks"), labelled("Group stacks", this.group));
    }
    head.append(close);
    const lists = htmlElement("div", "label-lists");
    this.#values = labels.keys.map((key, place) => {
      const totals = labelTotals(parts, labels, place, { metric, choices: new Map() });
      const heaviest = totals.sort((one, other) => other.weight + other.before - one.weight - one.before);
      const values = heaviest.map(({ value }) => value);
      return new LabelValues(key, values, (value, isChosen) =>
        this.#choose(labelQuestion(labels, place, value), isChosen),
      );
    });
    lists.append(...this.#values.map(({ element }) => element));
    this.element.append(head, lists);
    if (labels.left_out.length > 0) {
      const words = `Not here, because of too many values: ${labels.left_out.join(", ")}.`;
      this.element.append(htmlElement("p", "form-hint", words));
    }
  }

  /** @param {number} key -1 for none */
  #groupBy(key) {
    const { figure, labels } = this;
    if (labels !== null && key >= 0) {
      figure.ask({ kind: "group", text: labels.keys[key].key });
      return;
    }
    const asked = figure.state.questions.find(({ kind }) => kind === "group");
    if (asked !== undefined) {
      figure.drop(asked);
    }
  }

  /**
   * @param {Question} question
   * @param {boolean} isChosen
   */
  #choose(question, isChosen) {
    if (isChosen) {
      this.figure.ask(question);
    } else {
      this.figure.drop(question);
    }
  }

  /**
   * @param {LabelTable} labels
   * @param {number} key
   * @param {LabelChoices} choices
   * @returns {{value: number, share: number, words: string, title: string}[]}
   */
  #totals(labels, key, choices) {
    const { base, state } = this.figure;
    const { metric } = state;
    const { whole, wholeBefore, metrics } = base;
    const part = (/** @type {number} */ weight, /** @type {number} */ all) => (all > 0 ? weight / all : 0);
    return labelTotals(base.parts, labels, key, { metric, choices }).map(({ value, weight, before }) => {
      const after = part(weight, whole[metric]);
      const told = { words: formatShare(after), title: formatWeight(weight, metrics[metric]) };
      if (wholeBefore === null) {
        return { value, share: after, ...told };
      }
      const earlier = part(before, wholeBefore[metric]);
      return {
        value,
        share: Math.max(after, earlier),
        words: `${formatShare(earlier)} → ${told.words}`,
        title: `${formatWeight(before, metrics[metric])} → ${told.title}`,
      };
    });
  }
}
