"use strict";

/*
 * What can be said of a frame: the numbers, and the sentences made of them for the tooltip, the details and the ear.
 */

/**
 * Weights are in the metric's unit; `before` values are null where the tree has one side. Where `isNet` only a change
 * is known: no weight before or after, and no share.
 *
 * @typedef {object} FrameFacts
 * @property {string} name
 * @property {Metric} metric
 * @property {number} total
 * @property {number | null} before
 * @property {number} self
 * @property {number | null} selfBefore
 * @property {number} whole what shares are of
 * @property {number} wholeBefore what shares of `before` values are of
 * @property {boolean} isNet
 * @property {number} zoomTotal
 * @property {string} zoomName "" where the picture is not zoomed
 * @property {number} children
 */

/**
 * @param {CallTree} tree
 * @param {number} metric
 * @param {number} row
 * @param {number} zoom
 * @returns {FrameFacts}
 */
function frameFacts(tree, metric, row, zoom) {
  return {
    name: tree.name(row) || "(no name)",
    metric: tree.metrics[metric],
    total: tree.total(row, metric),
    before: tree.isDifference ? tree.totalBefore(row, metric) : null,
    self: tree.selfWeight(row, metric),
    selfBefore: tree.isDifference ? tree.selfBefore(row, metric) : null,
    whole: tree.whole[metric],
    wholeBefore: tree.wholeBefore?.[metric] ?? 0,
    isNet: tree.isNet,
    zoomTotal: tree.total(zoom, metric),
    zoomName: zoom > 0 && row > zoom && row < tree.end[zoom] ? tree.name(zoom) : "",
    children: tree.childCount(row),
  };
}

/**
 * The weight and its share: "6.63 s, 24.12% of all"; in a difference "6.63 s → 5.1 s, -1.53 s (-23.08%), -5.57 points",
 * where only changes are known "-1.53 s".
 * @param {FrameFacts} facts
 * @returns {string}
 */
function weightSentence({ total, before, whole, wholeBefore, isNet, metric }) {
  if (before === null) {
    return `${formatWeight(total, metric)}, ${shareText(total, whole)} of all`;
  }
  const change = total - before;
  if (isNet) {
    return signedWeight(change, metric);
  }
  const relative =
    before > 0 ? ` (${change > 0 ? "+" : ""}${formatShare(change / before)})` : total > 0 ? " (new)" : "";
  const points = pointsText({ total, before, whole, wholeBefore });
  return `${formatWeight(before, metric)} → ${formatWeight(total, metric)}, ${signedWeight(change, metric)}${relative}, ${points}`;
}

/**
 * The difference of the shares after and before.
 * @param {{total: number, before: number, whole: number, wholeBefore: number}} sides
 * @returns {string}
 */
function pointsText({ total, before, whole, wholeBefore }) {
  return formatPoints(100 * (shareOf(total, whole) - shareOf(before, wholeBefore)));
}

/**
 * @param {number} change
 * @param {Metric} metric
 * @returns {string}
 */
function signedWeight(change, metric) {
  return (change > 0 ? "+" : "") + formatWeight(change, metric);
}

/**
 * What the details list of a row, labels and values.
 * @param {CallTree} tree
 * @param {number} metric
 * @param {number} row
 * @param {FrameFacts} facts of the row
 * @returns {[string, string][]}
 */
function detailFacts(tree, metric, row, facts) {
  const { frames } = tree;
  const frame = tree.frame[row];
  const isFolded = frame === CallTree.FOLDED;
  /** @type {[string, string][]} */
  const rows = [
    ["Total", weightSentence(facts)],
    ["In the zoomed frame", shareOfZoom(facts)],
    ["Self", isFolded ? "" : weightSentence({ ...facts, total: facts.self, before: facts.selfBefore })],
    ["Whole function", functionSentence(tree, metric, row, facts)],
    ["Stands for", isFolded ? "frames too small to be kept apart on this page" : ""],
    ["File", frame < 0 ? "" : frames.file(frame)],
    ["Module", frame < 0 ? "" : frames.module(frame)],
    ["Kind", frame < 0 ? "" : frames.kind(frame)],
  ];
  return rows.filter(([, value]) => value !== "");
}

/**
 * @param {FrameFacts} facts
 * @returns {string} "" where the picture is not zoomed, or only changes are known
 */
function shareOfZoom({ zoomName, isNet, total, zoomTotal }) {
  return zoomName === "" || isNet ? "" : shareText(total, zoomTotal);
}

/**
 * A row's function over all its frames: "20 ms, 0.1% of all, self 10 ms, in 2 frames"; in a difference by how much that
 * changed.
 * @param {CallTree} tree
 * @param {number} metric
 * @param {number} row
 * @param {FrameFacts} facts
 * @returns {string} "" for a row that is no function's
 */
