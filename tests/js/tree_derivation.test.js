"use strict";

const assert = require("node:assert/strict");
const { test } = require("node:test");

const theme = require("./derivations.js");
const { chances, pageBlock, randomTree } = require("./small_trees.js");

const { CallTree, FrameOrder, finished, partsOf } = theme;

/**
 * @param {any} parts
 * @returns {string[]} each row as `depth name total`
 */
function rowsOf(parts) {
  const tree = new CallTree(parts);
  return [...tree.frame.keys()].map((row) => `${tree.depth[row]} ${tree.name(row)} ${tree.total(row, 0)}`);
}

/**
 * @param {any} parts
 * @returns {string[]} the names from the root to each row
 */
function pathsOf(parts) {
  const tree = new CallTree(parts);
  /** @type {string[]} */
  const paths = [];
  for (let row = 0; row < tree.length; row += 1) {
    const above = row === 0 ? "" : paths[tree.parent[row]];
    paths.push(row === 0 ? "" : above === "" ? tree.name(row) : `${above};${tree.name(row)}`);
  }
  return paths;
}

/**
 * @param {any} parts
 * @param {string[]} names
 * @returns {Uint8Array}
 */
function marks({ frames }, ...names) {
  return Uint8Array.from(frames.columns.name, (_, /** @type {number} */ frame) => +names.includes(frames.name(frame)));
}

/** main;parse;malloc 3, main;malloc 1, main;malloc;malloc 2 and two smaller frames below main, 4. */
const PARSER = pageBlock({
  depth: [0, 1, 2, 3, 2, 3, 2],
  self: [0, 0, 1, 2, 0, 3, 4],
  name: ["", "main", "malloc", "malloc", "parse", "malloc", ""],
  folded: [[6, 2]],
});

test("bottom-up: what a frame weighs itself, and below it its callers", () => {
  const parts = partsOf(PARSER);
  const { parts: inverted, undecided } = finished(theme.invertTree(parts));
  assert.deepEqual(rowsOf(inverted), [
    ...["0 all 10", "1 malloc 6", "2 main 1", "2 malloc 2", "3 main 2", "2 parse 3", "3 main 3"],
    ...["1 2 smaller frames 4", "2 main 4"],
  ]);
  assert.deepEqual([...undecided], [6]);
  assert.deepEqual(theme.undecidedWeight(parts, { undecided }, 0), { weight: 4, before: 0 });
});

test("a sandwich counts recursion once, above and below", () => {
  const parts = partsOf(PARSER);
  const malloc = marks(parts, "malloc");
  const { parts: callers } = finished(theme.callersOf(parts, malloc));
  const { parts: callees } = finished(theme.calleesOf(parts, malloc));
  assert.deepEqual(rowsOf(callers), ["0 all 6", "1 malloc 6", "2 main 3", "2 parse 3", "3 main 3"]);
  assert.deepEqual(rowsOf(callees), ["0 all 6", "1 malloc 6", "2 malloc 2"]);
});

test("filters drop, take out, begin at and collapse frames, and smaller frames stay where they belong", () => {
  const parts = partsOf(PARSER);
  const [malloc, parse] = [marks(parts, "malloc"), marks(parts, "parse")];
  const after = (/** @type {any} */ steps) => rowsOf(finished(steps).parts).slice(1);
  assert.deepEqual(after(theme.focusTree(parts, parse)), ["1 main 3", "2 parse 3", "3 malloc 3"]);
  assert.deepEqual(after(theme.ignoreTree(parts, malloc)), ["1 main 4", "2 2 smaller frames 4"]);
  assert.deepEqual(after(theme.hideFrames(parts, parse)), [
    ...["1 main 10", "2 malloc 6", "3 malloc 2", "2 2 smaller frames 4"],
  ]);
  assert.deepEqual(after(theme.rootTree(parts, malloc)), ["1 malloc 6", "2 malloc 2"]);
  assert.deepEqual(after(theme.collapseDirect(parts)), [
    ...["1 main 10", "2 malloc 3", "2 parse 3", "3 malloc 3", "2 2 smaller frames 4"],
  ]);
});

