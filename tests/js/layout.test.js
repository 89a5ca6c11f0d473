"use strict";

const assert = require("node:assert/strict");
const { test } = require("node:test");

const { load } = require("./load.js");
const { FIGURE_SCRIPTS, chances, pageBlock, randomTree, readTable } = require("./small_trees.js");

const { PageData, layOut, deepestDrawn, placeOf, hitAtPlace } = load(FIGURE_SCRIPTS, [
  "PageData",
  "layOut",
  "deepestDrawn",
  "placeOf",
  "hitAtPlace",
]);

/**
 * @param {import("./small_trees.js").SmallTree} tree
 * @returns {any}
 */
function callTree(tree) {
  return new PageData(JSON.stringify(pageBlock(tree))).tree(0);
}

/**
 * @param {readonly number[]} numbers
 * @returns {number[]} to a millionth
 */
function rounded(numbers) {
  return numbers.map((number) => Math.round(number * 1e6) / 1e6);
}

/**
 * The rule by definition, row by row: what is at least half a pixel wide; and of narrow rows with a drawn parent the
 * stretches that reach half a pixel, with less than that between neighbours.
 * @param {any} tree
 * @param {number} zoom
 * @param {number} widthPx
 * @returns {{drawn: number[], runs: number[][]}} runs as depth, left, right
 */
function byDefinition(tree, zoom, widthPx) {
  const all = tree.total(zoom, 0);
  const px = (/** @type {number} */ row) =>
    row === zoom ? widthPx : all > 0 ? (tree.total(row, 0) / all) * widthPx : 0;
  const rows = Array.from({ length: tree.end[zoom] - zoom }, (_, index) => zoom + index);
  const drawn = rows.filter((row) => px(row) >= 0.5);
  /** @type {number[][]} */
  const runs = [];
  for (const row of rows) {
    if (px(row) > 0 && !drawn.includes(row) && drawn.includes(tree.parent[row])) {
      const left = ((tree.edges(0)[row] - tree.edges(0)[zoom]) / all) * widthPx;
      const open = runs.find(([depth, , right]) => depth === tree.depth[row] && left - right < 0.5);
      if (open === undefined) {
        runs.push([tree.depth[row], left, left + px(row)]);
      } else {
        open[2] = left + px(row);
      }
    }
  }
  runs.sort((one, other) => one[0] - other[0] || one[1] - other[1]);
  return { drawn, runs: runs.filter(([, left, right]) => right - left >= 0.5) };
}

for (const example of readTable("layout.json").cases) {
  test(example.name, () => {
    const tree = callTree(example);
    const { zoom = 0, most = 5000 } = example;
    const picture = layOut(tree, 0, example.width_px, { zoom, most });
    assert.deepEqual(picture.rows, example.rows);
    assert.deepEqual(rounded(picture.left), example.left);
    assert.deepEqual(rounded(picture.width), example.width);
    const runs = picture.runDepth.map((/** @type {number} */ depth, /** @type {number} */ index) => [
      depth,
      ...rounded([picture.runLeft[index], picture.runWidth[index]]),
    ]);
    assert.deepEqual(runs, example.runs);
    assert.equal(picture.deepest, example.deepest);
  });
}

test("random trees are drawn as the rule says row by row, at any zoom", () => {
  const chance = chances(11);
  for (let round = 0; round < 300; round += 1) {
    const tree = callTree(randomTree(2 + chance(60), chance));
    const zoom = chance(tree.length);
    const widthPx = 1 + chance(60);
    const picture = layOut(tree, 0, widthPx, { zoom });
    const { drawn, runs } = byDefinition(tree, zoom, widthPx);
    assert.deepEqual(picture.rows.slice(picture.above), drawn);
    assert.deepEqual(
      picture.runDepth.map((/** @type {number} */ depth, /** @type {number} */ run) =>
        rounded([depth, picture.runLeft[run], picture.runLeft[run] + picture.runWidth[run]]),
      ),
      runs.map(rounded),
    );
    for (const row of drawn) {
      const { left, width } = placeOf(tree, 0, picture, row);
      assert.ok(left >= -1e-9 && left + width <= widthPx + 1e-9);
    }
  }
});

