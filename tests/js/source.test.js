"use strict";

const assert = require("node:assert/strict");
const { test } = require("node:test");

const { load } = require("./load.js");
const { FIGURE_SCRIPTS, pageBlock } = require("./small_trees.js");

const { SourceCode, PageData } = load([...FIGURE_SCRIPTS, "source_code.js"], ["SourceCode", "PageData"]);

const { frames } = new PageData(JSON.stringify(pageBlock({ depth: [0, 1, 2], self: [0, 3, 4] })));

/** A file of 30 lines, of which 4 to 6 and 20 are shown; lines 4 and 6 are of one function, 20 of another. */
const code = new SourceCode(
  {
    path: "main.go",
    count: 30,
    stretches: [
      { first: 4, text: ["a", "b", "c"] },
      { first: 20, text: ["d"] },
    ],
    line: [4, 6, 20],
    frame: [0, 0, 1],
    self: [
      { scale: 1, values: [0, 3, 4] },
      { scale: 10, of: 0 },
    ],
    total: [
      { scale: 1, values: [3, 3, 5] },
      { scale: 10, of: 0 },
    ],
  },
  frames,
);

test("lines without a cost that are left out are counted in their places", () => {
  assert.deepEqual(
    code.lines.map((/** @type {any} */ { number, text, place }) => `${number} ${text} ${place}`),
    [
      "0 3 lines without a cost -1",
      ...["4 a 0", "5 b -1", "6 c 1"],
      "0 13 lines without a cost -1",
      "20 d 2",
      "0 10 lines without a cost -1",
    ],
  );
});

test("a line's cost is in the metric, also where one metric is a multiple of another", () => {
  assert.deepEqual(code.cost(0, 1), { self: 3, total: 3 });
  assert.deepEqual(code.cost(1, 2), { self: 40, total: 50 });
  assert.equal(code.heaviest(1), 50);
  assert.equal(code.hottest(1), 2);
});

test("each function has its first line", () => {
  assert.deepEqual(
    [...code.functions],
    [
      [frames.functionOf[0], 0],
      [frames.functionOf[1], 2],
    ],
  );
});
