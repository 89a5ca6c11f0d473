"use strict";

/*
 * The line under a picture: the same rule as sitegen/pages/graph.py, held to one table by tests/data/status.json.
 */

/**
 * What the line is made of, in the shown metric but for `whole`, which has every metric's.
 *
 * @typedef {object} StatusFacts
 * @property {readonly Metric[]} metrics
 * @property {readonly number[]} whole what shares are of
 * @property {number} metric the shown one
 * @property {number} shown
 * @property {number | null} duration of the recording, in seconds
 * @property {number} folded how many nodes stand in rows of smaller frames
 * @property {number} foldedWeight
 * @property {number} nodes before pruning
 */

/**
 * @param {CallTree} tree
 * @param {number} metric
 * @param {FigureBlock} block
 * @returns {string}
 */
function statusText(tree, metric, { duration, nodes }) {
  const { metrics, whole } = tree;
  const shown = tree.total(0, metric);
  if (whole[metric] === 0 && (tree.wholeBefore?.[metric] ?? 0) > 0) {
    return `${formatWeight(0, metrics[metric])}.`; // all of a difference is gone
  }
  let folded = 0;
  let foldedWeight = 0;
  for (const row of tree.foldedRows) {
    folded += tree.foldedCount(row);
    foldedWeight += tree.selfWeight(row, metric);
  }
  return statusSentence({ metrics, whole, metric, shown, duration, folded, foldedWeight, nodes });
}

/**
 * The total, how many events that is, how much of it is shown, what was folded: "8.43 s, 843 samples, recorded over
 * 5.2 s; shown: 6.63 s, 78.65% of all; the 1,204 smallest of 3,061 nodes are folded (0.15%)."
 * @param {StatusFacts} facts
 * @returns {string}
 */
function statusSentence({ metrics, whole, metric, shown, duration, folded, foldedWeight, nodes }) {
  const unit = metrics[metric];
  const all = whole[metric];
  if (all === 0) {
    return "No samples in this metric.";
  }
  let text = formatWeight(all, unit);
  const count = countMetric(metrics, metric);
  if (count >= 0) {
    text += `, ${formatWeight(whole[count], metrics[count])}`;
  }
  if (duration) {
    text += `, recorded over ${Number(duration.toPrecision(4))} s`;
  }
  const ROUNDING = 1e-9; // sums of fractions differ by this much at most
  if (Math.abs(shown - all) > ROUNDING * all) {
    text += `; shown: ${formatWeight(shown, unit)}, ${formatShare(shown / all)} of all`;
  }
  if (folded > 0) {
    const share = formatShare(foldedWeight / all);
    text += `; the ${formatNumber(folded)} smallest of ${formatNumber(nodes)} nodes are folded (${share})`;
  }
  return `${text}.`;
}

/**
 * The metric that counts the events which a metric weighs. A heap profile has two: inuse_space goes with inuse_objects,
 * alloc_space with alloc_objects.
 * @param {readonly Metric[]} metrics
 * @param {number} metric
 * @returns {number} -1 where there is none, or the metric is a count itself
 */
function countMetric(metrics, metric) {
  const { name, unit } = metrics[metric];
  if (unit === "count") {
    return -1;
  }
  const family = name.split("_")[0];
  const akin = metrics.findIndex((other) => other.unit === "count" && other.name.split("_")[0] === family);
  return akin >= 0 ? akin : metrics.findIndex((other) => other.unit === "count" && !other.name.includes("_"));
}
