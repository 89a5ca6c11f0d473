"use strict";

/**
 * The comparisons of a difference for a tree derived from it. A verdict was reached about certain weights: it stays
 * with a row whose weights are still the same, and is left out where they are others.
 * @param {TreeParts} base
 * @param {Pick<TreeParts, "shape" | "weights">} derived
 * @param {Int32Array} place for each row of the base the derived one, or -1
 * @param {Int32Array} origin
 * @returns {Comparison[]}
 */
function carriedComparisons(base, { shape, weights }, place, origin) {
  return base.comparisons.map(({ block }) => {
    const isSame = sameWeights(base, { shape, weights }, block.metric);
    const carried = (/** @type {number} */ row) =>
      place[row] >= 0 && origin[place[row]] === row && isSame(row, place[row]) ? place[row] : -1;
    return new Comparison(carriedBlock(block, carried), shape, weights);
  });
}

/**
 * @param {ComparisonBlock} block
 * @param {(row: number) => number} carried the row that has the verdict now, or -1
 * @returns {ComparisonBlock}
 */
function carriedBlock(block, carried) {
  const kept = block.rows
    .map((row, index) => ({ row: carried(row), index }))
    .filter(({ row }) => row >= 0)
    .sort((one, other) => one.row - other.row);
  const columns = (/** @type {VerdictColumns} */ { reach, verdict }) => ({
    reach: reach && kept.map(({ index }) => reach[index]),
    verdict: kept.map(({ index }) => verdict[index]),
  });
  const rows = (/** @type {readonly number[]} */ before) => before.map(carried).filter((row) => row >= 0);
  return {
    ...block,
    rows: kept.map(({ row }) => row),
    total: columns(block.total),
    self: columns(block.self),
    movers: block.movers
      .map(({ row, ancestors }) => ({ row: carried(row), ancestors: rows(ancestors) }))
      .filter(({ row }) => row >= 0),
  };
}

/**
 * @param {Pick<TreeParts, "shape" | "weights">} base
 * @param {Pick<TreeParts, "shape" | "weights">} derived
 * @param {number} metric
 * @returns {(row: number, derivedRow: number) => boolean} whether two rows weigh the same, alone and with their
 * subtrees, on both sides
 */
function sameWeights(base, derived, metric) {
  return (row, derivedRow) =>
    /** @type {const} */ (["self", "before"]).every(
      (side) =>
        base.weights.own(side, metric, row) === derived.weights.own(side, metric, derivedRow) &&
        totalOf(base, side, metric, row) === totalOf(derived, side, metric, derivedRow),
    );
}

/**
 * @param {Pick<TreeParts, "shape" | "weights">} tree
 * @param {"self" | "before"} side
 * @param {number} metric
 * @param {number} row
 * @returns {number} what the row weighs with its subtree
 */
function totalOf({ shape, weights }, side, metric, row) {
  const sums = weights.sums(side, metric);
  return sums[shape.end[row]] - sums[row];
}
