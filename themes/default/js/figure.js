"use strict";

/** A figure that can be explored: one state, commands that change it, and one function that paints it. */
class Figure {
  /** Typing is spoken of once it pauses. */
  static PAUSE_MS = 700;

  /** @type {FigureState} */
  #state;
  /** What did not fit in the address, until the next change. */
  #notice = "";
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
    /** The tree as it was recorded; every tree that is shown has its rows. */
    this.base = tree;
    this.services = services;
    this.color = block.color;
    const rest = stateAtRest(block);
    this.rest = { ...rest, scale: tree.scaleOf(rest.metric, rest.scale) };
    this.pinned = block.callouts;
    this.#state = this.rest;
    this.search = new FigureSearch(tree, () => this.#paint());
    this.search.look(this.rest.search);
    const tallest = block.height ?? (block.depth === null ? null : block.depth * RowGeometry.ROW);
    const scroller = /** @type {HTMLElement} */ (element.querySelector(".figure-stage"));
    this.stage = new Stage(scroller, this.scene, tallest);
    this.journey = new Journey(this);
    this.views = new FigureViews(this, block);
    this.surroundings = new Surroundings(this, block, this.views.names);
    this.callouts = new Callouts(this, block.callouts);
    element.classList.add("is-live");
    element.addEventListener("keydown", (event) => obeyKey(event, this));
    new Pointer(this.stage, this);
    this.#paint();
  }

  /** @returns {Readonly<FigureState>} what is shown now; `change` is the way to another one */
  get state() {
    return this.#state;
  }

  /** @returns {CallTree} what is shown now: of a difference in the measure and the widths that were chosen */
  get tree() {
    const { metric, scale, width } = this.#state;
    return this.base.shownAs(metric, scale, width);
  }

