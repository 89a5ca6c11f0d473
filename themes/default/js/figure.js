"use strict";

/** A figure that can be explored: one state, commands that change it, and one function that paints it. */
class Figure {
  /** Typing is spoken of once it pauses. */
  static PAUSE_MS = 700;

  /** Whether the selected frame was touched: then its details are a sheet. */
  isTouched = false;

  /**
   * Takes the static picture over.
   * @param {HTMLElement} element
   * @param {FigureBlock} block
   * @param {CallTree} tree
   * @param {PageServices} services
   */
  constructor(element, block, tree, services) {
    this.element = element;
    /** The tree as it was recorded: whatever is shown is derived from it. */
    this.base = tree;
    this.services = services;
    this.block = block;
    this.views = new FigureViews(this, block);
    const lens = new Lens(tree);
    this.links = new FigureLinks(this);
    this.rest = this.links.rest(lens);
    this.changes = new StateChanges(
      lens,
      this.rest,
      (before, notes, isOtherView) => this.#follow(before, notes, isOtherView),
      (isBusy) => this.#setBusy(isBusy),
    );
    this.search = new FigureSearch(this.view.tree, () => this.#paint());
    this.search.look(this.rest.search);
    const tallest = block.height ?? (block.depth === null ? null : block.depth * RowGeometry.ROW);
    const scroller = /** @type {HTMLElement} */ (element.querySelector(".figure-stage"));
    this.stage = new Stage(scroller, this.scene, tallest);
    this.journey = new Journey(this);
    this.surroundings = new Surroundings(this, block, this.views.names);
    this.callouts = new Callouts(this, block.callouts);
    element.classList.add("is-live");
    element.addEventListener("keydown", (event) => obeyKey(event, this));
    new Pointer(this.stage, this);
    this.#paint();
  }

  /** @returns {Readonly<FigureState>} what is shown now; `change` is the way to another one */
  get state() {
    return this.changes.state;
  }

  /** @returns {LensView} how the rows of the tree that is shown belong to those of the page's */
  get view() {
    return this.changes.view;
  }

  /** @returns {CallTree} what is shown now: of a difference in the measure and the widths that were chosen */
  get tree() {
    const { metric, scale, width } = this.state;
    return this.view.tree.shownAs(metric, scale, width);
  }

  /** @returns {Panel | undefined} what stands in the graph's place, if anything */
  get #panel() {
    return this.views.panel(this.state.view);
  }

