"use strict";

/*
 * Questions that choose samples by their labels.
 */

/**
 * Keeps the weight of samples with one of the chosen values of each key that was chosen by; exact in rows of smaller
 * frames too. Rows that are left without weight go away.
 * @param {TreeParts} parts the page's own tree
 * @param {LabelTable} labels
 * @param {LabelChoices} choices
 * @returns {DerivationSteps}
 */
function* filterLabels(parts, labels, choices) {
  const sums = new LabelSums(parts, labels);
  yield;
  for (const set of chosenSets(labels, choices)) {
    sums.add([set]);
    yield;
  }
  const weights = sums.weightsOf(sums.columns);
  const keep = weighingRows(weights);
  const { parent } = parts.shape;
  for (let row = keep.length - 1; row > 0; row -= 1) {
    if (keep[row] === 1) {
      keep[parent[row]] = 1;
    }
  }
  yield;
  return yield* keptTree(parts, { keep, weighs: keep, weights });
}

/**
 * What the samples with each value of a key weigh in a metric, of those that choices by other keys keep: what a list of
 * values to choose from shows.
 * @param {TreeParts} parts the page's own tree
 * @param {LabelTable} labels
 * @param {number} key
 * @param {{metric: number, choices: LabelChoices}} shown
 * @returns {{value: number, weight: number, before: number}[]} in the label's order; at the end, as value -1, the
 * samples without it, where there are any
 */
function labelTotals(parts, labels, key, { metric, choices }) {
  const { keys, sets } = labels;
  const others = new Map([...choices].filter(([chosen]) => chosen !== key));
  const totals = [...keys[key].values.keys(), -1].map((value) => ({ value, weight: 0, before: 0 }));
  for (const set of chosenSets(labels, others)) {
    const value = set < 0 ? -1 : sets[set][key];
    const total = totals[value < 0 ? totals.length - 1 : value];
    total.weight += setWeight(parts, labels, set, metric, "self");
    total.before += setWeight(parts, labels, set, metric, "before");
  }
  return totals.filter(({ value, weight, before }) => value >= 0 || weight > 0 || before > 0);
}

/**
 * @param {TreeParts} parts
 * @param {LabelTable} labels
 * @param {number} set -1 for samples without labels
 * @param {number} metric
 * @param {"self" | "before"} side
 * @returns {number} what its samples weigh
 */
function setWeight({ shape, weights }, labels, set, metric, side) {
  const columns = labels[side];
  if (columns === null || weights[side] === null) {
    return 0;
  }
  const sum = (/** @type {readonly WeightColumn[]} */ along) => {
    const { values, scale } = resolvedColumn(along, metric);
    let total = 0;
    for (let index = 0; index < values.length; index += 1) {
      total += values[index];
    }
    return scale * total;
  };
  if (set >= 0) {
    return sum(columns[set]);
  }
  const whole = weights.sums(side, metric)[shape.length];
  const rest = columns.reduce((left, along) => left - sum(along), whole);
  const ROUNDING = 1e-9; // as in `LabelSums`
  return Math.abs(rest) <= ROUNDING * whole ? 0 : rest;
}
