"use strict";

/*
 * What the picture itself says of its frames: their titles and the label of the whole, by the rules of
 * sitegen/drawing/telling.py and weights.py; of a difference held to one table by tests/data/changes.json.
 */

/**
 * The title of a frame: "main.work (1.63 s, 5.67%)"; in a difference "main.work (1.8 s -> 1.63 s, -0.53 points)", the
 * difference of the shares, or where only changes are known "main.work (+146 µs)".
 * @param {CallTree} tree
 * @param {number} metric
 * @param {number} row
 * @returns {string}
 */
function frameTitle(tree, metric, row) {
  const name = tree.name(row);
  const { before, after, unit } = toldWeights(tree, metric, row);
  if (before === null) {
    return `${name} (${formatWeight(after, unit)}, ${shareText(after, tree.whole[metric])})`;
  }
  if (tree.isNet) {
    return `${name} (${formatChange(after - before, unit)})`;
  }
  const points = formatPoints(100 * (shareAfter(tree, metric, row) - shareBefore(tree, metric, row)));
  return `${name} (${formatWeight(before, unit)} -> ${formatWeight(after, unit)}, ${points})`;
}

/**
 * The label of the whole: "all · 28.7 s", in a difference "all · 28.7 s → 24.1 s".
 * @param {CallTree} tree
 * @param {number} metric
 * @returns {string}
 */
function wholeLabel(tree, metric) {
  const { before, after, unit } = toldWeights(tree, metric, 0);
  if (before !== null && tree.isNet) {
    return `${tree.name(0)} · ${formatChange(after - before, unit)}`;
  }
  const earlier = before === null ? "" : `${formatWeight(before, unit)} → `;
  return `${tree.name(0)} · ${earlier}${formatWeight(after, unit)}`;
}

/**
 * A row's weights as titles tell them: as they were recorded, unless a difference is per second or per operation.
 * @param {CallTree} tree
 * @param {number} metric
 * @param {number} row
 * @returns {{before: number | null, after: number, unit: Metric}}
 */
function toldWeights(tree, metric, row) {
  if (!tree.isDifference) {
    return { before: null, after: tree.total(row, metric), unit: tree.metrics[metric] };
  }
  const isMeasured = tree.comparison !== null && !["share", "absolute"].includes(tree.comparison.scale);
  return isMeasured
    ? { before: tree.totalBefore(row, metric), after: tree.total(row, metric), unit: tree.unit(metric) }
    : {
        before: tree.recordedBefore(row, metric),
        after: tree.recordedTotal(row, metric),
        unit: tree.metrics[metric],
      };
}

/**
 * @param {CallTree} tree
 * @param {number} metric
 * @param {number} row
 * @returns {number} the row's share of the whole; in a difference after
 */
function shareAfter(tree, metric, row) {
  return shareOf(tree.recordedTotal(row, metric), tree.whole[metric]);
}

/**
 * @param {CallTree} tree
 * @param {number} metric
 * @param {number} row
 * @returns {number} the row's share of a difference's whole before
 */
function shareBefore(tree, metric, row) {
  return shareOf(tree.recordedBefore(row, metric), tree.wholeBefore?.[metric] ?? 0);
}