test("recursion through others is cut back, and what led to it is gone", () => {
  // f;x;f;y 1 and f;x 2: x stays for the stack that ends in it, y is called by f.
  const parts = partsOf(pageBlock({ depth: [0, 1, 2, 3, 4], self: [0, 0, 2, 0, 1], name: ["", "f", "x", "f", "y"] }));
  assert.deepEqual(rowsOf(finished(theme.collapseRecursion(parts, marks(parts, "f"))).parts), [
    ...["0 all 3", "1 f 3", "2 x 2", "2 y 1"],
  ]);
  assert.deepEqual(rowsOf(finished(theme.collapseRecursion(parts, marks(parts, "y"))).parts), rowsOf(parts));
  const alone = partsOf(pageBlock({ depth: [0, 1, 2, 3, 4], self: [0, 0, 0, 0, 1], name: ["", "f", "x", "f", "y"] }));
  assert.deepEqual(rowsOf(finished(theme.collapseRecursion(alone)).parts), ["0 all 1", "1 f 1", "2 y 1"]);
});

test("rows of smaller frames that meet are one, and their counts add up", () => {
  const parts = partsOf(
    pageBlock({
      ...{ depth: [0, 1, 2, 1, 2], self: [0, 0, 3, 0, 4], name: ["", "a", "", "b", ""] },
      folded: [
        [2, 10],
        [4, 5],
      ],
    }),
  );
  assert.deepEqual(rowsOf(finished(theme.hideFrames(parts, marks(parts, "a", "b"))).parts), [
    ...["0 all 7", "1 15 smaller frames 7"],
  ]);
});

test("bottom-up, inlined counts as native and a line tells nothing apart, a kind does", () => {
  const names = ["", "f", "main", "f", "g", "f"];
  const files = ["", "a", "", "b", "", "c"]; // so that each f is a frame of its own, and then of one file
  const apart = pageBlock({ depth: [0, 1, 1, 2, 1, 2], self: [0, 1, 0, 2, 0, 4], name: names, file: files });
  apart.frames.file.fill(0);
  apart.frames.line = [7, 0, 8, 0, 9];
  apart.frames.kind = [0, 0, 1, 0, 2];
  assert.deepEqual(rowsOf(finished(theme.invertTree(partsOf(apart))).parts), [
    ...["0 all 7", "1 f 3", "2 main 2", "1 f 4", "2 g 4"],
  ]);
});

test("random trees: bottom-up holds every stack turned round", () => {
  const chance = chances(11);
  for (let round = 0; round < 5; round += 1) {
    const parts = partsOf(pageBlock(randomTree(1500, chance)));
    /** @type {Map<string, number>} */
    const stacks = new Map();
    const paths = pathsOf(parts);
    for (const [row, path] of paths.entries()) {
      const turned = path.split(";").reverse().join(";");
      stacks.set(turned, (stacks.get(turned) ?? 0) + parts.weights.own("self", 0, row));
    }
    const inverted = finished(theme.invertTree(parts)).parts;
    const found = new Map(pathsOf(inverted).map((path, row) => [path, inverted.weights.own("self", 0, row)]));
    assert.equal(found.size, inverted.shape.length, "every path is one row");
    const heavy = (/** @type {Map<string, number>} */ all) => [...all].filter(([, weight]) => weight > 0).sort();
    assert.deepEqual(heavy(found), heavy(stacks));
  }
});

test("callers beyond the budget stay together in one row, the lightest of them", () => {
  // leaf is called by a 5, b 1, c 2
  const parts = partsOf(
    pageBlock({
      ...{ depth: [0, 1, 2, 1, 2, 1, 2], self: [0, 0, 5, 0, 1, 0, 2] },
      name: ["", "a", "leaf", "b", "leaf", "c", "leaf"],
    }),
  );
  assert.deepEqual(rowsOf(finished(theme.invertTree(parts, 2)).parts), [
    ...["0 all 8", "1 leaf 8", "2 a 5", "2 2 smaller frames 3"],
  ]);
});

