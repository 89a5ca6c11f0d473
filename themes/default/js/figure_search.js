"use strict";

/**
 * A figure's search: from what is typed to the rows that match. A slow pattern is worked off in slices and gives way to
 * the next one.
 */
class FigureSearch {
  static SLICE_MS = 8;

  /** @type {Matches | null} */
  matches = null;
  /** Why the pattern was refused, or "". */
  refusal = "";
  /** @type {Uint8Array | null} */
  #isMatchedFrame = null;
  /** @type {SearchState | null} */
  #search = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /**
   * @param {CallTree} tree
   * @param {() => void} onFound called when a search that took several slices is done
   */
  constructor(tree, onFound) {
    this.tree = tree;
    this.onFound = onFound;
  }

  /**
   * Goes on in another tree.
   * @param {CallTree} tree
   */
  follow(tree) {
    const isOfOtherFrames = tree.frames !== this.tree.frames;
    this.tree = tree;
    if (this.#search !== null && (isOfOtherFrames || this.matches === null)) {
      this.look(this.#search);
    } else if (this.#isMatchedFrame !== null) {
      this.matches = new Matches(tree, this.#isMatchedFrame);
    }
  }

  /**
   * Looks for the pattern; afterwards `matches` and `refusal` hold what came of it, unless it takes longer.
   * @param {SearchState} search
   */
  look(search) {
    const { text, isPlain, ignoresCase } = search;
    clearTimeout(this.#timer);
    this.refusal = "";
    this.#search = search;
    this.#isMatchedFrame = null;
    if (text === "") {
      this.matches = null;
      return;
    }
    try {
      const scan = new NameScan(this.tree.frames, Pattern.compile(text, { plain: isPlain, ignoreCase: ignoresCase }));
      this.#goOn(scan, false);
    } catch (error) {
      if (!(error instanceof PatternError)) {
        throw error;
      }
      this.matches = null;
      this.refusal = error.message;
    }
  }

  /**
   * @param {NameScan} scan
   * @param {boolean} isLate
   */
  #goOn(scan, isLate) {
    if (!scan.run(FigureSearch.SLICE_MS)) {
      this.#timer = setTimeout(() => this.#goOn(scan, true), 0);
      return;
    }
    this.#isMatchedFrame = scan.matchedFrames();
    this.matches = new Matches(this.tree, this.#isMatchedFrame);
    if (isLate) {
      this.onFound();
    }
  }
}

/**
 * Whether a search would find more if upper and lower case were the same: it has letters of either, and no flag for it.
 * @param {SearchState} search
 * @returns {boolean}
 */
function heedsCase({ text, isPlain, ignoresCase }) {
  if (ignoresCase || (!isPlain && /\(\?[a-zA-Z]*i/.test(text))) {
    return false;
  }
  const letters = isPlain ? text : text.replace(/\\./gs, ""); // \d is a class, and no letter
  return /\p{Cased_Letter}/u.test(letters);
}
