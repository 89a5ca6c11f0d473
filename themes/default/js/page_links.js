"use strict";

/**
 * What links the figures of a page: a function that is pointed at in one lights up in the others, and one search can be
 * of them all.
 */
class PageLinks {
  /** @type {readonly LazyFigure[]} */
  #figures = [];
  /** @type {SearchState | null} what all figures are searched for; null while each has its own search */
  #search = null;
  #lit = -1;
  /** @type {Map<LazyFigure, HTMLButtonElement>} */
  #switches = new Map();

  /** @param {readonly LazyFigure[]} figures */
  start(figures) {
    this.#figures = figures;
  }

  /**
   * Lights a function in all figures but the one that it is pointed at in.
   * @param {Figure} from
   * @param {number} number the function's in the page's table of frames, -1 for none
   */
  hover(from, number) {
    if (number === this.#lit) {
      return;
    }
    this.#lit = number;
    for (const figure of this.#figures) {
      if (figure.live !== from) {
        figure.light(number);
      }
    }
  }

  /**
   * Takes in a figure that has come to life: it gets the switch for the common search, and that search.
   * @param {LazyFigure} figure
   */
  join(figure) {
    if (figure.live === null || this.#figures.length < 2) {
      return;
    }
    const button = buttonElement("All figures", "", () => this.#switch(figure));
    button.title = `Search all ${this.#figures.length} figures of this page`;
    button.classList.add("search-all");
    button.setAttribute("aria-pressed", String(this.#search !== null));
    this.#switches.set(figure, button);
    figure.live.surroundings.controls.search.element.append(button);
    if (this.#search !== null) {
      figure.search(this.#search);
    }
  }

  /**
   * Follows a figure that shows something else: where the search is common, another search is everyone's.
   * @param {LazyFigure} figure
   */
  follow({ live }) {
    const search = live?.state.search;
    if (this.#search !== null && search !== undefined && !isSameSearch(search, this.#search)) {
      this.#spread(search);
    }
  }

  /** @param {LazyFigure} figure whose search becomes everyone's, or each one's own again */
  #switch({ live }) {
    const isCommon = this.#search === null;
    for (const button of this.#switches.values()) {
      button.setAttribute("aria-pressed", String(isCommon));
    }
    if (live !== null && isCommon) {
      this.#spread(live.state.search);
    } else {
      this.#search = null;
    }
  }

  /** @param {SearchState} search */
  #spread(search) {
    this.#search = search;
    for (const figure of this.#figures) {
      figure.search(search);
    }
  }
}

/**
 * @param {SearchState} one
 * @param {SearchState} other
 * @returns {boolean}
 */
function isSameSearch(one, other) {
  return one.text === other.text && one.isPlain === other.isPlain && one.ignoresCase === other.ignoresCase;
}
