"use strict";

const assert = require("node:assert/strict");
const { test } = require("node:test");

const { load } = require("./load.js");
const { FIGURE_SCRIPTS, pageBlock, readTable } = require("./small_trees.js");

const { PageData, statusSentence, statusText } = load(FIGURE_SCRIPTS, ["PageData", "statusSentence", "statusText"]);

/**
 * @param {import("./small_trees.js").SmallTree} tree
 * @param {{duration?: number | null, nodes?: number}} [figure]
 * @param {number} [metric]
 * @returns {string}
 */
function statusOf(tree, { duration = null, nodes = 3 } = {}, metric = 0) {
  const metrics = [
    { name: "samples", unit: "count" },
    { name: "cpu", unit: "nanoseconds" },
  ];
  const data = new PageData(JSON.stringify(pageBlock(tree, { metrics })));
  return statusText(data.tree(0), metric, { ...data.figures[0], duration, nodes });
}

test("the line is written as the table says, and as in Python", () => {
  for (const row of readTable("status.json").rows) {
    assert.equal(statusSentence(row), row.text, JSON.stringify(row));
  }
});

test("the line follows the metric and counts what was folded", () => {
  const tree = {
    depth: [0, 1, 2, 1],
    self: [0, 6, 1, 3],
    folded: /** @type {[number, number][]} */ ([
      [2, 4],
      [3, 1200],
    ]),
  };
  const figure = { duration: 2.5, nodes: 1205 };
  assert.equal(
    statusOf(tree, figure),
    "10 samples, recorded over 2.5 s; the 1,204 smallest of 1,205 nodes are folded (40.00%).",
  );
  assert.equal(
    statusOf(tree, figure, 1),
    "100 ns, 10 samples, recorded over 2.5 s; the 1,204 smallest of 1,205 nodes are folded (40.00%).",
  );
});

test("what differs by rounding alone is no part", () => {
  const table = { metrics: [{ name: "samples", unit: "count" }], metric: 0, duration: null, folded: 0, nodes: 1 };
  assert.equal(statusSentence({ ...table, whole: [0.3], shown: 0.1 + 0.2, foldedWeight: 0 }), "0.3 samples.");
});

test("nothing is called without samples where a side has some", () => {
  assert.equal(statusOf({ depth: [0, 1], self: [0, 0] }), "No samples in this metric.");
  assert.equal(statusOf({ depth: [0, 1], self: [0, 0], before: [0, 0] }), "No samples in this metric.");
  assert.equal(statusOf({ depth: [0, 1], self: [0, 0], before: [0, 5] }), "5 samples before; 0 samples after.");
});
