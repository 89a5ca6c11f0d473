"use strict";

/** The search of a figure: what is looked for, how, and in a few words what was found. */
class SearchBox {
  /** @type {SearchState} */
  #search = { text: "", isPlain: false, ignoresCase: false };

  /** @param {FigureActions} actions */
  constructor(actions) {
    this.input = htmlElement("input");
    this.input.type = "search";
    this.input.placeholder = "Search";
    this.input.setAttribute("aria-label", "Search frames");
    this.input.spellcheck = false;
    this.input.autocomplete = "off";
    this.input.addEventListener("input", () => actions.setSearch({ ...this.#search, text: this.input.value }));
    this.input.addEventListener("keydown", (event) => this.#onKey(event, actions));
    this.found = htmlElement("span", "search-found");
    this.previous = buttonElement("‹", "Previous match", () => actions.journey.stepMatch(-1));
    this.next = buttonElement("›", "Next match", () => actions.journey.stepMatch(1));
    const change = (/** @type {Partial<SearchState>} */ part) => actions.setSearch({ ...this.#search, ...part });
    this.matchCase = buttonElement("Aa", "Match case", () => change({ ignoresCase: !this.#search.ignoresCase }));
    this.pattern = buttonElement(".*", "Regular expression", () => change({ isPlain: !this.#search.isPlain }));
    this.element = htmlElement("span", "search-box");
    this.element.append(this.input, this.found, this.previous, this.next, this.matchCase, this.pattern);
  }

  /**
   * @param {SearchState} search
   * @param {{found: string, canStep: boolean, isRefused: boolean}} result
   */
  show(search, { found, canStep, isRefused }) {
    this.#search = search;
    if (this.input.value !== search.text) {
      this.input.value = search.text;
    }
    this.input.setAttribute("aria-invalid", String(isRefused));
    this.matchCase.setAttribute("aria-pressed", String(!search.ignoresCase));
    this.pattern.setAttribute("aria-pressed", String(!search.isPlain));
    this.found.textContent = found;
    this.previous.hidden = !canStep;
    this.next.hidden = !canStep;
  }

  /** Puts the keyboard's focus into the search, on all of its text. */
  focus() {
    this.input.focus();
    this.input.select();
  }

  /**
   * @param {KeyboardEvent} event
   * @param {FigureActions} actions
   */
  #onKey(event, actions) {
    if (event.key === "Enter" && !event.isComposing) {
      event.preventDefault();
      actions.journey.stepMatch(event.shiftKey ? -1 : 1);
    } else if (event.key === "Escape") {
      event.preventDefault();
      if (this.input.value !== "") {
        actions.setSearch({ ...this.#search, text: "" });
      } else {
        actions.focusPicture();
      }
    }
  }
}
