"use strict";

/** A field for a question and the pages that answer it; the search page and the dialog hold one each. */
class SearchPanel {
  static MOST = 30;

  /** @type {SearchIndex | null} */
  #index = null;

  /**
   * @param {string} root the way to the site's root
   * @param {(question: string) => void} [onAsked] told of each question that was answered
   */
  constructor(root, onAsked = () => {}) {
    this.root = root;
    this.onAsked = onAsked;
    this.input = htmlElement("input", "search-question");
    this.input.type = "search";
    this.input.placeholder = "Search the text and the functions";
    this.input.setAttribute("aria-label", "Search this site");
    this.input.autocomplete = "off";
    this.input.spellcheck = false;
    this.status = htmlElement("p", "search-status");
    this.status.setAttribute("role", "status");
    this.results = htmlElement("ol", "search-results");
    this.element = htmlElement("div", "search-panel");
    this.element.append(this.input, this.status, this.results);
    this.input.addEventListener("input", () => this.answer());
    this.input.addEventListener("focus", () => this.#load(), { once: true });
    this.element.addEventListener("keydown", (event) => this.#onKey(event));
  }

  /** @param {string} question */
  ask(question) {
    this.input.value = question;
    this.#load();
    this.answer();
  }

  /** Shows the pages that answer what stands in the field. */
  answer() {
    const question = this.input.value;
    const terms = searchTerms(question);
    this.onAsked(question);
    this.results.replaceChildren();
    if (terms.length === 0) {
      this.status.textContent = "";
    } else if (this.#index === null) {
      this.status.textContent = "Loading the index";
    } else {
      const found = rankPages(this.#index, question);
      this.status.textContent = SearchPanel.#count(found.length, terms);
      this.results.append(...found.slice(0, SearchPanel.MOST).map((result) => searchResult(result, terms, this.root)));
    }
  }

  async #load() {
    try {
      this.#index = await SearchIndex.load(`${this.root}search/index.js`);
      this.answer();
    } catch (error) {
      this.status.textContent = `There is no search: ${/** @type {Error} */ (error).message}.`;
    }
  }

  /** @param {KeyboardEvent} event */
  #onKey(event) {
    const links = /** @type {HTMLElement[]} */ ([...this.results.querySelectorAll(".search-result-title")]);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      const item = document.activeElement?.closest(".search-result");
      const here = links.findIndex((link) => link.parentElement === item);
      const next = here < 0 && step < 0 ? -1 : here + step;
      if (next < links.length) {
        if (links[next] === undefined) {
          this.input.select();
        }
        (links[next] ?? this.input).focus();
      }
      event.preventDefault();
    } else if (event.key === "Enter" && event.target === this.input && links.length > 0) {
      links[0].click();
    }
  }

  /**
   * @param {number} count
   * @param {readonly string[]} terms
   * @returns {string}
   */
  static #count(count, terms) {
    if (count === 0) {
      const named = terms.map((term) => `“${term}”`).join(", ");
      return terms.length === 1 ? `No page and no function holds ${named}.` : `No page holds all of ${named}.`;
    }
    const shown = count > SearchPanel.MOST ? `; the best ${SearchPanel.MOST} are shown` : "";
    return `${count} page${count === 1 ? "" : "s"}${shown}`;
  }
}
