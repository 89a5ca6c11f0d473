"use strict";

const assert = require("node:assert/strict");
const { test } = require("node:test");

const { load } = require("./load.js");
const { FIGURE_SCRIPTS, pageBlock } = require("./small_trees.js");

const {
  PageData,
  frameFacts,
  spokenFrame,
  weightSentence,
  detailFacts,
  frameTitle,
  matchSentence,
  colourClass,
  hitFacts,
  wholeLabel,
  heedsCase,
} = load(FIGURE_SCRIPTS, [
  "PageData",
  "frameFacts",
  "spokenFrame",
  "weightSentence",
  "detailFacts",
  "frameTitle",
  "matchSentence",
  "colourClass",
  "hitFacts",
  "wholeLabel",
  "heedsCase",
]);

/**
 * @param {import("./small_trees.js").SmallTree} tree
 * @param {(block: any) => void} [change]
 * @returns {any}
 */
function callTree(tree, change = () => {}) {
  const block = pageBlock(tree);
  change(block);
  return new PageData(JSON.stringify(block)).tree(0);
}

// all > main 10 > (work 30 > leaf 20), 7 smaller frames 40
const TREE = callTree(
  { depth: [0, 1, 2, 3, 1], self: [0, 10, 30, 20, 40], name: ["", "main", "work", "", ""], folded: [[4, 7]] },
  (block) => {
    block.trees[0].functions = {
      frame: [1],
      self: [{ scale: 1, values: [30] }],
      total: [{ scale: 1, values: [60] }],
    };
    block.frames.file[1] = 1;
    block.frames.kind[1] = 2;
  },
);
const DIFFERENCE = callTree({ depth: [0, 1, 1, 1, 1], self: [0, 50, 0, 20, 5], before: [0, 100, 30, 0, 5] }).shownAs(
  0,
  "",
  "larger",
);

test("a frame is spoken with its name, weight, share and children", () => {
  assert.equal(spokenFrame(frameFacts(TREE, 0, 1, 0)), "main, 60 samples, 60.00% of all, 1 child");
  assert.equal(spokenFrame(frameFacts(TREE, 0, 0, 0)), "all, 100 samples, 100% of all, 2 children");
  assert.equal(spokenFrame(frameFacts(TREE, 0, 4, 0)), "7 smaller frames, 40 samples, 40.00% of all, 0 children");
  assert.equal(frameFacts(TREE, 0, 3, 0).name, "(no name)");
  assert.equal(spokenFrame(frameFacts(TREE, 0, 2, 0)), "work, kernel, 50 samples, 50.00% of all, 1 child");
});

test("titles are those of the static picture", () => {
  assert.equal(frameTitle(TREE, 0, 2), "work (50 samples, 50.00%)");
  assert.equal(frameTitle(DIFFERENCE, 0, 1), "f1 (100 samples -> 50 samples, -7.41 points)");
});

test("details say the share of the zoomed frame, the function's totals, file and kind", () => {
  const facts = frameFacts(TREE, 0, 2, 1);
  assert.deepEqual(detailFacts(TREE, 0, 2, facts), [
    ["Total", "50 samples, 50.00% of all"],
    ["In the zoomed frame", "83.33%"],
    ["Self", "30 samples, 30.00% of all"],
    ["Whole function", "60 samples, 60.00% of all, self 30 samples, in 1 frame"],
    ["File", "main"],
    ["Kind", "kernel [k]"],
  ]);
  assert.deepEqual(
    detailFacts(TREE, 0, 4, frameFacts(TREE, 0, 4, 0)).map((/** @type {string[]} */ [label]) => label),
    ["Total", "Stands for"],
  );
});

test("a difference shows before, after and change, relative to before", () => {
  const words = [1, 2, 3, 4].map((row) => weightSentence(frameFacts(DIFFERENCE, 0, row, 0)));
  assert.deepEqual(words, [
    "100 samples → 50 samples, -50 samples (-50.00%)",
    "30 samples → 0 samples, -30 samples (gone)",
    "0 samples → 20 samples, +20 samples (new)",
    "5 samples → 5 samples, 0 samples (0%)",
  ]);
});

