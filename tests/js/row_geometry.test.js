"use strict";

const assert = require("node:assert/strict");
const { test } = require("node:test");

const { load } = require("./load.js");
const { FIGURE_SCRIPTS } = require("./small_trees.js");

const { RowGeometry, earlierPlace } = load(FIGURE_SCRIPTS, ["RowGeometry", "earlierPlace"]);

test("rows are 20 px, the root at the bottom of a flame graph and on top of an icicle", () => {
  const flame = new RowGeometry(0, 2, true);
  const icicle = new RowGeometry(0, 2, false);
  assert.equal(flame.height, 60);
  assert.deepEqual(
    [0, 1, 2].map((depth) => flame.top(depth)),
    [40, 20, 0],
  );
  assert.deepEqual(
    [0, 1, 2].map((depth) => icicle.top(depth)),
    [0, 20, 40],
  );
  assert.equal(flame.frameHeight(0), 19);
});

test("ancestors of the zoomed frame are slim", () => {
  const geometry = new RowGeometry(2, 3, false);
  assert.deepEqual(
    [0, 1, 2, 3].map((depth) => geometry.top(depth)),
    [0, 14, 28, 48],
  );
  assert.deepEqual(
    [0, 1, 2, 3].map((depth) => geometry.frameHeight(depth)),
    [13, 13, 19, 19],
  );
  assert.equal(geometry.height, 68);
  assert.deepEqual(
    [0, 1, 2, 3].map((depth) => new RowGeometry(2, 3, true).top(depth)),
    [54, 40, 20, 0],
  );
});

test("a distance from the root's edge is a depth again", () => {
  const geometry = new RowGeometry(2, 9, true);
  assert.deepEqual(
    [0, 13.9, 14, 27, 28, 47.9, 48, 68].map((offset) => geometry.depthAt(offset)),
    [0, 0, 1, 1, 2, 2, 3, 4],
  );
});

test("a zoomed frame comes from where it lay: stretched back, moved back", () => {
  // Before: 100 units over 200 px from 0. After: 20 units from 30 on over 200 px; two ancestors become slim.
  const before = { geometry: new RowGeometry(0, 5, false), scroll: 10, start: 0, scale: 2 };
  const after = { geometry: new RowGeometry(2, 5, false), scroll: 0, start: 30, scale: 10 };
  assert.deepEqual(earlierPlace(before, after, 2), { x: 60, y: 40 - 10 - 28, stretch: 0.2 });
  assert.deepEqual(earlierPlace(before, after, 1), { x: 60, y: 20 - 10 - 14, stretch: 0.2 });
  const flame = { ...after, geometry: new RowGeometry(2, 5, true) };
  assert.equal(earlierPlace({ ...before, geometry: new RowGeometry(0, 5, true) }, flame, 2).y, -(40 - 10 - 28));
});
