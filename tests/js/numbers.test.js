"use strict";

const assert = require("node:assert/strict");
const { test } = require("node:test");

const { load } = require("./load.js");
const { readTable } = require("./small_trees.js");

const { formatWeight, formatNumber, formatShare, formatPoints } = load(
  ["numbers.js"],
  ["formatWeight", "formatNumber", "formatShare", "formatPoints"],
);

test("weights, numbers and shares are written as the table says, and as in Python", () => {
  /** @type {Record<string, (row: any) => string>} */
  const rules = {
    weight: (row) => formatWeight(row.value, { name: row.name, unit: row.unit }),
    number: (row) => formatNumber(row.value),
    share: (row) => formatShare(row.value),
  };
  for (const row of readTable("numbers.json").rows) {
    assert.equal(rules[row.rule](row), row.text, JSON.stringify(row));
  }
});

test("points always carry a sign", () => {
  assert.deepEqual([1.234, 0, -0.5].map(formatPoints), ["+1.23 points", "+0.00 points", "-0.50 points"]);
});
