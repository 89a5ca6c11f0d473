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
function whatIfTelling({ metrics, whole, wholeBefore, isNet }, metric, { weight, before }, factor) {
  const unit = metrics[metric];
  const late = whatIf(whole[metric], weight, factor);
  if (wholeBefore === null) {
    const { outcome, bound } = whatIfWords(late, unit);
    return { outcome: outcome[0].toUpperCase() + outcome.slice(1), bound };
  }
  const early = whatIf(wholeBefore[metric], before, factor);
  const outcome = isNet // what was lost or gained has no speed
    ? `Lost: ${totalWords(early, unit)}. Gained: ${totalWords(late, unit)}.`
    : `Before: ${whatIfWords(early, unit).outcome} After: ${whatIfWords(late, unit).outcome}`;
  return { outcome, bound: "" };
}

/**
 * "6.63 s instead of 8.43 s (-21.35%): 1.27 times as fast. If it cost nothing: 1.8 times."
 * @param {WhatIf} answer
 * @param {Metric} metric
 * @returns {{outcome: string, bound: string}}
 */
function whatIfWords(answer, metric) {
  const { whole, function: weight, total, speedUp, bound } = answer;
  const outcome = totalWords(answer, metric);
  if (whole <= 0 || weight <= 0) {
    return { outcome: `${outcome}.`, bound: "" };
  }
  const [better, worse] = isSpentTime(metric) ? ["as fast", "as slow"] : ["less", "more"];
  const speed = speedUp >= 1 ? timesText(speedUp, better) : timesText(1 / speedUp, worse);
  const isAll = bound === Number.POSITIVE_INFINITY;
  const most = isAll ? "nothing would be left" : `${timesText(bound, better)}, and no more`;
  return { outcome: total === whole ? `${outcome}.` : `${outcome}: ${speed}.`, bound: `If it cost nothing: ${most}.` };
}

/**
 * "6.63 s instead of 8.43 s (-21.35%)"
 * @param {WhatIf} answer
 * @param {Metric} metric
 * @returns {string}
 */
function totalWords({ whole, function: weight, total }, metric) {
  const all = formatWeight(whole, metric);
  if (whole <= 0 || weight <= 0) {
    return `it weighs nothing of ${all}`;
  }
  if (total === whole) {
    return `${all}, of which it weighs ${formatWeight(weight, metric)}, ${formatShare(weight / whole)}`;
  }
  return `${formatWeight(total, metric)} instead of ${all} (${total > whole ? "+" : ""}${formatShare(total / whole - 1)})`;
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
