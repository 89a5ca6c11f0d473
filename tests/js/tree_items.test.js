"use strict";

const assert = require("node:assert/strict");
const { test } = require("node:test");

const { load } = require("./load.js");
const { FIGURE_SCRIPTS, chances, pageBlock, randomTree } = require("./small_trees.js");

const { PageData, TreeItems, layOut } = load([...FIGURE_SCRIPTS, "tree_items.js"], ["PageData", "TreeItems", "layOut"]);

const treeOf = (/** @type {import("./small_trees.js").SmallTree} */ small) =>
  new PageData(JSON.stringify(pageBlock(small))).tree(0);

// all 100 > (a 40 > (b 10, nothing 0, c 20), d 60 > e 0.1)
const SMALL = { depth: [0, 1, 2, 2, 2, 1, 2], self: [0, 10, 10, 0, 20, 59.9, 0.1] };

test("a frame's place counts its siblings that have weight", () => {
  const tree = treeOf(SMALL);
  const items = new TreeItems(tree, 0, layOut(tree, 0, 1000));
  const places = [1, 5, 2, 4, 6].map((row) => items.item(row).place);
  assert.deepEqual(places, [
    { position: 1, count: 2 },
    { position: 2, count: 2 },
    { position: 1, count: 2 },
    { position: 2, count: 2 },
    { position: 1, count: 1 },
  ]);
  assert.equal(items.item(3).place, null, "without weight it is no item");
  assert.equal(items.item(0).place, null, "the root has no siblings");
});

test("places do not depend on the order in which they are asked for", () => {
  const tree = treeOf(SMALL);
  const items = new TreeItems(tree, 0, layOut(tree, 0, 1000));
  assert.deepEqual(items.item(4).place, { position: 2, count: 2 });
  assert.deepEqual(items.item(2).place, { position: 1, count: 2 });
  assert.deepEqual(items.item(4).place, { position: 2, count: 2 });
});

test("a frame is expanded where a callee is drawn: at 300 px e has 0.3 px, at 1000 px it has 1", () => {
  const tree = treeOf(SMALL);
  const expanded = (/** @type {number} */ widthPx, /** @type {number} */ row) =>
    new TreeItems(tree, 0, layOut(tree, 0, widthPx)).item(row).isExpanded;
  assert.equal(expanded(1000, 5), true);
  assert.equal(expanded(300, 5), false);
  assert.equal(expanded(300, 1), true);
  assert.equal(expanded(300, 6), null, "a leaf is neither");
});

test("the zoomed frame and those above it stand alone, and those above are expanded", () => {
  const tree = treeOf(SMALL);
  const items = new TreeItems(tree, 0, layOut(tree, 0, 1000, { zoom: 4 }));
  assert.deepEqual(items.item(1), { place: null, isExpanded: true });
  assert.deepEqual(items.item(4), { place: null, isExpanded: null });
});

test("in any tree every family is counted through, and what is expanded has a drawn callee", () => {
  const chance = chances(7);
  for (let turn = 0; turn < 40; turn += 1) {
    const tree = treeOf(randomTree(60, chance));
    const picture = layOut(tree, 0, 400);
    const items = new TreeItems(tree, 0, picture);
    const drawn = new Set(picture.rows);
    for (const row of picture.rows.filter((/** @type {number} */ other) => other > 0)) {
      const parent = tree.parent[row];
      const family = [...tree.parent.keys()].filter(
        (other) => tree.parent[other] === parent && tree.width(other, 0) > 0,
      );
      assert.deepEqual(items.item(row).place, { position: family.indexOf(row) + 1, count: family.length });
      const callees = [...tree.parent.keys()].filter((other) => tree.parent[other] === row && tree.width(other, 0) > 0);
      const isExpanded = callees.length === 0 ? null : callees.some((callee) => drawn.has(callee));
      assert.equal(items.item(row).isExpanded, isExpanded, `row ${row}`);
    }
  }
});