test("questions one after another remember the rows they began with", () => {
  const parts = partsOf(PARSER);
  const derived = finished(
    theme.inTurn(parts, [
      (/** @type {any} */ tree) => theme.rootTree(tree, marks(parts, "malloc", "parse")),
      (/** @type {any} */ tree) => theme.hideFrames(tree, marks(parts, "parse")),
    ]),
  );
  // root: malloc 3 > malloc 2, parse > malloc; hide: parse's malloc falls together with the others
  assert.deepEqual(rowsOf(derived.parts), ["0 all 6", "1 malloc 6", "2 malloc 2"]);
  assert.deepEqual([...derived.place], [0, -1, 1, 2, 0, 1, -1]);
  assert.deepEqual([...derived.origin], [0, 2, 3]);
  assert.deepEqual([...derived.undecided], [6]);
  assert.equal(finished(theme.inTurn(parts, [])).parts, parts);
});

test("work in slices comes to the same, and says when it is done", () => {
  const parts = partsOf(pageBlock(randomTree(2000, chances(5))));
  const work = new theme.SlicedWork(theme.collapseRecursion(parts));
  let time = 0;
  let slices = 1;
  while (work.run(1, () => time++) === null) {
    slices += 1;
  }
  assert.ok(slices > 3);
  assert.deepEqual(rowsOf(work.result.parts), rowsOf(finished(theme.collapseRecursion(parts)).parts));
  assert.equal(work.run(1), work.result);
});

test("a stack a hundred thousand deep is like any other", () => {
  const DEEP = 100_000;
  const depth = [...new Array(DEEP).keys()];
  const name = depth.map((row) => ["f", "g", "h"][row % 3]);
  const parts = partsOf(pageBlock({ depth, self: depth.map(() => 1), name }));
  const f = marks(parts, "f");
  for (const steps of [
    ...[theme.collapseRecursion(parts), theme.hideFrames(parts, f), theme.rootTree(parts, f)],
    ...[theme.invertTree(parts), theme.callersOf(parts, f), theme.focusTree(parts, f)],
  ]) {
    assert.ok(finished(steps).parts.shape.length > 1);
  }
  // g;h;f;g;h;... cut back: g alone, g;h and g;h;f
  assert.deepEqual(rowsOf(finished(theme.collapseRecursion(parts)).parts), [
    ...["0 all 100000", "1 g 99999", "2 h 66666", "3 f 33333"],
  ]);
  const table = theme.topTable(finished(theme.collapseDirect(parts)).parts, 0);
  assert.deepEqual([...table.total], [99999, 99998, 99997]);
});

test("verdicts stay with rows whose weights are still the same", () => {
  const block = pageBlock({
    ...{ depth: [0, 1, 2, 2, 1], self: [0, 0, 5, 1, 9], before: [0, 1, 2, 2, 3], name: ["", "a", "x", "y", "b"] },
  });
  block.trees[0].comparisons = [
    {
      ...{ metric: 0, scale: "absolute", before: 1, after: 1, rows: [0, 1, 2, 4] },
      total: { reach: [9, 8, 7, 6], verdict: [4, 3, 2, 1] },
      self: { reach: null, verdict: [0, 1, 2, 3] },
      movers: [
        { row: 4, ancestors: [] },
        { row: 2, ancestors: [1] },
      ],
    },
  ];
  const parts = partsOf(block);
  const [of] = finished(theme.focusTree(parts, marks(parts, "x"))).parts.comparisons;
  // rows all, a, x: only x weighs what it did
  assert.deepEqual(of.block.rows, [2]);
  assert.deepEqual(of.block.total, { reach: [7], verdict: [2] });
  assert.deepEqual(of.block.self, { reach: null, verdict: [2] });
  assert.deepEqual(of.block.movers, [{ row: 2, ancestors: [] }]);
  assert.deepEqual([of.ofSubtree(2).difference, of.ofSubtree(2).verdict], [3, 2]);
  // left-heavy: b (9), a > x, y
  const ordered = finished(theme.orderTree(parts, new CallTree(parts).edges(0))).parts;
  assert.deepEqual(rowsOf(ordered), ["0 all 15", "1 b 9", "1 a 6", "2 x 5", "2 y 1"]);
  assert.deepEqual(ordered.comparisons[0].block.rows, [0, 1, 2, 3]);
  assert.deepEqual(ordered.comparisons[0].block.total, { reach: [9, 6, 8, 7], verdict: [4, 1, 3, 2] });
  assert.deepEqual(ordered.comparisons[0].block.movers, [
    { row: 1, ancestors: [] },
    { row: 3, ancestors: [2] },
  ]);
});

