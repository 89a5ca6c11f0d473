"use strict";

const assert = require("node:assert/strict");
const { test } = require("node:test");

const { load } = require("./load.js");
const { readTable } = require("./small_trees.js");

const { fittedLabel, shortNames } = load(["labels.js"], ["fittedLabel", "shortNames"]);

test("names are shortened and fitted as the table says, and as in Python", () => {
  for (const row of readTable("labels.json").rows) {
    if (row.rule === "forms") {
      assert.deepEqual(shortNames(row.name), row.forms, row.name);
    } else {
      assert.equal(fittedLabel(row.name, row.width), row.label, JSON.stringify(row));
    }
  }
});
