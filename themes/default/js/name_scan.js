"use strict";

/** The names that a pattern matches, found in slices: a pattern may be slow, and the page has to answer meanwhile. */
class NameScan {
  /** @type {FrameTable} */
  #frames;
  /** @type {{test(text: string): boolean}} */
  #pattern;
  /** @type {Uint8Array} */
  #isMatchedName;
  #next = 0;

  /**
   * @param {FrameTable} frames
   * @param {{test(text: string): boolean}} pattern
   */
  constructor(frames, pattern) {
    this.#frames = frames;
    this.#pattern = pattern;
    this.#isMatchedName = new Uint8Array(frames.strings.length);
  }

  /**
   * Goes on for about a budget of time.
   * @param {number} budgetMs
   * @param {() => number} [clock]
   * @returns {boolean} whether every name has been looked at
   */
  run(budgetMs, clock = () => performance.now()) {
    const CLOCK_EVERY = 64; // names between two looks at the clock
    const names = this.#frames.distinctNames;
    const stop = clock() + budgetMs;
    while (this.#next < names.length) {
      const name = names[this.#next];
      this.#isMatchedName[name] = this.#pattern.test(this.#frames.strings[name]) ? 1 : 0;
      this.#next += 1;
      if (this.#next % CLOCK_EVERY === 0 && clock() >= stop) {
        break;
      }
    }
    return this.#next === names.length;
  }

  /** @returns {Uint8Array} 1 for each row of the frame table whose name matched */
  matchedFrames() {
    return Uint8Array.from(this.#frames.columns.name, (name) => this.#isMatchedName[name]);
  }
}