test("functions of a derived tree weigh what its rows do, the page's tree what the page says", () => {
  const block = pageBlock({ depth: [0, 1, 2, 3], self: [0, 1, 2, 4], name: ["", "f", "g", "f"] });
  block.trees[0].functions = {
    frame: [0, 1],
    self: [{ scale: 1, values: [6, 9] }],
    total: [{ scale: 1, values: [8, 9] }],
  };
  const parts = partsOf(block);
  assert.deepEqual(theme.topTable(parts, 0), {
    ...{ frame: Int32Array.of(0, 1), rows: Int32Array.of(2, 1), selfBefore: null, totalBefore: null },
    ...{ self: Float64Array.of(6, 9), total: Float64Array.of(8, 9) },
  });
  const hidden = finished(theme.hideFrames(parts, marks(parts, "g"))).parts;
  const table = theme.topTable(hidden, 0);
  assert.deepEqual([[...table.self], [...table.total], [...table.rows]], [[7], [7], [2]]);
  assert.deepEqual(new CallTree(hidden).functionTotals(1, 0), {
    ...{ self: 7, total: 7, selfBefore: 0, totalBefore: 0, frames: 2 },
  });
});

test("the table is sorted by any column, and ties by total, self and name", () => {
  const parts = partsOf(pageBlock({ depth: [0, 1, 2, 1, 1], self: [0, 1, 5, 5, 5], name: ["", "d", "c", "a", "b"] }));
  const derived = finished(theme.focusTree(parts, marks(parts, "a", "b", "c", "d"))).parts;
  const table = theme.topTable(derived, 0);
  const names = (/** @type {any} */ order) =>
    [...theme.topTableOrder(table, parts.frames, order)].map((place) => parts.frames.name(table.frame[place])).join("");
  assert.equal(names({ column: "total", isFalling: true }), "dabc");
  assert.equal(names({ column: "self", isFalling: false }), "dabc");
  assert.equal(names({ column: "name", isFalling: true }), "dcba");
});

test("names stand in the order of their code points, not of their UTF-16 units", () => {
  const names = ["", "\u{1f600}", "\uffee", "b", "a\u{1f600}", "a"];
  const { frames } = partsOf(pageBlock({ depth: [0, 1, 1, 1, 1, 1], self: [0, 1, 1, 1, 1, 1], name: names }));
  assert.deepEqual([...FrameOrder.of(frames).ranks], [4, 3, 2, 1, 0]);
});

test("what a function costs less is taken off the whole; without it the whole is the bound", () => {
  assert.deepEqual(theme.whatIf(200, 50, 0.5), {
    whole: 200,
    function: 50,
    total: 175,
    speedUp: 200 / 175,
    bound: 4 / 3,
  });
  assert.equal(theme.whatIf(200, 200, 0).bound, Number.POSITIVE_INFINITY);
  assert.equal(theme.whatIf(0, 0, 0.5).bound, 1);
});
