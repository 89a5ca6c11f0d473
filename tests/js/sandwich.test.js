"use strict";

const assert = require("node:assert/strict");
const { test } = require("node:test");

const { load, PATTERN_SCRIPTS } = require("./load.js");
const { FIGURE_SCRIPTS, pageBlock } = require("./small_trees.js");

const DERIVATIONS = ["comparisons", "derivation", "filters", "frame_order", "functions", "inverted_rows", "inversion"];
const MORE_DERIVATIONS = ["merging", "order", "regrouping", "stack_walk", "what_if"];
const theme = load(
  [
    ...new Set([
      ...FIGURE_SCRIPTS,
      ...PATTERN_SCRIPTS,
      ...[...DERIVATIONS, ...MORE_DERIVATIONS].map((name) => `tree_${name}.js`),
      ...["sandwich.js", "frame_choice.js", "lens.js", "sandwich_trees.js", "function_rows.js"],
    ]),
  ],
  ["CallTree", "PageData", "SandwichWork", "emptyTree", "functionOfRow", "heaviestFunction", "widestRowOf"],
);

/**
 * @param {any} block
 * @returns {any} the tree of a page's data
 */
function treeOf(block) {
  return theme.CallTree.fromBlock(block.trees[0], new theme.PageData(JSON.stringify(block)).frames);
}

/** main;f;x 3, main;f;f;y 2, g;f 1, g;z 4: f has 6 of 10, its inner frame counted once. */
const STACKS = {
  depth: [0, 1, 2, 2, 1, 2, 3, 4, 3],
  self: [0, 0, 1, 4, 0, 0, 0, 2, 3],
  name: ["", "g", "f", "z", "main", "f", "f", "y", "x"],
};

/**
 * @param {any} tree
 * @returns {string[]} each row as `depth name total`
 */
function rowsOf(tree) {
  return [...tree.frame.keys()].map((row) => `${tree.depth[row]} ${tree.name(row)} ${tree.total(row, 0)}`);
}

/**
 * @param {any} tree
 * @param {object} wish
 * @returns {any} the halves
 */
function sandwich(tree, wish) {
  const { parts } = tree;
  const work = new theme.SandwichWork({ parts, order: "name", metric: 0, scale: "", width: "larger", ...wish });
  return work.run(Number.POSITIVE_INFINITY);
}

test("the root of either half is the function, with its total over all stacks that hold it", () => {
  const { callers, callees, name, functions, rows } = sandwich(treeOf(pageBlock(STACKS)), { of: "f" });
  assert.deepEqual(rowsOf(callers), ["0 f 6", "1 g 1", "1 main 5"]);
  assert.deepEqual(rowsOf(callees), ["0 f 6", "1 f 2", "2 y 2", "1 x 3"]);
  assert.equal(callees.selfWeight(0, 0), 1);
  assert.deepEqual([name, functions, rows], ["f", 1, 3]);
});

test("shares are of all, also in a half", () => {
  const { callers } = sandwich(treeOf(pageBlock(STACKS)), { of: "f" });
  assert.deepEqual(callers.whole, [10]);
});

test("the heaviest first, where siblings stand in that order", () => {
  const { callers, callees } = sandwich(treeOf(pageBlock(STACKS)), { of: "f", order: "heavy" });
  assert.deepEqual(rowsOf(callers), ["0 f 6", "1 main 5", "1 g 1"]);
  assert.deepEqual(rowsOf(callees), ["0 f 6", "1 x 3", "1 f 2", "2 y 2"]);
});

test("a pattern means all the functions that it matches", () => {
  const { callers, name, functions, rows } = sandwich(treeOf(pageBlock(STACKS)), { of: "/^[xz]$/" });
  assert.deepEqual([name, functions, rows], ["/^[xz]$/", 2, 2]);
  assert.deepEqual(rowsOf(callers), ["0 all 7", "1 f 3", "2 main 3", "1 g 4"]);
});

test("a function that has no frame leaves nothing", () => {
  const { callers, callees, rows } = sandwich(treeOf(pageBlock(STACKS)), { of: "nowhere" });
  assert.deepEqual([callers.length, callees.length, rows], [1, 1, 0]);
});

test("what smaller frames may hold besides is told", () => {
  const block = pageBlock({ depth: [0, 1, 2, 1], self: [0, 2, 3, 4], name: ["", "main", "f", ""], folded: [[3, 2]] });
  assert.deepEqual(sandwich(treeOf(block), { of: "f" }).undecided, [4]);
});

test("both sides of a difference are in both halves", () => {
  const before = [0, 0, 2, 4, 0, 0, 0, 0, 8];
  const { callers } = sandwich(treeOf(pageBlock({ ...STACKS, before })), { of: "f" });
  const sides = [0, 1, 2].map((row) => [callers.name(row), callers.totalBefore(row, 0), callers.total(row, 0)]);
  assert.deepEqual(sides, [
    ["f", 10, 6],
    ["g", 2, 1],
    ["main", 8, 5],
  ]);
});

test("the table of functions stays that of the tree that was asked", () => {
  const tree = treeOf(pageBlock(STACKS));
  const { callees } = sandwich(tree, { of: "f" });
  assert.equal(callees.parts.functions, tree.parts.functions);
});

test("a slice that is too short leaves work for the next one", () => {
  const { parts } = treeOf(pageBlock(STACKS));
  const work = new theme.SandwichWork({ parts, of: "f", order: "name", metric: 0, scale: "", width: "larger" });
  let slices = 1;
  while (work.run(0) === null) {
    slices += 1;
  }
  assert.ok(slices > 5);
});

test("a function's widest row is looked for in the picture, then among what the zoom is in", () => {
  const tree = treeOf(pageBlock(STACKS));
  const number = theme.functionOfRow(tree, 5);
  assert.equal(theme.widestRowOf(tree, 0, number), 5);
  assert.equal(theme.widestRowOf(tree, 0, number, 1), 2);
  assert.equal(theme.widestRowOf(tree, 0, number, 7), 5);
  assert.equal(theme.widestRowOf(tree, 0, theme.functionOfRow(tree, 3), 7), -1);
  assert.equal(theme.functionOfRow(tree, 0), -1);
  assert.equal(theme.widestRowOf(tree, 0, -1, 7), -1);
});

test("an empty tree has one row without weight, on both sides", () => {
  const tree = theme.emptyTree(treeOf(pageBlock({ ...STACKS, before: STACKS.self })).parts);
  assert.deepEqual([tree.length, tree.total(0, 0), tree.totalBefore(0, 0)], [1, 0, 0]);
});