test("rows in sight are those of the whole picture at these depths", () => {
  const chance = chances(5);
  for (let round = 0; round < 100; round += 1) {
    const tree = callTree(randomTree(80, chance));
    const zoom = chance(tree.length);
    const first = chance(6);
    const last = first + chance(4);
    const whole = layOut(tree, 0, 200, { zoom });
    const part = layOut(tree, 0, 200, { zoom, first, last });
    const isInSight = (/** @type {number} */ row) => tree.depth[row] >= first && tree.depth[row] <= last;
    assert.deepEqual(part.rows, whole.rows.filter(isInSight));
    const runs = whole.runDepth.filter((/** @type {number} */ depth) => depth >= first && depth <= last);
    assert.deepEqual(part.runDepth, runs);
    assert.equal(deepestDrawn(tree, 0, 200, zoom), whole.deepest);
  }
});

test("a picture of a hundred thousand rows holds at most 5,000 elements", () => {
  const chance = chances(2);
  const depth = [0, ...Array.from({ length: 100_000 }, () => 1 + chance(3))];
  depth.forEach((level, row) => {
    depth[row] = row === 0 ? 0 : Math.min(level, depth[row - 1] + 1);
  });
  const name = depth.map((_, row) => `f${row % 5}`);
  const tree = callTree({ depth, self: depth.map(() => 1 + chance(3)), name });
  const picture = layOut(tree, 0, 40_000);
  const elements = picture.rows.length + picture.runDepth.length;
  assert.ok(elements <= 5000 && elements > 1000, `${elements} elements`);
});

test("a place is hit on its frame, slivers from two pixels beside", () => {
  const tree = callTree({ depth: [0, 1, 1], self: [0, 999, 1] });
  const picture = layOut(tree, 0, 1000);
  const rowAt = (/** @type {number} */ depth, /** @type {number} */ x) =>
    hitAtPlace(tree, 0, picture, { depth, x }).row;
  assert.deepEqual(
    [10, 998.5, 999.5].map((x) => rowAt(1, x)),
    [1, 1, 2],
  );
  assert.equal(rowAt(0, 500), 0);
  assert.equal(rowAt(1, 1001.5), 2);
  assert.equal(rowAt(1, 1003), -1);
  assert.equal(rowAt(2, 500), -1);
});

test("a hatched run is hit as a whole, with the heaviest of the frames near", () => {
  // 1,000 px for 4,000: 500 px of a wide frame, 16 px of forty frames of 0.4 px, the eleventh of 0.45 px, and the rest.
  const many = Array.from({ length: 40 }, (_, index) => (index === 10 ? 1.8 : 1.6));
  const rest = 1935.8;
  const tree = callTree({
    depth: [0, 1, ...many.map(() => 1), 1, 2],
    self: [0, 2000, ...many, 0, rest],
    name: ["", "wide", ...many.map((_, index) => `narrow${index}`), "parent", "child"],
  });
  const picture = layOut(tree, 0, 1000);
  assert.equal(picture.runDepth.length, 1);
  const narrow = many.map((_, index) => 2 + index);
  const near = hitAtPlace(tree, 0, picture, { depth: 1, x: 504 });
  assert.deepEqual({ ...near }, { row: 12, run: narrow });
  const far = hitAtPlace(tree, 0, picture, { depth: 1, x: 512.1 });
  assert.deepEqual(far.run, narrow);
  assert.ok(far.row > 12);
  assert.deepEqual({ ...hitAtPlace(tree, 0, picture, { depth: 1, x: 499.9 }) }, { row: 1, run: [] });
  assert.deepEqual({ ...hitAtPlace(tree, 0, picture, { depth: 2, x: 505 }) }, { row: -1, run: [] });
});

test("the runs of random trees hold the narrow children of what is drawn, each in one run", () => {
  const chance = chances(3);
  for (let round = 0; round < 200; round += 1) {
    const tree = callTree(randomTree(120, chance));
    const zoom = chance(tree.length);
    const picture = layOut(tree, 0, 20, { zoom });
    const drawn = new Set(picture.rows);
    /** @type {number[]} */
    const all = [];
    picture.runDepth.forEach((/** @type {number} */ depth, /** @type {number} */ index) => {
      const x = picture.runLeft[index] + picture.runWidth[index] / 2;
      const { row, run } = hitAtPlace(tree, 0, picture, { depth, x });
      if (run.length > 0) {
        assert.ok(run.includes(row));
        all.push(...run);
        const weight = run.reduce(
          (/** @type {number} */ sum, /** @type {number} */ next) => sum + tree.total(next, 0),
          0,
        );
        assert.ok((weight / tree.total(zoom, 0)) * 20 <= picture.runWidth[index] + 1e-9);
      }
    });
    assert.equal(new Set(all).size, all.length);
    assert.ok(all.every((row) => !drawn.has(row) && drawn.has(tree.parent[row])));
  }
});
