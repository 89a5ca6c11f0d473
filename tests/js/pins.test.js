"use strict";

const assert = require("node:assert/strict");
const { test } = require("node:test");

const { load } = require("./load.js");
const { FIGURE_SCRIPTS, pageBlock, readTable } = require("./small_trees.js");

const { PageData, labelRooms, layOut, placePins } = load(
  [...FIGURE_SCRIPTS, "pins.js"],
  ["PageData", "labelRooms", "layOut", "placePins"],
);

/**
 * @param {number} number
 * @returns {number} to a millionth
 */
function rounded(number) {
  return Math.round(number * 1e6) / 1e6;
}

for (const { name, depth, self, before, width_px, zoom = 0, callouts, pins, rooms } of readTable("pins.json").cases) {
  test(`pins: ${name}`, () => {
    const tree = new PageData(JSON.stringify(pageBlock({ depth, self, before }))).tree(0);
    const picture = layOut(tree, 0, width_px, { zoom });
    const pinned = callouts.map((/** @type {[number, number[]]} */ [row, rows], /** @type {number} */ index) => ({
      id: `cpu-c${index + 1}`,
      number: index + 1,
      row,
      rows,
    }));
    const placed = placePins(tree, 0, picture, pinned);
    assert.deepEqual(
      placed.map((/** @type {any} */ { callout, row, x, isInside }) => [callout + 1, row, rounded(x), isInside]),
      pins,
    );
    const left = labelRooms(tree, 0, picture, placed);
    assert.deepEqual(
      [...left].map(([row, { left, width }]) => [row, rounded(left), rounded(width)]),
      rooms,
    );
  });
}
