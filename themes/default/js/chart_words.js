"use strict";

/*
 * What is said of a chart's stretches: beside the pointer, below the chart, to those who do not see it.
 */

/** @type {Metric} */
const TIME_METRIC = { name: "time", unit: "nanoseconds" };

/**
 * What the tooltip says: "1.2 s to 1.45 s", and "250 ms, of which 20 ms its own".
 *
 * @typedef {{name: string, when: string, lasted: string}} StretchWords
 */

/**
 * @param {Timeline} timeline
 * @param {Hit} hit of a stretch, or of several too short to draw
 * @returns {StretchWords}
 */
function stretchWords(timeline, { row, run }) {
  const { tree } = timeline;
  if (run.length > 0) {
    const [first, last] = [run[0], run[run.length - 1]];
    const lasted = run.reduce((sum, next) => sum + timeline.length(next), 0);
    const calls = run.reduce((sum, next) => sum + (tree.foldedCount(next) || 1), 0);
    return {
      name: `${countOf(calls, "call")} too short to draw, the longest ${shortened(tree.name(row))}`,
      when: spanText(timeline, timeline.begin[first], timeline.end[last]),
      lasted: formatWeight(lasted, TIME_METRIC),
    };
  }
  const isMerged = tree.frame[row] === CallTree.FOLDED;
  const own = timeline.ownTime(row);
  const whole = formatWeight(timeline.length(row), TIME_METRIC);
  const isAllOwn = own === timeline.length(row);
  return {
    name: isMerged ? `${countOf(tree.foldedCount(row), "short call")} merged` : tree.name(row) || "(no name)",
    when: spanText(timeline, timeline.begin[row], timeline.end[row]),
    lasted: isMerged
      ? whole
      : isAllOwn
        ? `${whole}, all its own`
        : `${whole}, ${formatWeight(own, TIME_METRIC)} its own`,
  };
}

/**
 * Both ends to a thousandth of what lies between them: nanoseconds would be noise.
 * @param {Timeline} timeline
 * @param {number} from
 * @param {number} to
 * @returns {string}
 */
function spanText({ whole }, from, to) {
  const exact = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, to - from))) - 3);
  const text = (/** @type {number} */ at) => timeText(Math.round(at / exact) * exact, whole.to);
  return `${text(from)} to ${text(to)}`;
}

/**
 * A stretch as it is spoken.
 * @param {Timeline} timeline
 * @param {number} row
 * @returns {string}
 */
function spokenStretch(timeline, row) {
  const { name, when, lasted } = stretchWords(timeline, new Hit(row));
  const { tree, lanes } = timeline;
  const thread = lanes.length > 1 ? `, ${timeline.laneName(timeline.laneOf(row))}` : "";
  return `${name}, ${when}, ${lasted}${thread}, ${countOf(tree.childCount(row), "call")} in it`;
}

/**
 * What is written beside a thread: "worker · 1.2 s busy of 3 s", as in sitegen/drawing/chart_svg.py.
 * @param {Timeline} timeline
 * @param {Lane} lane
 * @returns {string}
 */
function laneText(timeline, lane) {
  const lasted = timeline.length(lane.row);
  const busy = lasted - timeline.ownTime(lane.row);
  const times = [busy, lasted].map((time) => formatWeight(time, TIME_METRIC));
  return `${timeline.laneName(lane)} · ${times[0]} busy of ${times[1]}`;
}

/**
 * What stands below a chart that had to be cut down, as in sitegen/pages/chart.py; empty where all of it is there.
 * @param {CallTree} tree of the chart
 * @param {number} metric the default one
 * @returns {string}
 */
function mergedCallsText(tree, metric) {
  let calls = 0;
  let weight = 0;
  for (const row of tree.foldedRows) {
    calls += tree.foldedCount(row);
    weight += tree.selfWeight(row, metric);
  }
  const share = formatShare(weight / (tree.whole[metric] || 1));
  return calls === 0
    ? ""
    : `${formatNumber(calls)} short calls, ${share} of all, are merged into stretches with their neighbours.`;
}
