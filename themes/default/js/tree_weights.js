"use strict";

/**
 * Weights are `scale * values`, or `scale` times the column numbered `of`.
 *
 * @typedef {{scale: number, values?: ArrayLike<number>, of?: number}} WeightColumn
 *
 * A column a metric; `before` is the earlier side of a difference, else null. Shares are of `whole`.
 *
 * @typedef {object} WeightColumns
 * @property {readonly Metric[]} metrics
 * @property {readonly number[]} whole
 * @property {readonly number[] | null} wholeBefore
 * @property {readonly WeightColumn[]} self
 * @property {readonly WeightColumn[] | null} before
 */

/**
 * What rows weigh themselves, as it was recorded. Columns become prefix sums when a metric is first looked at, so that
 * every total is one subtraction.
 */
class TreeWeights {
  /** @type {Map<string, Float64Array>} */
  #sums = new Map();

  /** @param {WeightColumns} columns */
  constructor({ metrics, whole, wholeBefore, self, before }) {
    this.metrics = metrics;
    this.whole = whole;
    this.wholeBefore = wholeBefore;
    this.self = self;
    this.before = before;
  }

  /**
   * @param {"self" | "before"} side one that there is
   * @param {number} metric
   * @returns {Float64Array} entry k is the sum of the first k rows' own weights
   */
  sums(side, metric) {
    const key = `${side} ${metric}`;
    let sums = this.#sums.get(key);
    if (sums === undefined) {
      const { values, scale } = resolvedColumn(this[side] ?? [], metric);
      sums = accumulated(values.length, (row) => scale * values[row]);
      this.#sums.set(key, sums);
    }
    return sums;
  }

  /**
   * @param {"self" | "before"} side
   * @param {number} metric
   * @param {number} row
   * @returns {number} the row's own weight; 0 for a side that is not there
   */
  own(side, metric, row) {
    const columns = this[side];
    return columns === null ? 0 : columnValue(columns, metric, row);
  }
}

/**
 * @param {number} length
 * @param {(row: number) => number} weight
 * @returns {Float64Array} entry k is the sum of the first k weights
 */
function accumulated(length, weight) {
  const sums = new Float64Array(length + 1);
  for (let row = 0; row < length; row += 1) {
    sums[row + 1] = sums[row] + weight(row);
  }
  return sums;
}

/**
 * @param {readonly WeightColumn[]} columns
 * @param {number} number
 * @param {number} row
 * @returns {number}
 */
function columnValue(columns, number, row) {
  const { values, scale } = resolvedColumn(columns, number);
  return scale * values[row];
}

/**
 * @param {readonly WeightColumn[]} columns
 * @param {number} number
 * @returns {{values: ArrayLike<number>, scale: number}}
 */
function resolvedColumn(columns, number) {
  const { scale, values, of } = columns[number];
  return values !== undefined
    ? { values, scale }
    : { values: columns[of ?? 0].values ?? [], scale: scale * columns[of ?? 0].scale };
}
