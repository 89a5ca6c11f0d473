"use strict";

/** Speaks what a change means to those who do not see it. */
class Announcer {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  constructor() {
    this.element = htmlElement("div", "visually-hidden");
    this.element.setAttribute("role", "status");
    this.element.setAttribute("aria-live", "polite"); // some readers know only one of the two
    document.body.append(this.element);
  }

  /**
   * @param {string} text
   * @param {number} [delayMs] a later text within this time takes its place
   */
  say(text, delayMs = 0) {
    clearTimeout(this.#timer);
    if (delayMs > 0) {
      this.#timer = setTimeout(() => this.say(text), delayMs);
    } else {
      // The same text twice is only spoken twice where the region changes.
      this.element.textContent = this.element.textContent === text ? `${text}\u00a0` : text;
    }
  }
}
