"use strict";

const assert = require("node:assert/strict");
const { test } = require("node:test");

const { load } = require("./load.js");
const { readTable } = require("./small_trees.js");

const { formatWeight, formatNumber, formatShare, formatPoints, formatChange, formatRange } = load(
  ["numbers.js"],
  ["formatWeight", "formatNumber", "formatShare", "formatPoints", "formatChange", "formatRange"],
);

test("weights, numbers and shares are written as the table says, and as in Python", () => {
  /** @type {Record<string, (row: any) => string>} */
  const rules = {
    weight: (row) => formatWeight(row.value, { name: row.name, unit: row.unit, per: row.per }),
    number: (row) => formatNumber(row.value),
    share: (row) => formatShare(row.value),
  };
  for (const row of readTable("numbers.json").rows) {
    assert.equal(rules[row.rule](row), row.text, JSON.stringify(row));
  }
});

test("points always carry a sign", () => {
  assert.deepEqual([1.234, 0, -0.5, -0.001].map(formatPoints), [
    "+1.23 points",
    "+0.00 points",
    "-0.50 points",
    "+0.00 points",
  ]);
});

test("a change carries a sign unless it is none; that of shares is in points", () => {
  const cpu = { name: "cpu", unit: "nanoseconds", per: "request" };
  assert.deepEqual(
    [1500, -1500, 0].map((change) => formatChange(change, cpu)),
    ["+1.5 µs/request", "-1.5 µs/request", "0 ns/request"],
  );
  assert.equal(formatChange(-0.0123, { name: "cpu", unit: "share", per: "" }), "-1.23 points");
});

test("a range says its unit once where both ends have it", () => {
  assert.equal(formatRange("-4.50 points", "+3.50 points"), "-4.50 to +3.50 points");
  assert.equal(formatRange("900 ns/op", "1.2 µs/op"), "900 ns/op to 1.2 µs/op");
  assert.equal(formatRange("-2 alloc objects", "+5 alloc objects"), "-2 to +5 alloc objects");
  assert.equal(formatRange("-3.10%", "+2.00%"), "-3.10% to +2.00%");
});
