"use strict";

/**
 * What would be if a function cost more or less, with all it calls, and all else stayed. `bound` is how many times as
 * fast the whole could become at most: if the function cost nothing.
 *
 * @typedef {{whole: number, function: number, total: number, speedUp: number, bound: number}} WhatIf
 */

/**
 * @param {number} whole what all weighs
 * @param {number} weight what the function weighs of it, recursion counted once
 * @param {number} factor what the function would cost, 1 is as much as it does
 * @returns {WhatIf} a bound is Infinity where the function is all there is
 */
function whatIf(whole, weight, factor) {
  const total = whole - weight + factor * weight;
  const times = (/** @type {number} */ left) => (whole === 0 ? 1 : whole / left);
  return { whole, function: weight, total, speedUp: times(total), bound: times(whole - weight) };
}

/**
 * The same tree with the weight of stacks that hold a marked frame scaled, on both sides of a difference. What lies in
 * rows of smaller frames elsewhere stays as it is.
 * @param {TreeParts} parts
 * @param {Uint8Array} marks
 * @param {number} factor
 * @returns {DerivationSteps}
 */
function* scaleTree(parts, marks, factor) {
  const within = rowsWithin(parts, marks);
  yield;
  const scaled = (/** @type {readonly WeightColumn[]} */ columns) =>
    mappedColumns(columns, (values) => {
      const products = new Float64Array(values.length);
      for (let row = 0; row < products.length; row += 1) {
        products[row] = within[row] === 1 ? factor * values[row] : values[row];
      }
      return products;
    });
  const { metrics, whole, wholeBefore, self, before } = parts.weights;
  const weights = new TreeWeights({
    ...{ metrics, whole, wholeBefore },
    self: scaled(self),
    before: before && scaled(before),
  });
  yield;
  const rows = countingUp(parts.shape.length);
  const { frame, shape } = parts;
  return yield* derivedTree(parts, {
    ...{ frame, depth: shape.depth, owner: rows, origin: rows, weights },
    undecided: foldedOutside(parts, within),
  });
}
