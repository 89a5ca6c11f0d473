"use strict";

/*
 * What a what-if comes to, in words.
 */

/**
 * What a function weighs of the page's tree, each sample once.
 * @param {CallTree} tree the page's own
 * @param {number} metric
 * @param {Uint8Array} marks of the function's frames
 * @returns {{weight: number, before: number}} exact also where frames were folded, unless several functions are marked
 */
function functionWeight(tree, metric, marks) {
  const first = marks.indexOf(1);
  const { functionOf } = tree.frames;
  const isOne = first >= 0 && marks.every((mark, frame) => mark === 0 || functionOf[frame] === functionOf[first]);
  const exact = isOne ? tree.parts.functions.of(first, metric) : null;
  return exact === null
    ? new Matches(tree, marks).weightUnder(metric)
    : { weight: exact.total, before: exact.totalBefore };
}

/**
 * What a what-if comes to; of a difference on both sides.
 * @param {CallTree} tree the page's own
 * @param {number} metric
 * @param {{weight: number, before: number}} weights of the function
 * @param {number} factor
 * @returns {{outcome: string, bound: string}}
 */
function whatIfTelling({ metrics, whole, wholeBefore }, metric, { weight, before }, factor) {
  const after = whatIfWords(whatIf(whole[metric], weight, factor), metrics[metric]);
  if (wholeBefore === null) {
    return { ...after, outcome: after.outcome[0].toUpperCase() + after.outcome.slice(1) };
  }
  const earlier = whatIfWords(whatIf(wholeBefore[metric], before, factor), metrics[metric]);
  return { outcome: `Before: ${earlier.outcome} After: ${after.outcome}`, bound: "" };
}

/**
 * "6.63 s instead of 8.43 s (-21.35%): 1.27 times as fast. If it cost nothing: 1.8 times."
 * @param {WhatIf} answer
 * @param {Metric} metric
 * @returns {{outcome: string, bound: string}}
 */
function whatIfWords({ whole, function: weight, total, speedUp, bound }, metric) {
  if (whole <= 0 || weight <= 0) {
    return { outcome: `it weighs nothing of ${formatWeight(whole, metric)}.`, bound: "" };
  }
  const [better, worse] = isSpentTime(metric) ? ["as fast", "as slow"] : ["less", "more"];
  const change = formatShare(total / whole - 1);
  const outcome =
    total === whole
      ? `${formatWeight(whole, metric)}, of which it weighs ${formatWeight(weight, metric)}, ${formatShare(weight / whole)}.`
      : `${formatWeight(total, metric)} instead of ${formatWeight(whole, metric)} (${total > whole ? "+" : ""}${change})` +
        `: ${speedUp >= 1 ? timesText(speedUp, better) : timesText(1 / speedUp, worse)}.`;
  const isAll = bound === Number.POSITIVE_INFINITY;
  const most = isAll ? "nothing would be left" : `${timesText(bound, better)}, and no more`;
  return { outcome, bound: `If it cost nothing: ${most}.` };
}

/**
 * @param {number} times
 * @param {string} word
 * @returns {string}
 */
function timesText(times, word) {
  return times === Number.POSITIVE_INFINITY ? "nothing would be left" : `${Number(times.toPrecision(3))} times ${word}`;
}

/**
 * Whether less of a metric is faster: times, and samples of a clock.
 * @param {Metric} metric
 * @returns {boolean}
 */
function isSpentTime({ name, unit }) {
  return /second/.test(unit) || unit === "cycles" || (unit === "count" && /^(samples?|cpu|cycles)$/.test(name));
}
