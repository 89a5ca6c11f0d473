"use strict";

const assert = require("node:assert/strict");
const { test } = require("node:test");

const { load } = require("./load.js");
const { readTable } = require("./small_trees.js");

const { fittedLabel, shortNames } = load(
  ["name_parts.js", "short_names.js", "labels.js"],
  ["fittedLabel", "shortNames"],
);

test("names are shortened and fitted as the table says, and as in Python", () => {
  for (const row of readTable("labels.json").rows) {
    if (row.rule === "forms") {
      assert.deepEqual(shortNames(row.name), row.forms, row.name);
    } else {
      assert.equal(fittedLabel(row.name, row.width), row.label, JSON.stringify(row));
    }
  }
});

test("labels are the same once more names were shortened than are remembered", () => {
  const names = Array.from(
    { length: 20_500 },
    (_, index) => `example.com/shop/cart.(*Cache[int]).Get${10_000 + index}`,
  );
  for (const [index, name] of names.entries()) {
    assert.equal(fittedLabel(name, 110), `Cache.Get${10_000 + index}`);
  }
  assert.equal(fittedLabel(names[0], 110), "Cache.Get10000");
});
