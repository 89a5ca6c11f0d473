"use strict";

const assert = require("node:assert/strict");
const { test } = require("node:test");

const { load } = require("./load.js");
const { FIGURE_SCRIPTS, chances, pageBlock, readTable } = require("./small_trees.js");

const {
  PageData,
  ChartGeometry,
  ChartRows,
  CallTree,
  layOutChart,
  stretchesBetween,
  chartHit,
  chartStep,
  stretchWords,
  laneText,
  mergedCallsText,
  Hit,
  spanText,
} = load(FIGURE_SCRIPTS, [
  "PageData",
  "ChartGeometry",
  "ChartRows",
  "CallTree",
  "layOutChart",
  "stretchesBetween",
  "chartHit",
  "chartStep",
  "stretchWords",
  "laneText",
  "mergedCallsText",
  "Hit",
  "spanText",
]);

/** @typedef {{depth: number[], begin: number[], end: number[], lanes: number[], name?: string[], folded?: [number, number][]}} SmallChart */

/**
 * A page with a chart, and before it a graph of the same frames where one is given.
 * @param {SmallChart} chart times in nanoseconds, own weights are own times
 * @returns {any}
 */
function timelineOf({ depth, begin, end, lanes, name, folded = [] }) {
  const size = depth.length;
  const parent = depth.map((level, row) => depth.slice(0, row).lastIndexOf(level - 1));
  const self = depth.map((_, row) => end[row] - begin[row]);
  for (let row = 1; row < size; row += 1) {
    self[parent[row]] -= end[row] - begin[row];
  }
  const block = pageBlock(
    { depth, self: self.map((own) => Math.max(0, own)), name, folded },
    { metrics: [{ name: "wall", unit: "nanoseconds" }] },
  );
  block.trees[0].time = {
    begin: { scale: 1, values: begin.map((at, row) => (row === 0 ? at : at - begin[parent[row]])) },
    length: { scale: 1, values: end.map((at, row) => at - begin[row]) },
    lanes,
  };
  return new PageData(JSON.stringify(block)).timeline(0);
}

/**
 * @param {readonly number[]} numbers
 * @returns {number[]} to a millionth
 */
function rounded(numbers) {
  return numbers.map((number) => Math.round(number * 1e6) / 1e6);
}

for (const row of readTable("chart.json").cases) {
  test(row.name, () => {
    const timeline = timelineOf(row);
    const picture = layOutChart(timeline, { from: row.from_ns, to: row.to_ns }, row.width_px);
    assert.deepEqual(picture.rows, row.rows);
    assert.deepEqual(
      picture.rows.map((/** @type {number} */ drawn) => timeline.track[drawn]),
      row.track,
    );
    assert.deepEqual(rounded(picture.left), row.left);
    assert.deepEqual(rounded(picture.width), row.width);
    const runs = picture.runTrack.map((/** @type {number} */ track, /** @type {number} */ index) => [
      track,
      ...rounded([picture.runLeft[index], picture.runWidth[index]]),
    ]);
    assert.deepEqual(runs, row.runs);
    assert.deepEqual(
      timeline.lanes.map((/** @type {{tracks: number}} */ lane) => lane.tracks),
      row.tracks,
    );
  });
}

/**
 * A chart at random: children lie in their parents, one after another, with pauses.
 * @param {(below: number) => number} chance
 * @returns {SmallChart}
 */
function randomChart(chance) {
  const chart = { depth: [0], begin: [0], end: [4000], lanes: [0] };
  const fill = (/** @type {number} */ level, /** @type {number} */ from, /** @type {number} */ to) => {
    for (let at = from + chance(40); at < to && level < 6; ) {
      const until = Math.min(to, at + 1 + chance(Math.ceil((to - from) / 3) + 1));
      chart.depth.push(level);
      chart.begin.push(at);
      chart.end.push(until);
      fill(level + 1, at, until);
      at = until + chance(30);
    }
  };
  fill(1, 0, 4000);
  return chart;
}

test("whatever the window, each stretch at least half a pixel wide is where it was, and no time is lost", () => {
  const chance = chances(7);
  for (let turn = 0; turn < 50; turn += 1) {
    const chart = randomChart(chance);
    const timeline = timelineOf(chart);
    const from = chance(2000);
    const window = { from, to: from + 50 + chance(1900) };
    const widthPx = 300;
    const scale = widthPx / (window.to - window.from);
    const picture = layOutChart(timeline, window, widthPx);
    const cut = (/** @type {number} */ at) => Math.min(widthPx, Math.max(0, (at - window.from) * scale));
    const wide = chart.depth.map((_, row) => cut(chart.end[row]) - cut(chart.begin[row]));
    const expected = chart.depth.flatMap((level, row) => (level > 0 && wide[row] >= 0.5 ? [row] : []));
    assert.deepEqual(picture.rows, expected);
    picture.rows.forEach((/** @type {number} */ row, /** @type {number} */ index) => {
      assert.equal(picture.left[index], cut(chart.begin[row]));
      assert.equal(picture.width[index], wide[row]);
    });
  }
});

test("of the tracks only those in sight are drawn", () => {
  const timeline = timelineOf(randomChart(chances(3)));
  const all = layOutChart(timeline, timeline.whole, 4000);
  const some = layOutChart(timeline, timeline.whole, 4000, { first: 1, last: 2 });
  const inSight = all.rows.filter((/** @type {number} */ row) => timeline.track[row] >= 1 && timeline.track[row] <= 2);
  assert.deepEqual(some.rows, inSight);
});

