"use strict";

const assert = require("node:assert/strict");
const { test } = require("node:test");

const derivations = require("./derivations.js");
const { load } = require("./load.js");
const { FIGURE_SCRIPTS, chances, pageBlock, randomTree } = require("./small_trees.js");

const SCRIPTS = [
  ...FIGURE_SCRIPTS,
  ...["tree_frame_order.js", "tree_functions.js", "tree_derivation.js", "table_columns.js", "top_rows.js"],
  "function_rows.js",
  ...["tree_rows.js", "data_grid.js"],
];
const theme = load(
  [...new Set(SCRIPTS)],
  [
    ...["CallTree", "Comparison", "FrameTable", "FunctionTotals", "Matches", "RowFunctions", "TopRows", "TreeRows"],
    ...["TreeShape", "TreeWeights", "gridStep", "nextDirection", "spokenSorting", "tableOrder", "treeWeighing"],
    ...["weightColumns"],
  ],
);
const { CallTree, Matches, TopRows, TreeRows, tableOrder, treeWeighing, weightColumns } = theme;

/** A server: all 20 > main 20 > (work 6 > (io 3, work 2), work 4 of another file, two smaller 1, gc 7). */
const SERVER = pageBlock({
  depth: [0, 1, 2, 3, 3, 2, 2, 2],
  self: [0, 2, 1, 3, 2, 4, 1, 7],
  name: ["", "main", "work", "io", "work", "work", "", "gc"],
  file: ["", "m.go", "w.go", "i.go", "w.go", "other.go", "", "g.go"],
  folded: [[6, 2]],
});

/** Before and after: parse 4 -> 8, log 3 -> 1, and new 0 -> 2. */
const CHANGED = pageBlock({
  depth: [0, 1, 2, 2, 2],
  self: [0, 0, 8, 1, 2],
  before: [0, 1, 4, 3, 0],
  name: ["", "main", "parse", "log", "new"],
});

/**
 * @param {any} page
 * @param {{before: number, after: number} | null} [per] the divisors of a difference
 * @returns {any} its tree, with the functions that its rows have
 */
function treeOf(page, per = null) {
  const parts = derivations.partsOf(page);
  const { frames, frame, shape, weights } = parts;
  const { FunctionTotals, RowFunctions, Comparison } = theme;
  const functions = new FunctionTotals(new RowFunctions(frames, frame, shape, weights), frames, frame);
  const block = { ...Comparison.plain(0, shape, weights).block, scale: "per operation", ...per };
  const comparisons = per === null ? [] : [new Comparison(block, shape, weights)];
  const tree = new CallTree({ ...parts, functions, comparisons });
  return per === null ? tree.shownAs(0, "absolute", "larger") : tree.shownAs(0, "per operation", "larger");
}

/**
 * @param {any} tree
 * @param {number} column
 * @param {string} direction
 * @param {any} [matches]
 * @returns {string[]}
 */
function listedFunctions(tree, column, direction, matches = null) {
  const rows = new TopRows(tree, 0);
  const order = tableOrder(weightColumns("Function", tree, true), { column, direction }, rows.weighing);
  return [...rows.listed(matches).sort(order)].map((place) => {
    const file = tree.frames.file(rows.table.frame[place]);
    return `${rows.name(place)}${file && ` ${file}`} ${rows.weighing.self(place)} ${rows.weighing.total(place)}`;
  });
}

/**
 * @param {any} rows
 * @returns {string[]} what is listed, a dot for each level
 */
function listedRows(rows) {
  return [...rows.rows].map((row) => `${".".repeat(rows.tree.depth[row])}${rows.tree.name(row)}`);
}

/**
 * @param {any} tree
 * @param {{column: number, direction: string}} [sorting]
 * @returns {any}
 */
function treeRows(tree, sorting = { column: 2, direction: "falling" }) {
  return new TreeRows(tree, 0, tableOrder(weightColumns("Call", tree), sorting, treeWeighing(tree, 0)));
}

