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
 * @property {number} foldedWeight of both sides in a difference
 * @property {number} nodes before pruning
 * @property {{whole: readonly number[], shown: number, isNet: boolean} | null} [before] a difference's side before
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
  const before = tree.isDifference
    ? { whole: tree.wholeBefore ?? [], shown: tree.totalBefore(0, metric), isNet: tree.isNet }
    : null;
  let folded = 0;
  let foldedWeight = 0;
  for (const row of tree.foldedRows) {
    folded += tree.foldedCount(row);
    foldedWeight += tree.selfWeight(row, metric) + tree.selfBefore(row, metric);
  }
  return statusSentence({ metrics, whole, metric, shown, duration, folded, foldedWeight, nodes, before });
}

/**
 * The total, how many events that is, how much of it is shown, what was folded: "8.43 s, 843 samples, recorded over
 * 5.2 s; shown: 6.63 s, 78.65% of all; the 1,204 smallest of 3,061 nodes are folded (0.15%)."; in a difference of both
 * sides: "8.43 s, 843 samples before; 7.2 s, 720 samples after."
 * @param {StatusFacts} facts
 * @returns {string}
 */
function statusSentence({ metrics, whole, metric, shown, duration, folded, foldedWeight, nodes, before = null }) {
  const unit = metrics[metric];
  const all = whole[metric];
  const both = all + (before?.whole[metric] ?? 0);
  if (both === 0) {
    return "No samples in this metric.";
  }
  let text = weightsText(metrics, metric, whole);
  if (before === null) {
    text += duration ? `, recorded over ${Number(duration.toPrecision(4))} s` : "";
    text += isPart(shown, all) ? `; shown: ${formatWeight(shown, unit)}, ${formatShare(shown / all)} of all` : "";
  } else {
    const [early, late] = before.isNet ? ["lost", "gained"] : ["before", "after"];
    text = `${weightsText(metrics, metric, before.whole)} ${early}; ${text} ${late}`;
    if (isPart(shown, all) || isPart(before.shown, before.whole[metric])) {
      text += `; shown: ${formatWeight(before.shown, unit)} ${early}, ${formatWeight(shown, unit)} ${late}`;
    }
  }
  if (folded > 0) {
    const share = formatShare(foldedWeight / both);
    text += `; the ${formatNumber(folded)} smallest of ${formatNumber(nodes)} nodes are folded (${share})`;
  }
  return `${text}.`;
}

/**
 * @param {readonly Metric[]} metrics
 * @param {number} metric
 * @param {readonly number[]} whole
 * @returns {string} a side's weight, and how many events that is
 */
function weightsText(metrics, metric, whole) {
  const count = countMetric(metrics, metric);
  const events = count < 0 ? "" : `, ${formatWeight(whole[count], metrics[count])}`;
  return formatWeight(whole[metric], metrics[metric]) + events;
}

/**
 * @param {number} shown
 * @param {number} all
 * @returns {boolean} whether less is shown than there is
 */
function isPart(shown, all) {
  const ROUNDING = 1e-9; // sums of fractions differ by this much at most
  return Math.abs(shown - all) > ROUNDING * all;
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