function functionSentence(tree, metric, row, facts) {
  const sums = tree.functionTotals(row, metric);
  if (sums === null) {
    return "";
  }
  const frames = countOf(sums.frames, "frame");
  return tree.isDifference
    ? `${signedWeight(sums.total, facts.metric)}, self ${signedWeight(sums.self, facts.metric)}, in ${frames}`
    : `${weightSentence({ ...facts, total: sums.total })}, self ${formatWeight(sums.self, facts.metric)}, in ${frames}`;
}

/**
 * A frame as it is spoken: "net/http.(*conn).serve, 6.63 s, 24.12% of all, 3 children".
 * @param {FrameFacts} facts
 * @returns {string}
 */
function spokenFrame(facts) {
  return `${facts.name}, ${weightSentence(facts)}, ${countOf(facts.children, "child", "children")}`;
}

/**
 * What the tooltip says at a place: of the frame, or of a hatched run's frames together.
 * @param {CallTree} tree
 * @param {number} metric
 * @param {Hit} hit of a frame
 * @param {number} zoom
 * @returns {FrameFacts}
 */
function hitFacts(tree, metric, { row, run }, zoom) {
  const facts = frameFacts(tree, metric, row, zoom);
  if (run.length === 0) {
    return facts;
  }
  const sum = (/** @type {(row: number) => number} */ count) => run.reduce((all, next) => all + count(next), 0);
  const frames = sum((next) => tree.foldedCount(next) || 1);
  return {
    ...facts,
    name: `${countOf(frames, "frame")} too narrow to draw`,
    total: sum((next) => tree.total(next, metric)),
    before: tree.isDifference ? sum((next) => tree.totalBefore(next, metric)) : null,
  };
}

/**
 * The label of the whole: "all · 28.7 s".
 * @param {CallTree} tree
 * @param {number} metric
 * @returns {string}
 */
function wholeLabel(tree, metric) {
  const total = tree.total(0, metric);
  const unit = tree.metrics[metric];
  const weight = tree.isNet ? signedWeight(total - tree.totalBefore(0, metric), unit) : formatWeight(total, unit);
  return `${tree.name(0)} · ${weight}`;
}

/**
 * The title of a frame, as in the static picture: "main.work (1.63 s, 5.67%)".
 * @param {CallTree} tree
 * @param {number} metric
 * @param {number} row
 * @returns {string}
 */
function frameTitle(tree, metric, row) {
  const unit = tree.metrics[metric];
  const total = tree.total(row, metric);
  const whole = tree.whole[metric];
  if (!tree.isDifference) {
    return `${tree.name(row)} (${formatWeight(total, unit)}, ${shareText(total, whole)})`;
  }
  const before = tree.totalBefore(row, metric);
  if (tree.isNet) {
    return `${tree.name(row)} (${signedWeight(total - before, unit)})`;
  }
  const points = pointsText({ total, before, whole, wholeBefore: tree.wholeBefore?.[metric] ?? 0 });
  return `${tree.name(row)} (${formatWeight(before, unit)} -> ${formatWeight(total, unit)}, ${points})`;
}

/**
 * What a search found: "12 frames match: 6.63 s, 24.12% of all, 31.2% of main.main".
 * @param {object} found
 * @param {number} found.count
 * @param {{weight: number, before: number, folded: number}} found.all
 * @param {{weight: number} | null} found.zoomed below the zoomed frame; null where the picture is not zoomed
 * @param {FrameFacts} zoomFacts of the zoomed frame
 * @param {boolean} isDifference
 * @returns {string}
 */
function matchSentence({ count, all, zoomed }, zoomFacts, isDifference) {
  const { metric, whole, isNet } = zoomFacts;
  const weight = weightSentence({
    ...zoomFacts,
    total: all.weight,
    before: isDifference ? all.before : null,
  });
  const within =
    zoomed === null || isNet ? "" : `, ${shareText(zoomed.weight, zoomFacts.zoomTotal)} of ${zoomFacts.name}`;
  const most =
    all.folded > 0
      ? `; smaller frames could add at most ${formatWeight(all.folded, metric)}${isNet ? "" : `, ${shareText(all.folded, whole)}`}`
      : "";
  return `${countOf(count, "frame matches", "frames match")}: ${weight}${within}${most}`;
}

/**
 * @param {number} part
 * @param {number} whole
 * @returns {string} a dash where there is no whole
 */
function shareText(part, whole) {
  return whole === 0 ? "–" : formatShare(part / whole);
}

/**
 * @param {number} part
 * @param {number} whole
 * @returns {number} 0 where there is no whole
 */
function shareOf(part, whole) {
  return whole !== 0 ? part / whole : 0;
}

/**
 * @param {number} count
 * @param {string} one
 * @param {string} [many]
 * @returns {string} "1 frame", "2 frames"
 */
function countOf(count, one, many = `${one}s`) {
  return `${formatNumber(count)} ${count === 1 ? one : many}`;
}