// tests/data/palette.json has the rules; 3207122276 is CRC-32 of "main".
test("frames are coloured by the palette", () => {
  const colours = (/** @type {any} */ tree, color = "package") =>
    [...tree.frame.keys()].map((row) => colourClass(tree, row, color));
  assert.deepEqual(colours(TREE), ["hue-root", "hue-8", "hue-calm", "hue-none", "hue-folded"]);
  assert.deepEqual(colours(TREE, "kind"), ["hue-root", "hue-ordinary", "hue-kernel", "hue-none", "hue-folded"]);
  assert.deepEqual(colours(TREE, "one"), ["hue-root", "hue-0", "hue-0", "hue-0", "hue-folded"]);
});

test("a search says what it found, also of the zoomed frame, and what it may have missed", () => {
  const found = { count: 1, all: { weight: 50, before: 0, folded: 40 }, zoomed: { weight: 50 } };
  assert.equal(
    matchSentence(found, frameFacts(TREE, 0, 1, 1)),
    "1 frame matches: 50 samples, 50.00% of all, 83.33% of main; " +
      "smaller frames could add at most 40 samples, 40.00%",
  );
  const none = { count: 0, all: { weight: 0, before: 0, folded: 0 }, zoomed: null };
  assert.equal(matchSentence(none, frameFacts(TREE, 0, 0, 0)), "0 frames match: 0 samples, 0% of all");
});

test("where only changes are known, nothing but the change is said", () => {
  const net = callTree({ depth: [0, 1, 2, 1], self: [0, 0, 146, 3], before: [0, 2, 0, 50] }, (block) => {
    block.trees[0].net = true;
    block.trees[0].metrics = [{ name: "delay", unit: "microseconds" }];
  }).shownAs(0, "", "larger");
  const facts = frameFacts(net, 0, 2, 1);
  assert.equal(spokenFrame(facts), "f2, +146 µs, 0 children");
  assert.equal(spokenFrame(frameFacts(net, 0, 3, 0)), "f3, -47 µs, 0 children");
  assert.deepEqual(detailFacts(net, 0, 2, facts), [
    ["Total", "+146 µs"],
    ["Self", "+146 µs"],
  ]);
  assert.equal(frameTitle(net, 0, 1), "f1 (+144 µs)");
  assert.equal(wholeLabel(net, 0), "all · +97 µs");
  const found = { count: 1, all: { weight: 146, before: 0, folded: 5 }, zoomed: { weight: 146 } };
  assert.equal(
    matchSentence(found, frameFacts(net, 0, 1, 1)),
    "1 frame matches: +146 µs; smaller frames could add at most 5 µs",
  );
});

test("a metric without samples has no shares", () => {
  const empty = callTree({ depth: [0, 1], self: [0, 0] });
  assert.equal(spokenFrame(frameFacts(empty, 0, 1, 0)), "f1, 0 samples, – of all, 0 children");
  assert.equal(frameTitle(empty, 0, 1), "f1 (0 samples, –)");
});

test("a hatched run is told as a whole, smaller frames by how many they are", () => {
  const facts = hitFacts(TREE, 0, { row: 2, run: [2, 4] }, 0);
  assert.equal(facts.name, "8 frames too narrow to draw");
  assert.equal(weightSentence(facts), "90 samples, 90.00% of all");
  const both = hitFacts(DIFFERENCE, 0, { row: 2, run: [2, 3] }, 0);
  assert.equal(weightSentence(both), "30 samples → 20 samples, -10 samples (-33.33%)");
  assert.equal(hitFacts(TREE, 0, { row: 2, run: [] }, 0).name, "work");
});

test("case is spoken of where it makes a difference", () => {
  const heeds = (/** @type {string} */ text, isPlain = false) => heedsCase({ text, isPlain, ignoresCase: false });
  assert.deepEqual(
    ["gone", "É", "\\dx"].map((text) => heeds(text)),
    [true, true, true],
  );
  assert.deepEqual(
    ["123", "\\d+", "(?i)gone"].map((text) => heeds(text)),
    [false, false, false],
  );
  assert.equal(heeds("(?i)", true), true);
  assert.equal(heeds("漢字", true), false);
  assert.equal(heedsCase({ text: "gone", isPlain: false, ignoresCase: true }), false);
});
