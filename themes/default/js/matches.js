"use strict";

/** The rows of a tree whose names a search matched. Distinct names are matched once; rows only look theirs up. */
class Matches {
  /** @type {CallTree} */
  #tree;
  /** @type {Uint8Array} */
  #isMatchedFrame;

  /**
   * @param {CallTree} tree
   * @param {Uint8Array} isMatchedFrame 1 for each matched row of the tree's frames
   */
  constructor(tree, isMatchedFrame) {
    this.#tree = tree;
    this.#isMatchedFrame = isMatchedFrame;
    const rows = new Int32Array(tree.length);
    let count = 0;
    for (let row = 0; row < tree.length; row += 1) {
      if (this.has(row)) {
        rows[count] = row;
        count += 1;
      }
    }
    /** All matched rows, rising. */
    this.rows = rows.slice(0, count);
  }

  /**
   * @param {number} row
   * @returns {boolean}
   */
  has(row) {
    return this.hasFrame(this.#tree.frame[row]);
  }

  /**
   * @param {number} frame of any tree of the page
   * @returns {boolean}
   */
  hasFrame(frame) {
    return frame >= 0 && this.#isMatchedFrame[frame] === 1;
  }

  /**
   * The recorded weight of the samples below `row` that hold a match, each once: a union along x. `before` is the
   * earlier side of a difference; `folded` is the most that rows of smaller frames beside the matches could add, as
   * wide as `tree` shows them.
   * @param {number} metric
   * @param {number} [row]
   * @param {CallTree} [tree] the same rows in another measure
   * @returns {{weight: number, before: number, folded: number}}
   */
  weightUnder(metric, row = 0, tree = this.#tree) {
    if (this.#isCovered(row)) {
      return { weight: tree.recordedTotal(row, metric), before: tree.recordedBefore(row, metric), folded: 0 };
    }
    const stop = tree.end[row];
    const sum = { weight: 0, before: 0, folded: 0 };
    let covered = row;
    let next = lowerBound(tree.foldedRows, row);
    const addFoldedUpTo = (/** @type {number} */ limit) => {
      for (; tree.foldedRows[next] < limit; next += 1) {
        sum.folded += tree.foldedRows[next] >= covered ? tree.width(tree.foldedRows[next], metric) : 0;
      }
    };
    for (let index = lowerBound(this.rows, row); this.rows[index] < stop; index += 1) {
      const matched = this.rows[index];
      if (matched >= covered) {
        addFoldedUpTo(matched);
        sum.weight += tree.recordedTotal(matched, metric);
        sum.before += tree.recordedBefore(matched, metric);
        covered = tree.end[matched];
      }
    }
    addFoldedUpTo(stop);
    return sum;
  }

  /**
   * The matched row a step away, going round at either end; -1 where nothing matched.
   * @param {number} row from where
   * @param {1 | -1} direction
   * @returns {number}
   */
  step(row, direction) {
    const count = this.rows.length;
    if (count === 0) {
      return -1;
    }
    const index = direction > 0 ? lowerBound(this.rows, row + 1) : lowerBound(this.rows, row) - 1;
    return this.rows[(index + count) % count];
  }

  /**
   * @param {number} row
   * @returns {number} the row's place among the matches, counted from 1; 0 for a row that is none
   */
  place(row) {
    return row >= 0 && this.has(row) ? lowerBound(this.rows, row) + 1 : 0;
  }

  /**
   * @param {number} row
   * @returns {boolean} whether the row or one above it matched
   */
  #isCovered(row) {
    for (let here = row; here >= 0; here = this.#tree.parent[here]) {
      if (this.has(here)) {
        return true;
      }
    }
    return false;
  }
}

/**
 * @param {ArrayLike<number>} rising
 * @param {number} value
 * @returns {number} the index of the first entry that is not below the value
 */
function lowerBound(rising, value) {
  let low = 0;
  let high = rising.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (rising[middle] < value) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}
