"use strict";

/*
 * What can be said of a frame: the numbers, and the sentences made of them for the tooltip, the details and the ear.
 */

/**
 * Weights are in the metric's unit. A difference has a comparison, and a change in its measure: of the subtree, and of
 * the row itself unless several rows are told together.
 *
 * @typedef {object} FrameFacts
 * @property {string} name
 * @property {string} kind how the code came to run, where that is worth a word; else ""
 * @property {string} badge the same as a short mark
 * @property {Metric} metric
 * @property {number} total
 * @property {number} self
 * @property {number} whole what shares are of
 * @property {Comparison | null} comparison
 * @property {Change | null} change
 * @property {Change | null} selfChange
 * @property {boolean} isNet whether only changes are known
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
  const { comparison } = tree;
  return {
    name: tree.name(row) || "(no name)",
    kind: tree.frame[row] < 0 ? "" : tree.frames.kind(tree.frame[row]),
    badge: rowBadge(tree, row),
    metric: tree.unit(metric),
    total: tree.total(row, metric),
    self: tree.selfWeight(row, metric),
    whole: tree.whole[metric],
    comparison,
    change: comparison?.ofSubtree(row) ?? null,
    selfChange: comparison?.ofRow(row) ?? null,
    isNet: tree.isNet,
    zoomTotal: tree.total(zoom, metric),
    zoomName: zoom > 0 && row > zoom && row < tree.end[zoom] ? tree.name(zoom) : "",
    children: tree.childCount(row),
  };
}

/**
 * The weight and its share: "6.63 s, 24.12% of all"; in a difference what became of it: "6.63 s → 5.1 s, -1.53 s
 * (-23.08%)".
 * @param {FrameFacts} facts
 * @returns {string}
 */
function weightSentence({ total, whole, change, isNet, metric }) {
  return change === null
    ? `${formatWeight(total, metric)}, ${shareText(total, whole)} of all`
    : changeText(change, metric, isNet);
}

/**
 * What else the tooltip has to say: the share of the zoomed frame, of a difference what can be told from noise.
 * @param {FrameFacts} facts
 * @returns {string}
 */
function besidesSentence(facts) {
  const { change, comparison } = facts;
  if (change !== null && comparison !== null) {
    return certaintyText(change, comparison);
  }
  const share = shareOfZoom(facts);
  return share === "" ? "" : `${share} of the zoomed frame`;
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
  const { frames, comparison } = tree;
  const frame = tree.frame[row];
  const isFolded = frame === CallTree.FOLDED;
  const weights =
    comparison === null ? ownDetails(tree, metric, row, facts) : changeDetails(tree, comparison, row, facts);
  /** @type {[string, string][]} */
  const rows = [
    ...weights,
    ["Stands for", isFolded ? "frames too small to be kept apart on this page" : ""],
    ["File", frame < 0 ? "" : frames.file(frame)],
    ["Module", frame < 0 ? "" : frames.module(frame)],
    ["Kind", `${facts.kind} ${facts.badge}`.trim()],
  ];
  return rows.filter(([, value]) => value !== "");
}

/**
 * @param {CallTree} tree
 * @param {number} metric
 * @param {number} row
 * @param {FrameFacts} facts
 * @returns {[string, string][]}
 */
function ownDetails(tree, metric, row, facts) {
  const isFolded = tree.frame[row] === CallTree.FOLDED;
  const sums = tree.functionTotals(row, metric);
  const whole =
    sums === null
      ? ""
      : `${weightSentence({ ...facts, total: sums.total })}, self ${formatWeight(sums.self, facts.metric)}, ` +
        `in ${countOf(sums.frames, "frame")}`;
  return [
    ["Total", weightSentence(facts)],
    ["In the zoomed frame", shareOfZoom(facts)],
    ["Self", isFolded ? "" : weightSentence({ ...facts, total: facts.self })],
    ["Whole function", whole],
  ];
}

/**
 * @param {FrameFacts} facts
 * @returns {string} "" where the picture is not zoomed
 */
function shareOfZoom({ zoomName, total, zoomTotal }) {
  return zoomName === "" ? "" : shareText(total, zoomTotal);
}

/**
 * A frame as it is spoken: "net/http.(*conn).serve, 6.63 s, 24.12% of all, 3 children".
 * @param {FrameFacts} facts
 * @returns {string}
 */
function spokenFrame(facts) {
  const { name, kind, change, comparison, children } = facts;
  const certainty = change !== null && comparison !== null ? certaintyText(change, comparison) : "";
  const parts = [name, kind, weightSentence(facts), certainty, countOf(children, "child", "children")];
  return parts.filter((part) => part !== "").join(", ");
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
  const before = sum((next) => tree.recordedBefore(next, metric));
  const after = sum((next) => tree.recordedTotal(next, metric));
  return {
    ...facts,
    name: `${countOf(frames, "frame")} too narrow to draw`,
    kind: "",
    badge: "",
    total: after,
    change: tree.comparison?.between(before, after) ?? null,
    selfChange: null,
  };
}

/**
 * What a search found: "12 frames match: 6.63 s, 24.12% of all, 31.2% of main.main"; in a difference what became of it.
 * @param {object} found
 * @param {number} found.count
 * @param {{weight: number, before: number, folded: number}} found.all as it is recorded
 * @param {{weight: number} | null} found.zoomed below the zoomed frame; null where the picture is not zoomed
 * @param {FrameFacts} zoomFacts of the zoomed frame
 * @returns {string}
 */
function matchSentence({ count, all, zoomed }, zoomFacts) {
  const { metric, whole, comparison } = zoomFacts;
  const change = comparison?.between(all.before, all.weight) ?? null;
  const weight = weightSentence({ ...zoomFacts, total: all.weight, change });
  const within =
    zoomed === null || change !== null ? "" : `, ${shareText(zoomed.weight, zoomFacts.zoomTotal)} of ${zoomFacts.name}`;
  const share = change === null ? `, ${shareText(all.folded, whole)}` : "";
  const most = all.folded > 0 ? `; smaller frames could add at most ${formatWeight(all.folded, metric)}${share}` : "";
  return `${countOf(count, "frame matches", "frames match")}: ${weight}${within}${most}`;
}

/**
 * The weight of a search's matches in the fewest words: "24.12%", in a difference "24.12% → 20.5%".
 * @param {CallTree} tree
 * @param {number} metric
 * @param {{weight: number, before: number}} matched as it was recorded
 * @returns {string}
 */
function matchedWeight({ comparison, isNet, whole }, metric, { weight, before }) {
  if (comparison === null) {
    return shareText(weight, whole[metric]);
  }
  const change = comparison.between(before, weight);
  return isNet
    ? formatChange(change.difference, comparison.unit)
    : `${formatWeight(change.before, comparison.unit)} → ${formatWeight(change.after, comparison.unit)}`;
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
