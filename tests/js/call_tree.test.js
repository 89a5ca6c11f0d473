"use strict";

const assert = require("node:assert/strict");
const { test } = require("node:test");

const { load } = require("./load.js");
const { FIGURE_SCRIPTS, chances, pageBlock, randomTree } = require("./small_trees.js");

const { PageData } = load(FIGURE_SCRIPTS, ["PageData"]);

/**
 * @param {any} block
 * @returns {any}
 */
function pageData(block) {
  return new PageData(JSON.stringify(block));
}

test("steps unfold into parent, depth and end", () => {
  const tree = pageData(pageBlock({ depth: [0, 1, 2, 2, 1, 2, 3, 1], self: [0, 1, 2, 3, 4, 5, 6, 7] })).tree(0);
  assert.deepEqual([...tree.parent], [-1, 0, 1, 1, 0, 4, 5, 0]);
  assert.deepEqual([...tree.depth], [0, 1, 2, 2, 1, 2, 3, 1]);
  assert.deepEqual([...tree.end], [8, 4, 3, 4, 7, 7, 7, 8]);
});

test("totals are the sums of a subtree's own weights", () => {
  const tree = pageData(pageBlock({ depth: [0, 1, 2, 2, 1], self: [1, 2, 3, 4, 5] })).tree(0);
  const totals = [0, 1, 2, 3, 4].map((row) => tree.total(row, 0));
  assert.deepEqual(totals, [15, 9, 3, 4, 5]);
  assert.equal(tree.selfWeight(1, 0), 2);
  assert.deepEqual([...tree.edges(0)], [0, 1, 3, 6, 10, 15]);
});

test("a column that is a multiple of another one is read as such", () => {
  const metrics = [
    { name: "samples", unit: "count" },
    { name: "cpu", unit: "nanoseconds" },
  ];
  const block = pageBlock({ depth: [0, 1], self: [0, 7] }, { metrics });
  block.trees[0].self = [
    { scale: 3, values: [0, 7] },
    { scale: 10, of: 0 },
  ];
  const tree = pageData(block).tree(0);
  assert.deepEqual([tree.total(0, 0), tree.total(0, 1), tree.selfWeight(1, 1)], [21, 210, 210]);
});

test("a difference is as wide as its larger side, row by row", () => {
  const tree = pageData(pageBlock({ depth: [0, 1, 1], self: [0, 5, 0], before: [1, 3, 4] })).tree(0);
  assert.ok(tree.isDifference);
  assert.deepEqual([tree.total(0, 0), tree.totalBefore(0, 0), tree.width(0, 0)], [5, 8, 10]);
  assert.deepEqual([tree.total(2, 0), tree.totalBefore(2, 0), tree.width(2, 0)], [0, 4, 4]);
});

test("rows are named after their frame, all, or what they stand for", () => {
  const tree = pageData(
    pageBlock({
      depth: [0, 1, 1, 2],
      self: [0, 1, 1, 1],
      name: ["", "main.work", "", ""],
      folded: [
        [2, 1234],
        [3, 1],
      ],
    }),
  ).tree(0);
  assert.deepEqual(
    [0, 1, 2, 3].map((row) => tree.name(row)),
    ["all", "main.work", "1,234 smaller frames", "1 smaller frame"],
  );
});

test("a function's totals are found by name and file, and its rows are counted", () => {
  const block = pageBlock({
    depth: [0, 1, 2, 1, 1],
    self: [0, 1, 2, 3, 4],
    name: ["", "f", "f", "f", "g"],
    file: ["", "a.c", "a.c", "b.c", "a.c"],
  });
  block.trees[0].functions = {
    frame: [2, 0],
    self: [{ scale: 10, values: [4, 3] }],
    total: [{ scale: 10, values: [4, 5] }],
  };
  const tree = pageData(block).tree(0);
  const weights = (/** @type {number} */ row) => {
    const { self, total, frames } = tree.functionTotals(row, 0);
    return [self, total, frames];
  };
  assert.deepEqual(weights(1), [30, 50, 2]);
  assert.deepEqual(weights(2), [30, 50, 2]);
  assert.deepEqual(weights(4), [40, 40, 1]);
  assert.equal(tree.functionTotals(3, 0), null, "not in the table");
  assert.equal(tree.functionTotals(0, 0), null, "the root is no function");
});

test("random trees: every row's total is its own weight and its children's totals", () => {
  const chance = chances(3);
  for (let round = 0; round < 50; round += 1) {
    const tree = pageData(pageBlock(randomTree(100, chance))).tree(0);
    for (let row = 0; row < tree.length; row += 1) {
      let sum = tree.selfWeight(row, 0);
      let children = 0;
      for (let other = row + 1; other < tree.length; other += 1) {
        if (tree.parent[other] === row) {
          sum += tree.total(other, 0);
          children += 1;
          assert.ok(other < tree.end[row] && tree.depth[other] === tree.depth[row] + 1);
        }
      }
      assert.equal(tree.total(row, 0), sum);
      assert.equal(tree.childCount(row), children);
    }
  }
});

test("data that cannot be read are refused with a reason", () => {
  assert.throws(() => new PageData(""), SyntaxError);
  assert.throws(() => new PageData('{"version": 1}'), /version 1, and this page reads version 3/);
  const block = pageBlock({ depth: [0, 1, 2], self: [0, 1, 1] });
  block.trees[0].step = [0, 1, 2];
  assert.throws(() => pageData(block).tree(0), /row 2 of a tree has no parent/);
  block.trees[0].step = [0, 1, -1];
  assert.throws(() => pageData(block).tree(0), /row 2 of a tree has no parent/);
});

test("a tree is unfolded once, however many figures show it", () => {
  const data = pageData(pageBlock({ depth: [0], self: [1] }));
  assert.equal(data.tree(0), data.tree(0));
});