test("functions stand by name and file, recursion counted once, in the order of any column", () => {
  const tree = treeOf(SERVER);
  const byWeight = ["gc g.go 7 7", "work other.go 4 4", "work w.go 3 6", "io i.go 3 3", "main m.go 2 20"];
  assert.deepEqual(listedFunctions(tree, 1, "falling"), byWeight);
  assert.deepEqual(
    listedFunctions(tree, 2, "falling").map((line) => line.split(" ").at(-1)),
    ["20", "7", "6", "4", "3"],
  );
  assert.deepEqual(
    listedFunctions(tree, 0, "rising").map((line) => line.split(" ", 2).join(" ")),
    ["gc g.go", "io i.go", "main m.go", "work other.go", "work w.go"],
  );
  assert.equal(listedFunctions(tree, 3, "falling")[0], "work w.go 3 6"); // two frames; the others have one
});

test("a search lists only what it found", () => {
  const tree = treeOf(SERVER);
  const matched = Uint8Array.from(tree.frames.columns.name, (_, frame) => +(tree.frames.name(frame) === "work"));
  assert.deepEqual(listedFunctions(tree, 1, "falling", new Matches(tree, matched)), [
    "work other.go 4 4",
    "work w.go 3 6",
  ]);
});

test("a function is shown by its heaviest row, inside the zoomed frame where it has one there", () => {
  const tree = treeOf(SERVER);
  const rows = new TopRows(tree, 0);
  const work = rows.placeOfRow(4);
  assert.equal(rows.placeOfRow(2), work); // the same function
  assert.notEqual(rows.placeOfRow(5), work); // of another file
  assert.deepEqual([rows.placeOfRow(0), rows.placeOfRow(6), rows.placeOfRow(-1)], [-1, -1, -1]);
  assert.deepEqual([rows.rowOf(work, 0), rows.rowOf(work, 4), rows.rowOf(work, 7)], [2, 4, 2]);
});

test("a difference is sorted by the size of the change in its measure, or by its sign", () => {
  const tree = treeOf(CHANGED, { before: 2, after: 4 }); // parse 2 -> 2, log 1.5 -> 0.25, new 0 -> 0.5, main 4 -> 2.75
  const columns = weightColumns("Function", tree, true);
  const change = columns.findIndex((/** @type {any} */ { id }) => id === "self-change");
  const names = (/** @type {string} */ direction) =>
    listedFunctions(tree, change, direction).map((line) => line.split(" ")[0]);
  assert.deepEqual(names("size"), ["log", "main", "new", "parse"]); // main's self fell by 0.5 too, and more in all
  assert.deepEqual(names("falling"), ["new", "parse", "main", "log"]);
  assert.deepEqual(names("rising"), ["log", "main", "parse", "new"]);
  const rows = new TopRows(tree, 0);
  assert.deepEqual(columns[change].texts(rows.weighing, rows.placeOfRow(3)), ["-1.25 samples", "-83.33%"]);
  assert.deepEqual(columns[change].texts(rows.weighing, rows.placeOfRow(4)), ["+0.5 samples", "new"]);
});

test("columns are of one side, of both and their change, or of the change alone", () => {
  const labels = (/** @type {any} */ tree) =>
    weightColumns("Call", tree).map((/** @type {any} */ { spoken }) => spoken);
  assert.deepEqual(labels({ isDifference: false, isNet: false }), ["Call", "Self", "Total"]);
  assert.deepEqual(labels({ isDifference: true, isNet: false }), [
    ...["Call", "Self, before", "Self, after", "Self, change", "Total, before", "Total, after", "Total, change"],
  ]);
  assert.deepEqual(labels({ isDifference: true, isNet: true }), ["Call", "Self, change", "Total, change"]);
});

test("a head sorts the useful way first, then the others, round and round", () => {
  const rounds = (/** @type {string} */ kind) => {
    /** @type {any[]} */
    const seen = [null];
    for (let press = 0; press < 4; press += 1) {
      seen.push(theme.nextDirection({ kind }, seen.at(-1)));
    }
    return seen.slice(1);
  };
  assert.deepEqual(rounds("name"), ["rising", "falling", "rising", "falling"]);
  assert.deepEqual(rounds("number"), ["falling", "rising", "falling", "rising"]);
  assert.deepEqual(rounds("change"), ["size", "falling", "rising", "size"]);
  assert.equal(
    theme.spokenSorting({ kind: "change", spoken: "Self, change" }, "rising"),
    "Sorted by self, change, losses first",
  );
});

