"use strict";

/**
 * What the figures of a page share.
 *
 * @typedef {object} PageServices
 * @property {() => PageData} data reads the page's data, once; throws where it cannot be read
 * @property {Announcer} announcer
 * @property {Tooltip} tooltip
 * @property {HelpDialog} help
 * @property {PageLinks} links between the figures
 * @property {(mode: "push" | "replace", anchor: string) => void} record writes every figure's state into the address
 * @property {(id: string, values: ReadonlyMap<string, string>) => string} addressOf
 */

/** A figure of the page that reads its data and comes to life when it is about to be seen, or a link speaks of it. */
class LazyFigure {
  /** @type {Figure | null} */
  #figure = null;
  #isBroken = false;
  /** @type {ReadonlyMap<string, string>} */
  #values = new Map();

  /**
   * @param {HTMLElement} element
   * @param {PageServices} services
   */
  constructor(element, services) {
    this.element = element;
    this.services = services;
    this.id = element.id;
  }

  /** @returns {ReadonlyMap<string, string>} what the address has to say of the figure; nothing at rest */
  get linkValues() {
    return this.#figure?.links.values ?? this.#values;
  }

  /** @returns {Figure | null} the figure once it is alive */
  get live() {
    return this.#figure;
  }

  /** Takes the static picture over; where the data cannot be read it stays, and a line says why. */
  open() {
    if (this.#figure !== null || this.#isBroken) {
      return;
    }
    try {
      const data = this.services.data();
      const block = data.figures[Number(this.element.dataset.figure)];
      this.#figure = new Figure(this.element, block, data.tree(block.tree), this.#services());
      this.services.links.join(this);
    } catch (error) {
      this.#isBroken = true;
      this.element.classList.add("is-broken");
      const reason = error instanceof Error ? error.message : String(error);
      const words = `The picture cannot be explored: the data of this page cannot be read (${reason}).`;
      this.element.querySelector(".figure-status")?.append(htmlElement("span", "figure-message is-problem", words));
    }
  }

  /**
   * Shows what an address says of the figure.
   * @param {ReadonlyMap<string, string>} values
   * @param {readonly string[]} problems with the address besides
   */
  restore(values, problems) {
    this.#values = values;
    if (this.#figure !== null || values.size > 0 || problems.length > 0) {
      this.open();
      this.#figure?.links.follow(values, problems);
    }
  }

  /**
   * Shows the callout that an address names; leaves the one that is shown where it names anything else.
   * @param {string} anchor
   */
  visit(anchor) {
    if (calloutNumber(anchor, this.id) !== null) {
      this.open();
    }
    this.#figure?.callouts.visit(anchor);
  }

  /**
   * Lights a function that another figure points at.
   * @param {number} number the function's, -1 for none
   */
  light(number) {
    const figure = this.#figure;
    if (figure !== null) {
      const { metric, zoom } = figure.state;
      figure.light(widestRowOf(figure.tree, metric, number, zoom));
    }
  }

  /**
   * Looks for what all figures are searched for; one that is not alive yet does so when it is.
   * @param {SearchState} search
   */
  search(search) {
    const figure = this.#figure;
    if (figure !== null && !isSameSearch(figure.state.search, search)) {
      figure.change({ search }, { history: "replace" });
    }
  }

  /** Writes the labels anew, when the page's fonts have come. */
  relabel() {
    this.#figure?.print(false);
  }

  /** @param {boolean} isPrinting */
  print(isPrinting) {
    this.#figure?.print(isPrinting);
  }

  /** @returns {PageServices} as the figure gets them: what it puts into the address may concern the others */
  #services() {
    const { services } = this;
    return {
      ...services,
      record: (mode, anchor) => {
        services.record(mode, anchor);
        services.links.follow(this);
      },
    };
  }
}
