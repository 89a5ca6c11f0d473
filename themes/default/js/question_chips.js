"use strict";

/**
 * @typedef {object} ChipActions
 * @property {(question: Question) => void} drop
 * @property {() => void} dropQuestions
 * @property {(question: Question) => void} edit
 * @property {() => void} leave the last chip is gone, and the focus was on it
 *
 * `note` is what has to be said of the answer; `clearing` what the button says that takes all of them away, "" where
 * there is none.
 *
 * @typedef {{questions: readonly Question[], note: string, clearing: string}} AskedQuestions
 */

/** What was asked of a figure, each a chip that takes it away again. */
class QuestionChips {
  /** A name is shown in about as many px. */
  static NAME_PX = 300;

  /** @type {readonly Question[] | null} */
  #shown = null;

  /** @param {ChipActions} actions */
  constructor(actions) {
    this.actions = actions;
    this.element = htmlElement("div", "question-chips");
    this.list = htmlElement("ul", "chip-list");
    this.list.setAttribute("aria-label", "Filters in use");
    this.clear = buttonElement("", "", () => actions.dropQuestions());
    this.note = htmlElement("span", "chips-note");
    this.element.append(this.list, this.clear, this.note);
  }

  /** @param {AskedQuestions} asked */
  show({ questions, note, clearing }) {
    this.note.textContent = note;
    this.clear.textContent = clearing;
    if (questions !== this.#shown) {
      this.#shown = questions;
      this.#replace(questions);
    }
    this.clear.hidden = clearing === "";
    this.element.hidden = questions.length === 0 && clearing === "";
  }

  /**
   * Shows other chips; the focus stays near where it was.
   * @param {readonly Question[]} questions
   */
  #replace(questions) {
    const focused = document.activeElement;
    const hadFocus = focused !== null && this.element.contains(focused);
    const index = [...this.list.children].findIndex((chip) => chip.contains(focused));
    this.list.replaceChildren(...questions.map((question) => this.#chipOf(question)));
    if (!hadFocus) {
      return;
    }
    const drops = /** @type {NodeListOf<HTMLButtonElement>} */ (this.list.querySelectorAll(".chip-drop"));
    if (drops.length === 0) {
      this.actions.leave();
    } else {
      drops[Math.max(0, Math.min(index, drops.length - 1))].focus();
    }
  }

  /**
   * @param {Question} question
   * @returns {HTMLLIElement}
   */
  #chipOf(question) {
    const { verb, name, besides } = questionWords(question);
    const words = questionText(question);
    const chip = htmlElement("li", "question-chip");
    const text = htmlElement(question.kind === "whatif" ? "button" : "span", "chip-text");
    text.title = words;
    const shownName = htmlElement("bdi", "chip-name", fittedLabel(name, QuestionChips.NAME_PX));
    text.append(htmlElement("span", "chip-verb", verb), " ", shownName, " ", htmlElement("span", "chip-verb", besides));
    if (text instanceof HTMLButtonElement) {
      text.type = "button";
      text.setAttribute("aria-label", `Change: ${words}`);
      text.addEventListener("click", () => this.actions.edit(question));
    }
    const drop = buttonElement("×", `Remove: ${words}`, () => this.actions.drop(question));
    drop.classList.add("chip-drop");
    chip.append(text, drop);
    return chip;
  }
}
