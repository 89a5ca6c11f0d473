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
   * Looks for the pattern; afterwards `matches` and `refusal` hold what came of it, unless it takes longer.
   * @param {SearchState} search
   */
  look({ text, isPlain, ignoresCase }) {
    clearTimeout(this.#timer);
    this.refusal = "";
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
    this.matches = new Matches(this.tree, scan.matchedFrames());
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
