"use strict";

const assert = require("node:assert/strict");
const { test } = require("node:test");

const { load } = require("./load.js");
const { FIGURE_SCRIPTS, chances, pageBlock, randomTree, readTable } = require("./small_trees.js");

const {
  PageData,
  colourClass,
  labelMark,
  cutLabel,
  markedLabel,
  frameTitle,
  wholeLabel,
  layOut,
  placeOf,
  walk,
  zoomThatShows,
  hitAtPlace,
} = load(FIGURE_SCRIPTS, [
  "PageData",
  "colourClass",
  "labelMark",
  "cutLabel",
  "markedLabel",
  "frameTitle",
  "wholeLabel",
  "layOut",
  "placeOf",
  "walk",
  "zoomThatShows",
  "hitAtPlace",
]);

const TABLE = readTable("changes.json");

/**
 * @param {import("./small_trees.js").SmallTree} tree
 * @param {any[]} comparisons what is special of each
 * @returns {any} the tree as it is recorded
 */
function difference(tree, comparisons) {
  const block = pageBlock(tree);
  const untested = { reach: null, verdict: [] };
  block.trees[0].comparisons = comparisons.map((comparison) => ({
    ...{ metric: 0, scale: "absolute", before: 1, after: 1, unit: { name: "samples", unit: "count", per: "" } },
    ...{ basis: "unknown", reason: "", smallest_share: 0.005, smallest: 0, sentence: "", rows: [], movers: [] },
    ...{ total: untested, self: untested },
    ...comparison,
  }));
  return new PageData(JSON.stringify(block)).tree(0);
}

test("frames look and are titled as the table says, and as in Python", () => {
  for (const { case: name, metric, net, comparison, ...expected } of TABLE.trees) {
    const block = pageBlock(expected, { metrics: [metric], net });
    block.trees[0].comparisons = [{ ...comparison, metric: 0, sentence: "", movers: [] }];
    const tree = new PageData(JSON.stringify(block)).tree(0).shownAs(0, comparison.scale, "larger");
    const rows = [...tree.frame.keys()];
    const label = (/** @type {number} */ row) =>
      row > 0
        ? markedLabel(labelMark(tree, 0, row), tree.name(row), TABLE.label_width_px)
        : cutLabel(wholeLabel(tree, 0), TABLE.label_width_px);
    assert.deepEqual(
      rows.map((row) => colourClass(tree, row, "package")),
      expected.classes,
      name,
    );
    assert.deepEqual(
      rows.map((row) => frameTitle(tree, 0, row)),
      expected.titles,
      name,
    );
    assert.deepEqual(rows.map(label), expected.labels, name);
  }
});

test("weights are divided by their side's own exposure, and what was recorded stays known", () => {
  const recorded = difference({ depth: [0, 1, 1], self: [0, 30, 10], before: [0, 20, 0] }, [
    { scale: "per second", before: 10, after: 5 },
  ]);
  const tree = recorded.shownAs(0, "per second", "larger");
  assert.deepEqual([tree.total(0, 0), tree.totalBefore(0, 0)], [8, 2]);
  assert.deepEqual([tree.selfWeight(1, 0), tree.selfBefore(1, 0)], [6, 2]);
  assert.deepEqual([tree.recordedTotal(0, 0), tree.recordedBefore(0, 0)], [40, 20]);
  assert.deepEqual([recorded.total(0, 0), recorded.unit(0).name], [40, "samples"]);
});

test("a frame is as wide as the larger side, or as the one that was chosen", () => {
  const recorded = difference({ depth: [0, 1, 2, 1], self: [0, 5, 0, 8], before: [1, 3, 4, 0] }, [
    { before: 2, after: 4 },
  ]);
  const widths = (/** @type {string} */ side) => {
    const tree = recorded.shownAs(0, "absolute", side);
    return [0, 1, 2, 3].map((row) => tree.width(row, 0));
  };
  // before 0.5 > (1.5 > 2), 0; after 0 > (1.25 > 0), 2
  assert.deepEqual(widths("larger"), [6, 3.5, 2, 2]);
  assert.deepEqual(widths("before"), [4, 3.5, 2, 0]);
  assert.deepEqual(widths("after"), [3.25, 1.25, 0, 2]);
});

test("the same view is derived once; a tree of one side is shown as it is", () => {
  const recorded = difference({ depth: [0, 1], self: [0, 5], before: [0, 4] }, [{}]);
  assert.equal(recorded.shownAs(0, "absolute", "after"), recorded.shownAs(0, "absolute", "after"));
  const single = new PageData(JSON.stringify(pageBlock({ depth: [0, 1], self: [0, 5] }))).tree(0);
  assert.equal(single.shownAs(0, "", "larger"), single);
  assert.equal(single.comparison, null);
});

