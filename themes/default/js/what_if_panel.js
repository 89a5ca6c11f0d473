"use strict";

/**
 * @typedef {object} WhatIfActions
 * @property {() => CallTree} tree the page's own
 * @property {() => number} metric
 * @property {(name: string, factor: number) => void} apply 1 takes the what-if away
 * @property {() => void} close
 */

/** Lets a function cost more, less or nothing, and says what the whole would come to. */
class WhatIfPanel {
  static MOST = 2;
  static STEP = 0.05;

  #name = "";
  /** @type {ChoiceScan | null} */
  #scan = null;
  /** @type {Uint8Array | null} */
  #marks = null;
  /** What the function weighs in `#metric`. */
  #weights = { weight: 0, before: 0 };
  #metric = -1;
  /** What the figure's state says of it. */
  #asked = 1;

  /** @param {WhatIfActions} actions */
  constructor(actions) {
    this.actions = actions;
    this.element = htmlElement("section", "what-if");
    this.element.setAttribute("aria-label", "What if a function cost more or less");
    this.element.hidden = true;
    this.title = htmlElement("bdi", "what-if-name");
    this.range = this.#input("range", "Cost of the function, times what it costs");
    this.number = this.#input("number", "Cost of the function, as a factor");
    this.words = htmlElement("p", "what-if-words");
    this.outcome = htmlElement("span", "what-if-outcome");
    this.bound = htmlElement("span", "what-if-bound");
    this.words.append(this.outcome, " ", this.bound);
    const heading = htmlElement("p", "what-if-heading");
    heading.append("What if ", this.title, " cost");
    const times = htmlElement("span", "what-if-times");
    times.append("× ", this.number);
    const close = buttonElement("×", "Close", () => actions.close());
    close.classList.add("form-close");
    const factor = htmlElement("span", "what-if-factor");
    factor.append(this.range, times);
    this.element.append(heading, factor, close, this.words);
    this.element.addEventListener("keydown", (event) => {
      if (event.key === "Escape") {
        event.preventDefault();
        actions.close();
      }
    });
  }

  /** @returns {string} the outcome as it is spoken */
  get spoken() {
    return `${this.outcome.textContent} ${this.bound.textContent}`;
  }

  /**
   * @param {string} name as readers name functions
   * @param {number} factor as it is asked now
   */
  open(name, factor) {
    this.element.hidden = false;
    this.#name = name;
    this.#marks = null;
    this.title.textContent = fittedLabel(name, QuestionChips.NAME_PX);
    this.title.title = name;
    this.#asked = factor;
    this.#setFactor(factor);
    this.#scan?.stop();
    this.outcome.textContent = "";
    this.bound.textContent = "";
    this.#scan = new ChoiceScan(this.actions.tree().frames, name, ({ marks }) => {
      this.#marks = marks;
      this.#metric = -1;
      this.show(factor);
    });
    this.range.focus();
  }

  close() {
    this.#scan?.stop();
    this.element.hidden = true;
  }

  /** @returns {string} the function's name as readers name functions */
  get name() {
    return this.#name;
  }

  /**
   * Follows the figure.
   * @param {number} factor as it is asked now
   */
  show(factor) {
    if (this.#marks === null || this.element.hidden) {
      return;
    }
    if (factor !== this.#asked) {
      this.#asked = factor;
      this.#setFactor(factor);
    }
    this.#tell(this.#marks);
  }

  /** @param {Uint8Array} marks of the function */
  #tell(marks) {
    const metric = this.actions.metric();
    const tree = this.actions.tree();
    if (metric !== this.#metric) {
      this.#metric = metric;
      this.#weights = functionWeight(tree, metric, marks);
    }
    const { outcome, bound } = whatIfTelling(tree, metric, this.#weights, Number(this.range.value));
    this.outcome.textContent = outcome;
    this.bound.textContent = bound;
  }

  /**
   * @param {"range" | "number"} type
   * @param {string} label
   * @returns {HTMLInputElement}
   */
  #input(type, label) {
    const input = htmlElement("input");
    input.type = type;
    input.min = "0";
    input.max = String(WhatIfPanel.MOST);
    input.step = String(WhatIfPanel.STEP);
    input.setAttribute("aria-label", label);
    const factor = () => Math.max(0, Math.min(WhatIfPanel.MOST, Number(input.value)));
    input.addEventListener("input", () => {
      this.#setFactor(factor(), input);
      this.#tell(this.#marks ?? new Uint8Array(this.actions.tree().frames.length));
    });
    input.addEventListener("change", () => {
      this.#setFactor(factor());
      this.actions.apply(this.#name, factor());
    });
    return input;
  }

  /**
   * @param {number} factor
   * @param {HTMLInputElement | null} [typed] the field that it comes from, which stays as it is
   */
  #setFactor(factor, typed = null) {
    for (const input of [this.range, this.number]) {
      if (input !== typed) {
        input.value = String(Number(factor.toFixed(2)));
      }
    }
    this.range.setAttribute("aria-valuetext", factor === 0 ? "nothing" : `${Number(factor.toFixed(2))} times as much`);
  }
}
