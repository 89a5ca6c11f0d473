"use strict";

const assert = require("node:assert/strict");
const { test } = require("node:test");

const { load } = require("./load.js");
const { FIGURE_SCRIPTS, pageBlock } = require("./small_trees.js");

const { PageData, walk, zoomThatShows, keyCommand, keyHelp, tourCommand } = load(
  [...FIGURE_SCRIPTS, "tour.js"],
  ["PageData", "walk", "zoomThatShows", "keyCommand", "keyHelp", "tourCommand"],
);

// 0 all > 1 a:1 > (2 b:0, 3 c:2, 4 d:5 > 5 e:3), 6 f:4 > 7 g:1
const TREE = new PageData(
  JSON.stringify(pageBlock({ depth: [0, 1, 2, 2, 2, 3, 1, 2], self: [0, 1, 0, 2, 5, 3, 4, 1] })),
).tree(0);

/**
 * @param {string} step
 * @param {number} zoom
 * @returns {number[]} where the step leads from each row
 */
function steps(step, zoom = 0) {
  return [...TREE.depth.keys()].map((row) => walk(TREE, 0, row, step, zoom));
}

test("deeper is the widest child, shallower the parent", () => {
  assert.deepEqual(steps("deeper"), [1, 4, 2, 3, 5, 5, 7, 7]);
  assert.deepEqual(steps("shallower"), [0, 0, 1, 1, 1, 4, 0, 6]);
});

test("next and previous stay among siblings with weight", () => {
  assert.deepEqual(steps("next"), [0, 6, 3, 4, 4, 5, 6, 7]);
  assert.deepEqual(steps("previous"), [0, 1, 2, 3, 3, 5, 1, 7]);
});

test("first is the zoomed frame, last the end of the heaviest path", () => {
  assert.deepEqual([walk(TREE, 0, 5, "first", 1), walk(TREE, 0, 1, "last", 0), walk(TREE, 0, 6, "last", 6)], [1, 5, 7]);
});

test("beside the zoomed frame there is nothing, above it only the way down", () => {
  assert.deepEqual(
    ["next", "previous", "shallower", "deeper"].map((step) => walk(TREE, 0, 4, step, 4)),
    [4, 4, 1, 5],
  );
  assert.equal(walk(TREE, 0, 0, "deeper", 6), 6);
  assert.equal(walk(TREE, 0, 0, "deeper", 5), 1);
  assert.equal(walk(TREE, 0, 1, "next", 4), 1);
});

test("the outermost zoom that shows a frame wide enough is chosen, the present one where it does", () => {
  const show = (/** @type {number} */ row, /** @type {number} */ zoom, /** @type {number} */ leastPx) =>
    zoomThatShows(TREE, 0, row, { zoom, widthPx: 160, leastPx });
  assert.equal(show(5, 0, 30), 0, "3 of 16 are 30 px");
  assert.equal(show(5, 0, 31), 1, "3 of 11 are 43.6 px");
  assert.equal(show(5, 4, 31), 4, "already zoomed to");
  assert.equal(show(7, 4, 10), 0, "elsewhere");
  assert.equal(show(1, 4, 100), 4, "an ancestor of the zoomed frame is in sight");
  assert.equal(show(5, 0, 150), 5, "nothing above shows it that wide");
});

test("up is up on the screen, whichever way the stack grows", () => {
  const key = (/** @type {string} */ name, /** @type {string} */ view) =>
    keyCommand({ key: name, ctrlKey: false, altKey: false, metaKey: false }, view);
  assert.deepEqual([key("ArrowUp", "flame"), key("ArrowDown", "flame")], ["deeper", "shallower"]);
  assert.deepEqual([key("ArrowUp", "icicle"), key("ArrowDown", "icicle")], ["shallower", "deeper"]);
  assert.deepEqual([key("n", "flame"), key("N", "flame")], ["next match", "previous match"]);
  assert.equal(key("x", "flame"), null);
  assert.equal(key("toString", "flame"), null);
});

test("keys held with a modifier are the browser's", () => {
  assert.equal(keyCommand({ key: "r", ctrlKey: true, altKey: false, metaKey: false }, "flame"), null);
  assert.equal(keyCommand({ key: "f", ctrlKey: true, altKey: false, metaKey: false }, "flame"), null);
});

test("the menu of a frame opens by the menu key, by Shift and F10, and by a full stop", () => {
  const key = (/** @type {string} */ name, shiftKey = false) =>
    keyCommand({ key: name, shiftKey, ctrlKey: false, altKey: false, metaKey: false }, "flame");
  assert.deepEqual([key("ContextMenu"), key("F10", true), key(".")], ["menu", "menu", "menu"]);
  assert.equal(key("F10"), null);
});

test("the help lists every key that does something", () => {
  /** @type {Record<string, string>} */
  const written = { "↑": "ArrowUp", "↓": "ArrowDown", "←": "ArrowLeft", "→": "ArrowRight", Esc: "Escape" };
  const names = keyHelp().flatMap((/** @type {any} */ [keys]) => keys);
  for (const name of names.filter((/** @type {string} */ name) => name !== "…")) {
    const event = { key: written[name] ?? name, ctrlKey: false, altKey: false, metaKey: false };
    assert.notEqual(tourCommand(event) ?? keyCommand(event, "flame"), null, name);
  }
  assert.equal(names.length, 27);
});
