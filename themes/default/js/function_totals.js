"use strict";

/**
 * The exact table of functions: each by one of its frames; recursion is counted once. The side before is null unless
 * the tree is a difference.
 *
 * @typedef {object} FunctionColumns
 * @property {readonly number[]} frame
 * @property {readonly WeightColumn[]} self
 * @property {readonly WeightColumn[]} total
 * @property {readonly WeightColumn[] | null} [self_before]
 * @property {readonly WeightColumn[] | null} [total_before]
 *
 * A function's weights as they were recorded; `frames` is how many rows of the tree are of it.
 *
 * @typedef {{self: number, total: number, selfBefore: number, totalBefore: number, frames: number}} FunctionWeights
 */

/** What functions weigh over the whole profile, exact also where frames of the tree were folded. */
class FunctionTotals {
  /** @type {Map<number, number> | null} */
  #places = null;
  /** @type {Map<number, number> | null} */
  #rowCounts = null;

  /**
   * @param {FunctionColumns} columns
   * @param {FrameTable} frames
   * @param {Int32Array} rowFrames the frame of each row of the tree
   */
  constructor(columns, frames, rowFrames) {
    this.columns = columns;
    this.frames = frames;
    this.rowFrames = rowFrames;
  }

  /**
   * @param {number} frame
   * @param {number} metric
   * @returns {FunctionWeights | null} of the frame's function; null where the table does not have it
   */
  of(frame, metric) {
    const { functionOf } = this.frames;
    const { columns } = this;
    this.#places ??= new Map(columns.frame.map((named, index) => [functionOf[named], index]));
    const wanted = functionOf[frame];
    const index = this.#places.get(wanted);
    if (frame < 0 || index === undefined) {
      return null;
    }
    const weight = (/** @type {readonly WeightColumn[] | null | undefined} */ side) =>
      side ? columnValue(side, metric, index) : 0;
    return {
      self: weight(columns.self),
      total: weight(columns.total),
      selfBefore: weight(columns.self_before),
      totalBefore: weight(columns.total_before),
      frames: this.#countRows().get(wanted) ?? 0,
    };
  }

  /** @returns {Map<number, number>} how many rows are of each function */
  #countRows() {
    if (this.#rowCounts === null) {
      const { functionOf } = this.frames;
      this.#rowCounts = new Map();
      for (const frame of this.rowFrames) {
        if (frame >= 0) {
          this.#rowCounts.set(functionOf[frame], (this.#rowCounts.get(functionOf[frame]) ?? 0) + 1);
        }
      }
    }
    return this.#rowCounts;
  }
}