  /** @returns {Map<string, string>} what a link has to say of the figure; nothing at rest */
  get linkValues() {
    return linkValues(this.base, this.rest, this.#state);
  }

  /**
   * Shows what an address says.
   * @param {ReadonlyMap<string, string>} values
   * @param {readonly string[]} otherProblems
   */
  restore(values, otherProblems) {
    const { state, problems } = stateFromLink(this.base, this.rest, values, new Set(this.views.names.keys()));
    const all = [...problems, ...otherProblems];
    const notice = all.length > 0 ? `This link does not fit the page any more: ${all.join("; ")}.` : "";
    this.journey.begin();
    this.callouts.forget();
    this.change(state, { notice, reveals: true });
    if (notice !== "") {
      this.say(notice);
    }
  }

  /** @param {boolean} isPrinting on paper every row is in sight */
  print(isPrinting) {
    const panel = this.views.panel(this.#state.view);
    (panel ?? this.stage).print?.(isPrinting);
  }

  /** @param {number} metric */
  setMetric(metric) {
    this.change({ metric }, { history: "push" });
    this.say(`${this.tree.metrics[metric].name.replaceAll("_", " ")}: ${this.scene.spoken}`);
  }

  /** Goes on to the next metric, round and round. */
  nextMetric() {
    this.setMetric((this.#state.metric + 1) % this.tree.metrics.length);
  }

  /**
   * Looks at a difference in another way.
   * @param {DifferenceChoice} choice
   * @param {string} value
   */
  choose({ field, label, options }, value) {
    this.change({ [field]: value }, { history: "push" });
    this.say(`${label}: ${options.get(value)}. ${this.scene.spoken}`);
  }

  /** @param {string} view */
  setView(view) {
    this.change({ view }, { history: "push", reveals: true });
    this.say(FigureViews.kind(view).spoken);
  }

  /** Goes on to the next view, round and round. */
  nextView() {
    this.setView(this.views.after(this.#state.view));
  }

  /** @param {SearchState} search */
  setSearch(search) {
    this.change({ search }, { history: "replace" });
    this.say(this.surroundings.words, Figure.PAUSE_MS);
  }

  /** Shows what the author shows. */
  reset() {
    this.journey.begin();
    this.callouts.forget();
    this.change(this.rest, { history: "push" });
    this.say(`Reset. ${this.scene.spoken}`);
  }

  /** Puts the details away. */
  deselect() {
    this.change({ selected: -1 });
  }

  /**
   * Speaks to those who do not see the picture.
   * @param {string} words
   * @param {number} [delayMs] later words within this time take their place
   */
  say(words, delayMs = 0) {
    this.services.announcer.say(words, delayMs);
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
    this.callouts.hover(hit.row);
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
    this.isTouched = isTouch;
    if (row < 0) {
      this.deselect();
    } else if ((isTouch || run.length > 0) && row !== this.#state.selected) {
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
    this.stage.hover(row);
  }

  /**
   * @param {number} row
   * @returns {string} the address of a frame in what is compared now, the rest as the author shows it
   */
  linkTo(row) {
    const { metric, scale } = this.#state;
    const values = linkValues(this.base, this.rest, { ...this.rest, metric, scale, zoom: row });
    return formatHash([[this.element.id, values]]) || `#${encodeURIComponent(this.element.id)}`;
  }

  /**
   * Copies a link to a frame, or to what is shown.
   * @param {number | null} row
   * @returns {Promise<boolean>} whether it was copied
   */
  copyLink(row) {
    const state = row === null ? this.#state : { ...this.#state, zoom: row };
    return this.copyText(this.services.addressOf(this.element.id, linkValues(this.base, this.rest, state)));
  }

  /**
   * @param {string} text
   * @returns {Promise<boolean>} whether it was copied
   */
  async copyText(text) {
    const isCopied = await copyText(text);
    this.say(isCopied ? "Copied" : "The browser does not allow copying");
    return isCopied;
  }

  /**
   * The only way to another state.
   * @param {Partial<FigureState>} patch
   * @param {object} [besides]
   * @param {"push" | "replace" | null} [besides.history] how the address follows; null where it need not
   * @param {string} [besides.anchor] what the address names instead, where it says as much
   * @param {string} [besides.notice] what has to be said of it
   * @param {boolean} [besides.reveals] whether to scroll the selected frame into sight
   */
  change(patch, { history = null, anchor = "", notice = "", reveals = false } = {}) {
    const before = this.#state;
    const state = { ...before, callout: -1, ...patch };
    const { zoom, selected } = state;
    if (selected >= 0 && !isAbove(this.tree, selected, zoom) && !isInside(this.tree, selected, zoom)) {
      state.selected = zoom; // what is not in the picture cannot be selected
    }
    state.scale = this.base.scaleOf(state.metric, state.scale);
    this.#state = state;
    this.#notice = notice;
    if (state.search !== before.search) {
      this.search.look(state.search);
    }
    this.#paint(reveals);
    if (history !== null) {
      this.services.record(history, anchor);
    }
  }

  #paint(reveals = false) {
    const state = this.#state;
    const isGraph = this.views.show(state.view, this.scene);
    if (isGraph) {
      this.stage.show(this.scene, reveals);
    }
    const isAtRest = this.linkValues.size === 0 && state.selected < 0;
    const besides = { isAtRest, notice: this.#notice, isSheet: this.isTouched };
    this.surroundings.show(state, this.search, besides);
    const { classList } = this.element;
    classList.toggle("has-selection", state.selected >= 0);
    classList.toggle("is-searching", this.search.matches !== null);
    classList.toggle("is-flame", state.view === "flame");
    classList.toggle("is-icicle", state.view === "icicle");
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
    const { tree, color, search, pinned } = this;
    const { metric, view, zoom, selected } = this.#state;
    const stop = selected < 0 ? zoom : selected;
    const spoken = spokenFrame(frameFacts(tree, metric, stop, zoom)) + spokenCallouts(pinned, stop);
    return { tree, color, metric, view, zoom, selected: stop, spoken, matches: search.matches, callouts: pinned };
  }
}