  /** @param {boolean} isPrinting on paper every row is in sight */
  print(isPrinting) {
    (this.#panel ?? this.stage).print?.(isPrinting);
  }

  /** @param {number} metric */
  setMetric(metric) {
    const name = this.base.metrics[metric].name.replaceAll("_", " ");
    this.change({ metric }, { history: "push", done: () => this.say(`${name}: ${this.scene.spoken}`) });
  }

  /** Goes on to the next metric, round and round. */
  nextMetric() {
    this.setMetric((this.state.metric + 1) % this.tree.metrics.length);
  }

  /**
   * Looks at a difference in another way.
   * @param {DifferenceChoice} choice
   * @param {string} value
   */
  choose({ field, label, options }, value) {
    const done = () => this.say(`${label}: ${options.get(value)}. ${this.scene.spoken}`);
    this.change({ [field]: value }, { history: "push", done });
  }

  /** @param {string} view */
  setView(view) {
    const done = () => this.say(FigureViews.kind(view).spoken);
    this.change({ view }, { history: "push", reveals: true, done });
  }

  /** Goes on to the next view, round and round. */
  nextView() {
    this.setView(this.views.after(this.state.view));
  }

  /** @param {SearchState} search */
  setSearch(search) {
    this.change({ search }, { history: "replace" });
    this.say(this.surroundings.words, Figure.PAUSE_MS);
  }

  /** Shows what the author shows. */
  reset() {
    this.callouts.forget();
    this.change(this.rest, {
      ...{ history: "push", reveals: true },
      arrive: (view) => ({ patch: { zoom: this.changes.restZoom(view) } }),
      done: () => {
        this.journey.begin();
        this.say(`Reset. ${this.scene.spoken}`);
      },
    });
  }

  /** Puts the details away. */
  deselect() {
    this.change({ selected: -1 });
  }

  /**
   * Speaks to those who do not see the picture; later words within the delay take the place of these.
   * @param {string} words
   * @param {number} [delayMs]
   */
  say(words, delayMs = 0) {
    this.services.announcer.say(words, delayMs);
  }

  focusPicture() {
    (this.#panel ?? this.stage).focus();
  }

  focusSearch() {
    this.surroundings.controls.search.focus();
  }

  openHelp() {
    this.services.help.open();
  }

  /**
   * @param {Hit} hit
   * @param {number} x of the pointer in the window
   * @param {number} y
   */
  hover(hit, x, y) {
    this.stage.hover(hit.row);
    this.callouts.hover(hit.row);
    this.services.links.hover(this, functionOfRow(this.tree, hit.row));
    if (hit.row < 0) {
      this.services.tooltip.hide();
    } else {
      const { metric, zoom } = this.state;
      this.services.tooltip.show(hitFacts(this.tree, metric, hit, zoom), x, y);
    }
  }

  /**
   * A click zooms; a touch selects, and a second one zooms. So does a click on a hatched run, where one has to see first.
   * @param {Hit} hit
   * @param {boolean} isTouch
   */
  press({ row, run }, isTouch) {
    this.isTouched = isTouch;
    if (row < 0) {
      this.deselect();
    } else if ((isTouch || run.length > 0) && row !== this.state.selected) {
      this.change({ selected: row });
      this.stage.keepAbove(this.surroundings.sheetTop); // or the sheet would cover what was touched
    } else {
      this.journey.zoomTo(row);
    }
    setTimeout(() => this.stage.focus(), 0); // the picture answers first: to move the focus is to lay the page out
  }

  /**
   * Outlines a frame that is named elsewhere on the page.
   * @param {number} row -1 for none
   */
  light(row) {
    if (this.#panel === undefined) {
      this.stage.hover(row);
    } else {
      this.#panel.light?.(row);
    }
  }

  /**
   * @param {number | null} row the frame to link to, or what is shown
   * @returns {Promise<boolean>} whether it was copied
   */
  copyLink(row) {
    return this.copyText(this.links.addressOf(row));
  }

  /** @param {string} text */
  async copyText(text) {
    const isCopied = await copyText(text);
    this.say(isCopied ? "Copied" : "The browser does not allow copying");
    return isCopied;
  }

  /** @param {Question} question beside those that are asked */
  ask(question) {
    this.askAll([...this.changes.wanted.questions, question]);
  }

  /** @param {Question} question that is no longer asked */
  drop(question) {
    this.askAll(this.changes.wanted.questions.filter((asked) => !isSameQuestion(asked, question)));
  }

  /** Asks what the author asks. */
  dropQuestions() {
    this.askAll(this.rest.questions);
  }

  /** @param {readonly Question[]} questions in the place of those that are asked */
  askAll(questions) {
    const done = () => this.say(this.scene.spoken);
    this.change({ questions: orderedQuestions(questions) }, { history: "push", reveals: true, done });
  }

  /**
   * The only way to another state.
   * @param {Partial<FigureState>} patch
   * @param {ChangeNotes} [notes]
   */
  change(patch, notes = {}) {
    this.changes.change(patch, notes);
  }

  /**
   * @param {FigureState} before
   * @param {ChangeNotes} notes
   * @param {boolean} isOtherView
   */
  #follow(before, { history = null, anchor = "", reveals = false }, isOtherView) {
    if (isOtherView) {
      this.journey.begin();
      this.search.follow(this.view.tree);
    }
    if (this.state.search !== before.search) {
      this.search.look(this.state.search);
    }
    this.#paint(reveals);
    if (history !== null) {
      this.services.record(history, anchor);
    }
  }

  /** @param {boolean} isBusy while a question is worked on */
  #setBusy(isBusy) {
    this.element.classList.toggle("is-deriving", isBusy);
    setAttribute(this.element, "aria-busy", isBusy ? "true" : null);
  }

  #paint(reveals = false) {
    const { state, scene } = this;
    const isGraph = this.views.show(state.view, scene);
    if (isGraph) {
      this.stage.show(scene, reveals);
    }
    const isAtRest = this.links.values.size === 0 && state.selected < 0;
    const besides = { isAtRest, notice: this.changes.notice, isSheet: this.isTouched };
    this.surroundings.show(state, this.search, besides);
    const { classList } = this.element;
    classList.toggle("has-selection", state.selected >= 0);
    classList.toggle("is-searching", this.search.matches !== null);
    classList.toggle("is-flame", isGraph && state.view === "flame");
    classList.toggle("is-icicle", isGraph && state.view !== "flame");
    classList.toggle("is-chart", state.view === "chart");
    classList.toggle("is-classic", state.palette === "classic");
    this.callouts.paint();
    this.services.tooltip.hide();
    if (isGraph) {
      this.stage.settle();
    }
  }

  /** @returns {Scene} what the picture shows now */
  get scene() {
    const { tree, search } = this;
    const { metric, view, zoom, selected, color } = this.state;
    const callouts = this.view.callouts(this.block.callouts);
    const stop = selected < 0 ? zoom : selected;
    const spoken = spokenFrame(frameFacts(tree, metric, stop, zoom)) + spokenCallouts(callouts, stop);
    return { tree, color, metric, view, zoom, selected: stop, spoken, matches: search.matches, callouts };
  }
}
