"use strict";

/**
 * One way to compare the two sides of a difference, as it stands in the page's data; sitegen/drawing/page_data.py says
 * what is in it.
 *
 * @typedef {object} ComparisonBlock
 * @property {number} metric
 * @property {string} scale
 * @property {number} before
 * @property {number} after
 * @property {Metric} unit
 * @property {"runs" | "sampling" | "unknown"} basis
 * @property {string} reason
 * @property {number} smallest_share
 * @property {number} smallest
 * @property {string} sentence
 * @property {readonly number[]} rows
 * @property {VerdictColumns} total
 * @property {VerdictColumns} self
 * @property {readonly Mover[]} movers
 *
 * Along the rows that have verdicts; the interval of a difference is as far as it reaches to either side.
 *
 * @typedef {{reach: readonly number[] | null, verdict: readonly number[]}} VerdictColumns
 *
 * A row that changed, and the rows above it whose change is wholly its own.
 *
 * @typedef {{row: number, ancestors: readonly number[]}} Mover
 *
 * What became of a row or a sum of rows, in the comparison's measure. `gain` and `loss` are what was added and what was
 * taken away inside it; `reach` and `verdict` are null where nothing was tested.
 *
 * @typedef {object} Change
 * @property {number} before
 * @property {number} after
 * @property {number} difference
 * @property {number} gain
 * @property {number} loss
 * @property {number | null} reach
 * @property {number | null} verdict
 */

/** Two sides in one measure: each side's weights are divided by its own exposure, and neither is scaled to the other. */
class Comparison {
  static UNKNOWN = 0;
  static SMALL = 1;
  static NOISE = 2;
  static BEYOND_SAMPLING = 3;
  static CHANGED = 4;

  /** @type {Float64Array | null} */
  #gains = null;
  /** @type {Float64Array | null} */
  #losses = null;

  /**
   * @param {ComparisonBlock} block
   * @param {TreeShape} shape
   * @param {TreeWeights} weights of two sides
   */
  constructor(block, shape, weights) {
    this.block = block;
    this.shape = shape;
    this.weights = weights;
    this.metric = block.metric;
    this.scale = block.scale;
    this.unit = block.unit;
  }

  /**
   * The comparison of weights as they were recorded, for a metric without any other.
   * @param {number} metric
   * @param {TreeShape} shape
   * @param {TreeWeights} weights
   * @returns {Comparison}
   */
  static plain(metric, shape, weights) {
    const nothing = { reach: null, verdict: [] };
    /** @type {ComparisonBlock} */
    const block = {
      metric,
      scale: "absolute",
      before: 1,
      after: 1,
      unit: weights.metrics[metric],
      basis: "unknown",
      reason: "",
      smallest_share: 0,
      smallest: 0,
      sentence: "",
      rows: [],
      total: nothing,
      self: nothing,
      movers: [],
    };
    return new Comparison(block, shape, weights);
  }

  /**
   * What became of a row's subtree.
   * @param {number} row
   * @returns {Change}
   */
  ofSubtree(row) {
    const end = this.shape.end[row];
    const sum = (/** @type {Float64Array} */ sums) => sums[end] - sums[row];
    const { metric, weights } = this;
    this.#gains ??= this.#sums((difference) => Math.max(difference, 0));
    this.#losses ??= this.#sums((difference) => Math.min(difference, 0));
    return {
      ...this.between(sum(weights.sums("before", metric)), sum(weights.sums("self", metric))),
      gain: sum(this.#gains),
      loss: sum(this.#losses),
      ...this.#judged("total", row),
    };
  }

  /**
   * What became of a row itself.
   * @param {number} row
   * @returns {Change}
   */
  ofRow(row) {
    const { metric, weights } = this;
    const change = this.between(weights.own("before", metric, row), weights.own("self", metric, row));
    return { ...change, ...this.#judged("self", row) };
  }

  /**
   * What became of recorded weights.
   * @param {number} recordedBefore
   * @param {number} recordedAfter
   * @returns {Change}
   */
  between(recordedBefore, recordedAfter) {
    const before = recordedBefore / this.block.before;
    const after = recordedAfter / this.block.after;
    const difference = after - before;
    const parts = { gain: Math.max(difference, 0), loss: Math.min(difference, 0) };
    return { before, after, difference, ...parts, reach: null, verdict: null };
  }

  /** @returns {number} how much moved in the whole tree, whichever way */
  get moved() {
    const { gain, loss } = this.ofSubtree(0);
    return gain - loss;
  }

  /**
   * @param {"self" | "total"} family
   * @param {number} row
   * @returns {{reach: number | null, verdict: number | null}}
   */
  #judged(family, row) {
    const { rows, [family]: columns } = this.block;
    const place = lowerBound(rows, row);
    return rows[place] === row
      ? { reach: columns.reach?.[place] ?? null, verdict: columns.verdict[place] }
      : { reach: null, verdict: null };
  }

  /**
   * @param {(difference: number) => number} part
   * @returns {Float64Array} entry k is the sum of that part of the first k rows' own differences
   */
  #sums(part) {
    const { block, metric, weights } = this;
    return accumulated(this.shape.length, (row) =>
      part(weights.own("self", metric, row) / block.after - weights.own("before", metric, row) / block.before),
    );
  }
}
