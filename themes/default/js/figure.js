"use strict";

/** A figure that can be explored: one state, commands that change it, and one function that paints it. */
class Figure {
  static VIEWS = new Map([
    ["flame", "Flame"],
    ["icicle", "Icicle"],
  ]);
  /** A match that the search steps to is shown at least this wide. */
  static MATCH_PX = 40;
  /** Typing is spoken of once it pauses. */
  static PAUSE_MS = 700;

  /** @type {FigureState} */
  #state;
  /** @type {number[]} where zooms came from, for the way back */
  #trail = [];
  /** What did not fit in the address, until the next change. */
  #notice = "";
  #isTouched = false;

  /**
   * Takes the static picture over.
   * @param {HTMLElement} element
   * @param {FigureBlock} block
   * @param {CallTree} tree
   * @param {PageServices} services
   */
  constructor(element, block, tree, services) {
    this.element = element;
    this.tree = tree;
    this.services = services;
    this.color = block.color;
    this.rest = stateAtRest(block);
    this.#state = this.rest;
    this.search = new FigureSearch(tree, () => this.#paint());
    this.search.look(this.rest.search);
    const tallest = block.height ?? (block.depth === null ? null : block.depth * RowGeometry.ROW);
    const scroller = /** @type {HTMLElement} */ (element.querySelector(".figure-stage"));
    this.stage = new Stage(scroller, this.#scene(), tallest);
    this.surroundings = new Surroundings(this, block, Figure.VIEWS);
    element.classList.add("is-live");
    element.addEventListener("keydown", (event) => obeyKey(event, this));
    new Pointer(this.stage, this);
    this.#paint();
  }

  /** @returns {string} the name of the view that is shown */
  get view() {
    return this.#state.view;
  }

  /** @returns {Map<string, string>} what a link has to say of the figure; nothing at rest */
  get linkValues() {
    return linkValues(this.tree, this.rest, this.#state);
  }

  /**
   * Shows what an address says.
   * @param {ReadonlyMap<string, string>} values
   * @param {readonly string[]} otherProblems
   */
  restore(values, otherProblems) {
    const { state, problems } = stateFromLink(this.tree, this.rest, values, new Set(Figure.VIEWS.keys()));
    const all = [...problems, ...otherProblems];
    const notice = all.length > 0 ? `This link does not fit the page any more: ${all.join("; ")}.` : "";
    this.#trail = [];
    this.#change(state, { notice, reveals: true });
    if (notice !== "") {
      this.services.announcer.say(notice);
    }
  }

  /** @param {boolean} isPrinting on paper every row is in sight */
  print(isPrinting) {
    this.stage.print(isPrinting);
  }

  /** @param {number} row */
  zoomTo(row) {
    const { zoom } = this.#state;
    if (row === zoom || this.tree.frame[row] === CallTree.FOLDED) {
      this.#change({ selected: row });
      return;
    }
    this.#trail.push(zoom);
    this.#change({ zoom: row, selected: row }, { history: "push" });
    this.services.announcer.say(`Zoomed to ${this.#scene().spoken}`);
  }

  /** Goes back to the zoom before, with the frame selected that filled the picture. */
  zoomBack() {
    const { zoom } = this.#state;
    if (zoom > 0) {
      this.#change({ zoom: this.#trail.pop() ?? 0, selected: zoom }, { history: "push", reveals: true });
      this.services.announcer.say(`Zoomed out. ${this.#scene().spoken}`);
    }
  }

  /** Zooms to the selected frame. */
  zoomToSelected() {
    this.zoomTo(this.#scene().selected);
  }

  /** Leaves the zoom, else the search, else the selected frame. */
  escape() {
    if (this.#state.zoom > 0) {
      this.zoomBack();
    } else if (this.#state.search.text !== "") {
      this.setSearch({ ...this.#state.search, text: "" });
    } else {
      this.deselect();
    }
  }

  /** @param {Step} step */
  walk(step) {
    const { metric, zoom } = this.#state;
    this.#isTouched = false;
    this.#change({ selected: walk(this.tree, metric, this.#scene().selected, step, zoom) }, { reveals: true });
    this.stage.focus();
  }

  /** @param {number} metric */
  setMetric(metric) {
    this.#change({ metric }, { history: "push" });
    this.services.announcer.say(`${this.tree.metrics[metric].name.replaceAll("_", " ")}: ${this.#scene().spoken}`);
  }

  /** Goes on to the next metric, round and round. */
  nextMetric() {
    this.setMetric((this.#state.metric + 1) % this.tree.metrics.length);
  }

  /** @param {string} view */
  setView(view) {
    this.#change({ view }, { history: "push", reveals: true });
    this.services.announcer.say(view === "flame" ? "Flame graph, root at the bottom" : "Icicle, root at the top");
  }

  /** Goes on to the next view, round and round. */
  nextView() {
    const views = [...Figure.VIEWS.keys()];
    this.setView(views[(views.indexOf(this.#state.view) + 1) % views.length]);
  }

  /** @param {SearchState} search */
  setSearch(search) {
    this.#change({ search }, { history: "replace" });
    this.services.announcer.say(this.surroundings.words, Figure.PAUSE_MS);
  }

  /** @param {1 | -1} direction */
  stepMatch(direction) {
    const { metric, zoom, selected } = this.#state;
    const { matches } = this.search;
    const row = matches?.step(selected < 0 && direction > 0 ? zoom - 1 : this.#scene().selected, direction) ?? -1;
    if (matches === null || row < 0) {
      return;
    }
    const picture = { zoom, widthPx: this.stage.widthPx, leastPx: Figure.MATCH_PX };
    const outer = zoomThatShows(this.tree, metric, row, picture);
    if (outer !== zoom) {
      this.#trail.push(zoom);
    }
    this.#change({ zoom: outer, selected: row }, { history: outer === zoom ? null : "replace", reveals: true });
    this.services.announcer.say(
      `${formatNumber(matches.place(row))} of ${formatNumber(matches.rows.length)}: ${this.#scene().spoken}`,
    );
  }

  /** Shows what the author shows. */
  reset() {
    this.#trail = [];
    this.#change(this.rest, { history: "push" });
    this.services.announcer.say(`Reset. ${this.#scene().spoken}`);
  }

  /** Puts the details away. */
  deselect() {
    this.#change({ selected: -1 });
  }

  focusPicture() {
    this.stage.focus();
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
    if (hit.row < 0) {
      this.services.tooltip.hide();
    } else {
      const { metric, zoom } = this.#state;
      this.services.tooltip.show(hitFacts(this.tree, metric, hit, zoom), x, y);
    }
  }

  /**
   * A click zooms; a touch selects, and a second one zooms. So does a click on a hatched run, where one has to see first.
   * @param {Hit} hit
   * @param {boolean} isTouch
   */
  press({ row, run }, isTouch) {
    this.#isTouched = isTouch;
    if (row < 0) {
      this.deselect();
    } else if ((isTouch || run.length > 0) && row !== this.#state.selected) {
      this.#change({ selected: row });
      this.stage.keepAbove(this.surroundings.sheetTop); // or the sheet would cover what was touched
    } else {
      this.zoomTo(row);
    }
    setTimeout(() => this.stage.focus(), 0); // the picture answers first: to move the focus is to lay the page out
  }

  /**
   * Copies a link to a frame, or to what is shown.
   * @param {number | null} row
   * @returns {Promise<boolean>} whether it was copied
   */
  copyLink(row) {
    const state = row === null ? this.#state : { ...this.#state, zoom: row };
    return this.copyText(this.services.addressOf(this.element.id, linkValues(this.tree, this.rest, state)));
  }

  /**
   * @param {string} text
   * @returns {Promise<boolean>} whether it was copied
   */
  async copyText(text) {
    const isCopied = await copyText(text);
    this.services.announcer.say(isCopied ? "Copied" : "The browser does not allow copying");
    return isCopied;
  }

  /**
   * The only way to another state.
   * @param {Partial<FigureState>} patch
   * @param {object} [besides]
   * @param {"push" | "replace" | null} [besides.history] how the address follows; null where it need not
   * @param {string} [besides.notice] what has to be said of it
   * @param {boolean} [besides.reveals] whether to scroll the selected frame into sight
   */
  #change(patch, { history = null, notice = "", reveals = false } = {}) {
    const before = this.#state;
    const state = { ...before, ...patch };
    const { zoom, selected } = state;
    if (selected >= 0 && !isAbove(this.tree, selected, zoom) && !isInside(this.tree, selected, zoom)) {
      state.selected = zoom; // what is not in the picture cannot be selected
    }
    this.#state = state;
    this.#notice = notice;
    if (state.search !== before.search) {
      this.search.look(state.search);
    }
    this.#paint(reveals);
    if (history !== null) {
      this.services.record(history);
    }
  }

  #paint(reveals = false) {
    const state = this.#state;
    this.stage.show(this.#scene(), reveals);
    const isAtRest = this.linkValues.size === 0 && state.selected < 0;
    const besides = { isAtRest, notice: this.#notice, isSheet: this.#isTouched };
    this.surroundings.show(state, this.search, besides);
    const { classList } = this.element;
    classList.toggle("has-selection", state.selected >= 0);
    classList.toggle("is-searching", this.search.matches !== null);
    classList.toggle("is-flame", state.view === "flame");
    classList.toggle("is-icicle", state.view !== "flame");
    this.services.tooltip.hide();
    this.stage.settle();
  }

  /** @returns {Scene} */
  #scene() {
    const { metric, view, zoom, selected } = this.#state;
    const stop = selected < 0 ? zoom : selected;
    const spoken = spokenFrame(frameFacts(this.tree, metric, stop, zoom));
    const { tree, color, search } = this;
    return { tree, color, metric, view, zoom, selected: stop, spoken, matches: search.matches };
  }
}