test("a call tree opens down the heaviest path, and lists the heaviest callee first", () => {
  const rows = treeRows(treeOf(SERVER));
  rows.openHeaviest(); // gc is 7 of 20, less than half
  assert.deepEqual(listedRows(rows), ["all", ".main", "..gc", "..work", "..work", "..2 smaller frames"]);
  assert.deepEqual([...rows.positions], [1, 1, 1, 2, 3, 4]);
  rows.open(2);
  assert.deepEqual(listedRows(rows).slice(3, 6), ["..work", "...io", "...work"]);
  rows.close(1);
  assert.deepEqual(listedRows(rows), ["all", ".main"]);
  rows.open(1); // what was open below it is open still
  assert.equal(rows.rows.length, 8);
  rows.closeAll();
  assert.deepEqual(listedRows(rows), ["all", ".main"]);
});

test("a row that is looked for opens its callers, and no others", () => {
  const rows = treeRows(treeOf(SERVER));
  rows.closeAll();
  assert.equal(rows.reveal(4), true);
  assert.equal(rows.placeOf(4), [...rows.rows].indexOf(4));
  assert.equal(rows.reveal(3), false);
  assert.equal(rows.isOpen(5), false);
});

test("a row without choices opens on to the first that has some", () => {
  const chain = treeOf(pageBlock({ depth: [0, 1, 2, 3, 4, 4], self: [0, 0, 0, 0, 1, 1] }));
  const rows = treeRows(chain);
  rows.open(0);
  assert.deepEqual(listedRows(rows), ["all", ".f1", "..f2", "...f3", "....f4", "....f5"]);
});

test("rows without weight in the metric are not listed", () => {
  const rows = treeRows(treeOf(pageBlock({ depth: [0, 1, 1], self: [0, 0, 3] })));
  rows.open(0);
  assert.deepEqual(listedRows(rows), ["all", ".f2"]);
});

test("what was open stays open in a tree derived from it, as far as its frames are there", () => {
  const former = treeRows(treeOf(SERVER));
  former.openBelow(0);
  // main > (gc, work > io), with the server's own frames: a question has taken the rest out.
  const { trees } = pageBlock({ depth: [0, 1, 2, 2, 3], self: [0, 0, 1, 1, 1] });
  const frameOf = (/** @type {string} */ name) => SERVER.frames.name.indexOf(SERVER.strings.indexOf(name));
  const frame = [-1, ...["main", "gc", "work", "io"].map(frameOf)];
  const renamed = { ...SERVER, trees: [{ ...trees[0], frame }] };
  const rows = treeRows(treeOf(renamed));
  rows.openLike(former);
  assert.deepEqual(listedRows(rows), ["all", ".main", "..work", "...io", "..gc"]);
});

test("to open all below a large row stops in time, the widest first", () => {
  const count = 3000;
  const depth = [0, 1, 2, 1];
  const self = [0, 0, 10 * count, 0];
  for (let child = 0; child < count; child += 1) {
    depth.push(2);
    self.push(1);
  }
  const rows = treeRows(treeOf(pageBlock({ depth, self })));
  assert.equal(rows.openBelow(0), false);
  assert.equal(rows.isOpen(1), true);
  assert.equal(rows.isOpen(3), false);
  assert.equal(rows.openBelow(1), true);
});

test("opened wholly, a tree lists every row with weight once, callers before callees", () => {
  const chance = chances(7);
  for (let round = 0; round < 50; round += 1) {
    const page = pageBlock(randomTree(40, chance));
    const tree = treeOf(page);
    const rows = treeRows(tree, { column: chance(3), direction: ["falling", "rising"][chance(2)] });
    assert.equal(rows.openBelow(0), true);
    const weighing = [...Array(tree.length).keys()].filter((row) => row === 0 || tree.width(row, 0) > 0);
    assert.deepEqual(
      [...rows.rows].sort((one, other) => one - other),
      weighing,
    );
    rows.rows.forEach((/** @type {number} */ row, /** @type {number} */ place) => {
      assert.ok(row === 0 || rows.placeOf(tree.parent[row]) < place);
      const siblings = rows.children(tree.parent[row] ?? -1);
      assert.ok(row === 0 || siblings[rows.positions[place] - 1] === row);
    });
  }
});

test("keys go a row, a page or to an end", () => {
  const steps = ["ArrowUp", "ArrowDown", "PageUp", "PageDown", "Home", "End", "x"].map((key) =>
    theme.gridStep(key, 30, { count: 100, page: 12 }),
  );
  assert.deepEqual(steps, [29, 31, 18, 42, 0, 99, null]);
});