test("a metric keeps a scale that it has, else takes its first", () => {
  const recorded = difference({ depth: [0, 1], self: [0, 5], before: [0, 4] }, [
    { scale: "per second" },
    { scale: "share" },
    { metric: 1, scale: "share" },
  ]);
  assert.deepEqual(
    [
      recorded.scaleOf(0, "share"),
      recorded.scaleOf(0, ""),
      recorded.scaleOf(1, "per second"),
      recorded.scaleOf(2, "x"),
    ],
    ["share", "per second", "share", ""],
  );
});

test("what is gained and what is lost inside a subtree stay apart", () => {
  const recorded = difference({ depth: [0, 1, 2, 2], self: [0, 6, 0, 9], before: [0, 4, 5, 6] }, [
    { before: 2, after: 2 },
  ]);
  const { comparison } = recorded.shownAs(0, "absolute", "larger");
  const { before, after, difference: change, gain, loss } = comparison.ofSubtree(1);
  assert.deepEqual([before, after, change, gain, loss], [7.5, 7.5, 0, 2.5, -2.5]);
  const own = comparison.ofRow(2);
  assert.deepEqual([own.difference, own.gain, own.loss], [-2.5, 0, -2.5]);
  assert.equal(comparison.moved, 5);
});

test("verdicts and intervals are those of the row, none for a row that was not tested", () => {
  const recorded = difference({ depth: [0, 1, 1], self: [0, 6, 7], before: [0, 4, 5] }, [
    {
      basis: "runs",
      rows: [0, 2],
      total: { reach: [3, 2], verdict: [2, 4] },
      self: { reach: [1, 1.5], verdict: [1, 3] },
    },
  ]);
  const { comparison } = recorded.shownAs(0, "absolute", "larger");
  const judged = [0, 1, 2].map((row) => [comparison.ofSubtree(row).verdict, comparison.ofSubtree(row).reach]);
  assert.deepEqual(judged, [
    [2, 3],
    [null, null],
    [4, 2],
  ]);
  assert.deepEqual([comparison.ofRow(2).verdict, comparison.ofRow(2).reach], [3, 1.5]);
});

test("random pairs: equal sides differ by nothing, exchanged sides by the negative", () => {
  const chance = chances(11);
  for (let round = 0; round < 50; round += 1) {
    const { depth, self, name } = randomTree(60, chance);
    const before = self.map((weight) => (chance(3) === 0 ? chance(1000) : weight));
    const [exposure, other] = [1 + chance(5000), 1 + chance(5000)];
    const shown = (/** @type {number[]} */ early, /** @type {number[]} */ late, /** @type {number[]} */ divisors) => {
      const recorded = difference({ depth, name, self: late, before: early }, [
        { before: divisors[0], after: divisors[1] },
      ]);
      return recorded.shownAs(0, "absolute", "larger");
    };
    const same = shown(self, self, [exposure, exposure]);
    const there = shown(before, self, [exposure, other]);
    const back = shown(self, before, [other, exposure]);
    for (let row = 0; row < depth.length; row += 1) {
      const none = same.comparison.ofSubtree(row);
      assert.ok(none.difference === 0 && none.gain === 0 && none.loss === 0);
      const change = there.comparison.ofSubtree(row);
      assert.equal(change.difference + back.comparison.ofSubtree(row).difference, 0);
      assert.ok(Math.abs(change.gain + change.loss - change.difference) < 1e-9 * (1 + there.total(0, 0)));
      const children = [...depth.keys()].filter((child) => there.parent[child] === row);
      const inside = children.reduce((sum, child) => sum + there.width(child, 0), 0);
      assert.ok(inside <= there.width(row, 0) * (1 + 1e-12), "children fit");
    }
  }
});

test("a zoomed frame of no width fills the picture, and nothing breaks", () => {
  // all > gone 0 (before 9) > deep 0 (before 4), rest 5
  const recorded = difference({ depth: [0, 1, 2, 1], self: [0, 0, 0, 5], before: [0, 5, 4, 5] }, [{}]);
  const tree = recorded.shownAs(0, "absolute", "after");
  const picture = layOut(tree, 0, 800, { zoom: 1 });
  assert.deepEqual([picture.rows, picture.left, picture.width, picture.deepest], [[0, 1], [0, 0], [800, 800], 1]);
  assert.deepEqual(placeOf(tree, 0, picture, 2), { left: 0, width: 0 });
  assert.deepEqual(
    ["deeper", "next", "last", "first"].map((step) => walk(tree, 0, 1, step, 1)),
    [1, 1, 1, 1],
  );
  assert.equal(zoomThatShows(tree, 0, 2, { zoom: 0, widthPx: 800, leastPx: 40 }), 1);
  assert.equal(hitAtPlace(tree, 0, picture, { depth: 1, x: 400 }).row, 1);
  assert.equal(hitAtPlace(tree, 0, picture, { depth: 2, x: 400 }).row, -1);
});