test("there are never too many elements", () => {
  const count = 3000;
  const depth = [0, ...Array.from({ length: count }, () => 1)];
  const begin = [0, ...Array.from({ length: count }, (_, call) => call * 10)];
  const timeline = timelineOf({ depth, begin, end: [count * 10, ...begin.slice(1).map((at) => at + 9)], lanes: [0] });
  const { rows, runTrack } = layOutChart(timeline, timeline.whole, 6000, { most: 500 });
  assert.ok(rows.length + runTrack.length <= 500);
});

/** main 0 to 100; in it parse 10 to 40 and 60 to 62, tiny 70 to 71 and 72 to 73. */
const SMALL = {
  depth: [0, 1, 2, 2, 2, 2],
  begin: [0, 0, 10, 60, 70, 72],
  end: [100, 100, 40, 62, 71, 73],
  name: ["all", "main", "parse", "parse", "tiny", "tiny"],
  lanes: [0],
};

test("the pointer finds the stretch under it, and of short ones the longest within reach", () => {
  const timeline = timelineOf(SMALL);
  const picture = layOutChart(timeline, timeline.whole, 200);
  assert.deepEqual(chartHit(timeline, picture, { track: 0, x: 199 }), new Hit(1));
  assert.deepEqual(chartHit(timeline, picture, { track: 1, x: 50 }), new Hit(2));
  assert.deepEqual(chartHit(timeline, picture, { track: 1, x: 100 }), Hit.MISS);
  const small = layOutChart(timeline, timeline.whole, 20);
  assert.deepEqual(chartHit(timeline, small, { track: 1, x: 14.1 }), new Hit(3, [3, 4, 5]));
});

test("own time is what no call covers", () => {
  const timeline = timelineOf(SMALL);
  assert.equal(timeline.ownTime(1), 66);
  assert.equal(timeline.ownTime(2), 30);
  assert.deepEqual(stretchWords(timeline, new Hit(1)), {
    name: "main",
    when: "0 ns to 100 ns",
    lasted: "100 ns, 66 ns its own",
  });
  assert.deepEqual(stretchWords(timeline, new Hit(3, [3, 4, 5])), {
    name: "3 calls too short to draw, the longest parse",
    when: "60 ns to 73 ns",
    lasted: "4 ns",
  });
});

test("times are told to a thousandth of what lies between them", () => {
  const timeline = timelineOf({ depth: [0], begin: [0], end: [2.3e9], lanes: [0] });
  assert.equal(spanText(timeline, 10_858_212, 1_160_858_212), "0.011 s to 1.161 s");
  assert.equal(spanText(timeline, 273_796_976, 273_797_231), "0.273796976 s to 0.273797231 s");
});

test("the arrows go along a track and up and down the calls", () => {
  const timeline = timelineOf(SMALL);
  assert.equal(chartStep(timeline, 1, "longest"), 2);
  assert.equal(chartStep(timeline, 2, "longest"), 2);
  assert.equal(chartStep(timeline, 2, "after"), 3);
  assert.equal(chartStep(timeline, 5, "after"), 5);
  assert.equal(chartStep(timeline, 4, "before"), 3);
  assert.equal(chartStep(timeline, 4, "caller"), 1);
  assert.equal(chartStep(timeline, 1, "caller"), 1);
});

test("stretches and the rows of the graph lead to each other", () => {
  const timeline = timelineOf(SMALL);
  const { tree } = timeline;
  // The graph over the same frames: main with parse, in which tiny was folded away.
  const parts = { depth: [0, 1, 2, 2], self: [0, 66, 32, 2], name: ["all", "main", "parse", "x"] };
  const page = pageBlock({ ...parts, folded: [[3, 1]] });
  const graph = CallTree.fromBlock({ ...page.trees[0], frame: [-1, tree.frame[1], tree.frame[2], -2] }, tree.frames);
  const rows = new ChartRows(timeline, graph);
  assert.deepEqual(
    [1, 2, 3, 4].map((stretch) => rows.graphRow(stretch)),
    [1, 2, 2, 1],
  );
  assert.deepEqual(rows.stretchesOf(2), [2, 3]);
  assert.deepEqual(rows.stretchesOf(1), [1]);
});

test("threads lie below each other, each with a line for its name", () => {
  const timeline = timelineOf({ ...readTable("chart.json").cases[2], name: undefined });
  const geometry = new ChartGeometry(timeline.lanes, true);
  assert.equal(geometry.height, 3 * 22 + 4 * 20);
  assert.deepEqual(
    [0, 1, 2, 3].map((track) => geometry.top(track)),
    [22, 42, 84, 126],
  );
  assert.deepEqual(
    [0, 21, 22, 61, 62, 90, 130, 500].map((y) => geometry.trackAt(y)),
    [-1, -1, 0, 1, -1, 2, 3, -1],
  );
  const last = new ChartGeometry(timeline.lanes.slice(2), true);
  assert.equal(last.top(3), 22);
  assert.equal(last.trackAt(30), 3);
  assert.equal(laneText(timeline, timeline.lanes[2]), "f5 · 10 ns busy of 20 ns");
});

test("what was merged is told with its weight", () => {
  const timeline = timelineOf({ ...SMALL, folded: [[4, 7]] });
  assert.equal(
    mergedCallsText(timeline.tree, 0),
    "7 short calls, 1.00% of all, are merged into stretches with their neighbours.",
  );
  assert.equal(mergedCallsText(timelineOf(SMALL).tree, 0), "");
  assert.equal(stretchWords(timeline, new Hit(4)).name, "7 short calls merged");
});

test("stretches between two times are found in their track", () => {
  const timeline = timelineOf(SMALL);
  assert.deepEqual(stretchesBetween(timeline, 1, { from: 40, to: 61 }), [2, 3]);
  assert.deepEqual(stretchesBetween(timeline, 7, { from: 0, to: 99 }), []);
});
