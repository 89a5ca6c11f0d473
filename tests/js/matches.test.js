"use strict";

const assert = require("node:assert/strict");
const { test } = require("node:test");

const { load, PATTERN_SCRIPTS } = require("./load.js");
const { FIGURE_SCRIPTS, chances, pageBlock, randomTree } = require("./small_trees.js");

const { PageData, Matches, NameScan, Pattern } = load(
  [...PATTERN_SCRIPTS, ...FIGURE_SCRIPTS],
  ["PageData", "Matches", "NameScan", "Pattern"],
);

/**
 * @param {any} data
 * @param {string} pattern
 * @returns {any}
 */
function matchesOf(data, pattern) {
  const scan = new NameScan(data.frames, Pattern.compile(pattern));
  assert.ok(scan.run(Number.POSITIVE_INFINITY));
  return new Matches(data.tree(0), scan.matchedFrames());
}

/**
 * @param {import("./small_trees.js").SmallTree} tree
 * @returns {any}
 */
function pageData(tree) {
  return new PageData(JSON.stringify(pageBlock(tree)));
}

// all > main 1 > (log 2 > log 3 > write 4), (serve 5 > write 6); read 7
const DATA = pageData({
  depth: [0, 1, 2, 3, 4, 2, 3, 1],
  self: [0, 1, 2, 3, 4, 5, 6, 7],
  name: ["", "main", "log", "log", "write", "serve", "write", "read"],
});

test("matched weight counts a sample once, however often its stack matches", () => {
  const logs = matchesOf(DATA, "log");
  assert.deepEqual([...logs.rows], [2, 3]);
  assert.deepEqual(logs.weightUnder(0), { weight: 9, before: 0, folded: 0 });
  const writes = matchesOf(DATA, "log|write");
  assert.deepEqual([...writes.rows], [2, 3, 4, 6]);
  assert.equal(writes.weightUnder(0).weight, 9 + 6);
});

test("below a frame only its own samples count; a frame that matched, or lies in a match, counts whole", () => {
  const writes = matchesOf(DATA, "write");
  assert.deepEqual(
    [0, 1, 2, 3, 4, 5, 7].map((row) => writes.weightUnder(0, row).weight),
    [10, 10, 4, 4, 4, 6, 0],
  );
  assert.equal(matchesOf(DATA, "^main$").weightUnder(0, 3).weight, 7);
});

test("the root and rows of smaller frames are no names", () => {
  const data = pageData({ depth: [0, 1, 1], self: [0, 1, 2], name: ["", "all", ""], folded: [[2, 9]] });
  assert.deepEqual([...matchesOf(data, "all|smaller").rows], [1]);
});

test("smaller frames could add at most what no match holds already", () => {
  // all > a (1 > folded 2), folded 4, b (8 > folded 16), folded 32
  const data = pageData({
    depth: [0, 1, 2, 1, 1, 2, 1],
    self: [0, 1, 2, 4, 8, 16, 32],
    name: ["", "a", "", "", "b", "", ""],
    folded: [
      [2, 1],
      [3, 1],
      [5, 1],
      [6, 1],
    ],
  });
  assert.deepEqual(matchesOf(data, "^a$").weightUnder(0), { weight: 3, before: 0, folded: 4 + 16 + 32 });
  assert.deepEqual(matchesOf(data, "[ab]").weightUnder(0), { weight: 27, before: 0, folded: 36 });
  assert.deepEqual(matchesOf(data, "nothing").weightUnder(0), { weight: 0, before: 0, folded: 54 });
  assert.deepEqual(matchesOf(data, "a").weightUnder(0, 4), { weight: 0, before: 0, folded: 16 });
});

test("in a difference both sides are summed", () => {
  const data = pageData({ depth: [0, 1, 1], self: [0, 5, 0], before: [0, 3, 4], name: ["", "a", "b"] });
  assert.deepEqual(matchesOf(data, "a|b").weightUnder(0), { weight: 5, before: 7, folded: 0 });
});

test("stepping goes through the matches and round at both ends", () => {
  const matches = matchesOf(DATA, "write|read");
  assert.deepEqual([...matches.rows], [4, 6, 7]);
  assert.deepEqual(
    [-1, 0, 4, 5, 7].map((row) => matches.step(row, 1)),
    [4, 4, 6, 6, 4],
  );
  assert.deepEqual(
    [0, 4, 5, 7].map((row) => matches.step(row, -1)),
    [7, 7, 4, 6],
  );
  assert.deepEqual(
    [-1, 0, 4, 7].map((row) => matches.place(row)),
    [0, 0, 1, 3],
  );
  assert.equal(matchesOf(DATA, "nothing").step(0, 1), -1);
});

test("random trees: the union is the weight of the samples with a match above them", () => {
  const chance = chances(21);
  for (let round = 0; round < 200; round += 1) {
    const data = pageData(randomTree(1 + chance(80), chance));
    const tree = data.tree(0);
    const matches = matchesOf(data, `f[${chance(5)}${chance(5)}]`);
    const zoom = chance(tree.length);
    let expected = 0;
    for (let row = zoom; row < tree.end[zoom]; row += 1) {
      let isHeld = false;
      for (let above = row; above >= 0; above = tree.parent[above]) {
        isHeld ||= matches.has(above);
      }
      expected += isHeld ? tree.selfWeight(row, 0) : 0;
    }
    assert.equal(matches.weightUnder(0, zoom).weight, expected);
  }
});

test("names are matched once each, in slices as long as the budget allows", () => {
  const name = Array.from({ length: 300 }, (_, row) => `f${row % 150}`);
  const data = pageData({ depth: [0, ...Array(299).fill(1)], self: Array(300).fill(1), name });
  let tests = 0;
  const isSeven = (/** @type {string} */ text) => {
    tests += 1;
    return text === "f7";
  };
  const scan = new NameScan(data.frames, { test: isSeven });
  let time = 0;
  const clock = () => {
    time += 1;
    return time;
  };
  assert.equal(scan.run(0.5, clock), false, "64 names in the first slice");
  assert.equal(tests, 64);
  assert.equal(scan.run(0.5, clock), false);
  assert.equal(scan.run(0.5, clock), true);
  assert.equal(tests, 150);
  assert.equal(new Matches(data.tree(0), scan.matchedFrames()).rows.length, 2);
});
