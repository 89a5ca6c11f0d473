"use strict";

const assert = require("node:assert/strict");
const { test } = require("node:test");

const { load } = require("./load.js");
const { FIGURE_SCRIPTS, chances, pageBlock, randomTree } = require("./small_trees.js");

const { PageData, framePath, rowOfPath } = load(FIGURE_SCRIPTS, ["PageData", "framePath", "rowOfPath"]);

// all > main > (serve of a.go, serve of b.go > a/b;c), then x~2
const TREE = new PageData(
  JSON.stringify(
    pageBlock({
      depth: [0, 1, 2, 2, 3, 1],
      self: [0, 1, 1, 1, 1, 1],
      name: ["", "main", "serve", "serve", "a/b;c", "x~2"],
      file: ["", "", "a.go", "b.go", "", ""],
    }),
  ),
).tree(0);

test("a path names the frames from the root down, equal names by their place, their own signs encoded", () => {
  const paths = [0, 1, 2, 3, 4, 5].map((row) => framePath(TREE, row));
  assert.deepEqual(paths, ["", "main", "main/serve", "main/serve~2", "main/serve~2/a%2Fb%3Bc", "x%7E2"]);
});

test("a path leads back to its row", () => {
  for (let row = 0; row < TREE.length; row += 1) {
    assert.deepEqual(rowOfPath(TREE, framePath(TREE, row)), { row, missing: "" });
  }
});

test("the missing tail of a path is dropped and told", () => {
  assert.deepEqual(rowOfPath(TREE, "main/gone/serve"), { row: 1, missing: "gone" });
  assert.deepEqual(rowOfPath(TREE, "main/serve~3"), { row: 1, missing: "serve" });
  assert.deepEqual(rowOfPath(TREE, "nothing"), { row: 0, missing: "nothing" });
  assert.deepEqual(rowOfPath(TREE, "x~2"), { row: 0, missing: "x" });
});

test("random trees: every row has a path of its own that leads back to it", () => {
  const chance = chances(8);
  for (let round = 0; round < 30; round += 1) {
    const tree = new PageData(JSON.stringify(pageBlock(randomTree(60, chance)))).tree(0);
    const paths = new Set();
    for (let row = 0; row < tree.length; row += 1) {
      const path = framePath(tree, row);
      assert.equal(rowOfPath(tree, path).row, row);
      paths.add(path);
    }
    assert.equal(paths.size, tree.length);
  }
});
