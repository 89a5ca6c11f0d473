"use strict";

/*
 * What became of a frame in words: both sides, their difference, and what can be told from noise.
 */

/**
 * "12.00% → 8.00%, -4.00 points (-33.33%)"; where only changes are known "-1.53 s".
 * @param {Change} change
 * @param {Metric} unit
 * @param {boolean} isNet
 * @returns {string}
 */
function changeText({ before, after, difference }, unit, isNet) {
  if (isNet) {
    return formatChange(difference, unit);
  }
  const sides = `${formatWeight(before, unit)} → ${formatWeight(after, unit)}`;
  return `${sides}, ${formatChange(difference, unit)} (${relativeText({ before, after, difference })})`;
}

/**
 * The difference relative to the side before: "-33.33%", "new", "gone", or "–" where there is neither side.
 * @param {{before: number, after: number, difference: number}} change
 * @returns {string}
 */
function relativeText({ before, after, difference }) {
  if (before === 0) {
    return after === 0 ? "–" : "new";
  }
  return after === 0 ? "gone" : `${difference > 0 ? "+" : ""}${formatShare(difference / before)}`;
}

/**
 * The interval of a difference: "-4.50 to -3.50 points".
 * @param {Change} change
 * @param {Metric} unit
 * @returns {string} "" where nothing is known of the noise
 */
function intervalText({ difference, reach }, unit) {
  return reach === null
    ? ""
    : formatRange(formatChange(difference - reach, unit), formatChange(difference + reach, unit));
}

/**
 * What can be told from noise. One run a side cannot tell a change: runs may vary by more than the sampling does.
 * @param {number | null} verdict
 * @param {Comparison} comparison
 * @returns {string} "" for a row that was not tested
 */
function verdictText(verdict, { block }) {
  if (block.basis === "unknown") {
    return block.reason === "" ? "" : `noise unknown: ${block.reason}`;
  }
  switch (verdict) {
    case Comparison.SMALL:
      return `~ too small to matter: under ${formatNumber(100 * block.smallest_share)}% of the total`;
    case Comparison.NOISE:
      return "~ not distinguishable from noise";
    case Comparison.BEYOND_SAMPLING:
      return "beyond sampling noise";
    case Comparison.CHANGED:
      return block.basis === "sampling" ? "beyond sampling noise" : "changed";
    default:
      return "";
  }
}

/**
 * The same in one word: "changed", "~".
 * @param {number | null} verdict
 * @param {Comparison} comparison
 * @returns {string} a dash where nothing is known
 */
function verdictWord(verdict, comparison) {
  if (comparison.block.basis === "unknown") {
    return "–";
  }
  return verdictText(verdict, comparison).replace(/^~.*/, "~") || "–";
}

/**
 * Interval and verdict: "-4.50 to -3.50 points: changed".
 * @param {Change} change
 * @param {Comparison} comparison
 * @returns {string} "" where neither is known
 */
function certaintyText(change, comparison) {
  const parts = [intervalText(change, comparison.unit), verdictText(change.verdict, comparison)];
  return parts.filter((part) => part !== "").join(": ");
}

/**
 * What the details list of a row of a difference, labels and values; "" where there is nothing to say.
 * @param {CallTree} tree
 * @param {Comparison} comparison
 * @param {number} row
 * @param {FrameFacts} facts
 * @returns {[string, string][]}
 */
function changeDetails(tree, comparison, row, { change, selfChange, isNet }) {
  const { unit } = comparison;
  const isFolded = tree.frame[row] === CallTree.FOLDED;
  const told = (/** @type {Change | null} */ each) =>
    each === null
      ? ""
      : [changeText(each, unit, isNet), certaintyText(each, comparison)].filter((part) => part !== "").join("; ");
  return [
    ["Total", told(change)],
    ["Gains and losses inside", change === null ? "" : partsText(change, unit)],
    ["Self", isFolded ? "" : told(selfChange)],
    ["Recorded", recordedText(tree, comparison, row)],
    ["Whole function", functionChangeText(tree, comparison, row)],
  ];
}

/**
 * Both sides of a subtree as they were recorded: "1.8 s → 1.63 s".
 * @param {CallTree} tree
 * @param {Comparison} comparison
 * @param {number} row
 * @returns {string} "" where the comparison is of what was recorded
 */
function recordedText(tree, { metric, scale }, row) {
  const unit = tree.metrics[metric];
  const sides = [tree.recordedBefore(row, metric), tree.recordedTotal(row, metric)];
  return scale === "absolute" ? "" : sides.map((weight) => formatWeight(weight, unit)).join(" → ");
}

/**
 * What became of a row's function over all its frames, and of the function itself.
 * @param {CallTree} tree
 * @param {Comparison} comparison
 * @param {number} row
 * @returns {string} "" for a row that is no function's
 */
function functionChangeText(tree, comparison, row) {
  const sums = tree.functionTotals(row, comparison.metric);
  if (sums === null) {
    return "";
  }
  const [total, own] = [
    comparison.between(sums.totalBefore, sums.total),
    comparison.between(sums.selfBefore, sums.self),
  ].map((change) => changeText(change, comparison.unit, tree.isNet));
  return `${total}; self ${own}; in ${countOf(sums.frames, "frame")}`;
}

/**
 * What was added and what was taken away inside a subtree, where both were: "+2.00 points and -6.00 points".
 * @param {Change} change
 * @param {Metric} unit
 * @returns {string} "" where nothing cancels
 */
function partsText({ gain, loss }, unit) {
  return gain > 0 && loss < 0 ? `${formatChange(gain, unit)} and ${formatChange(loss, unit)}` : "";
}
