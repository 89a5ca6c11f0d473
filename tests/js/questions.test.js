"use strict";

const assert = require("node:assert/strict");
const { test } = require("node:test");

const { load, PATTERN_SCRIPTS } = require("./load.js");
const { FIGURE_SCRIPTS, pageBlock } = require("./small_trees.js");

const SCRIPTS = [
  ...FIGURE_SCRIPTS,
  ...PATTERN_SCRIPTS,
  ...["tree_frame_order.js", "tree_functions.js", "tree_derivation.js", "tree_what_if.js", "question.js"],
  ...["frame_choice.js", "choice_scan.js", "question_words.js", "what_if_words.js", "popup_menu.js"],
  ...["function_field.js"],
];
const theme = load(
  [...new Set(SCRIPTS)],
  [
    ...["PageData", "questionText", "questionWords", "foldedStack", "isRecursive", "menuStep", "suggestedNames"],
    ...[
      "namesByWeight",
      "whatIf",
      "whatIfWords",
      "whatIfTelling",
      "functionWeight",
      "choiceWords",
      "ChoiceScan",
      "QUESTION_KINDS",
    ],
  ],
);

/**
 * all 100 > (main 90 > (parse 30 > read 20, serve 60 > (log 10, write 50)), gc 10)
 */
const SERVER = {
  depth: [0, 1, 2, 3, 2, 3, 3, 1],
  self: [0, 0, 10, 20, 0, 10, 50, 10],
  name: ["", "main", "parse", "read", "serve", "log", "write", "gc"],
};

/** The page's table of functions for it; `serve` has 5 more in frames that were folded. */
const SERVER_FUNCTIONS = {
  frame: [0, 1, 2, 3, 4, 5, 6],
  self: [{ scale: 1, values: [0, 10, 20, 0, 10, 50, 10] }],
  total: [{ scale: 1, values: [90, 30, 20, 65, 10, 50, 10] }],
};

/**
 * @param {Parameters<typeof pageBlock>[0]} tree
 * @param {any} [functions] the page's table of them; none has any
 * @returns {any}
 */
function treeOf(tree, functions) {
  const block = pageBlock(tree);
  block.trees[0].functions = functions ?? block.trees[0].functions;
  return new theme.PageData(JSON.stringify(block)).tree(0);
}

/**
 * @param {any} tree
 * @param {string[]} names
 * @returns {Uint8Array}
 */
function marksOf(tree, names) {
  const { frames } = tree;
  return Uint8Array.from({ length: frames.length }, (_, frame) => (names.includes(frames.name(frame)) ? 1 : 0));
}

test("every kind of question is told in words", () => {
  const told = [
    ["label", "thread=main", "Only thread=main"],
    ["label", "thread=", "Only without thread"],
    ["group", "thread", "Group by thread"],
    ["focus", "main.serve", "Focus on main.serve"],
    ["ignore", "/^runtime/", "Ignore /^runtime/"],
    ["hide", "log", "Hide log"],
    ["root", "serve", "Show from serve"],
    ["recursion", "direct", "Collapse direct recursion"],
    ["collapse", "fib", "Collapse recursion of fib"],
    ["whatif", "log.Printf~0.5", "What if log.Printf cost × 0.5"],
    ["whatif", "a~b~0", "What if a~b cost nothing"],
  ];
  for (const [kind, text, words] of told) {
    assert.equal(theme.questionText({ kind, text }), words);
  }
  assert.deepEqual(new Set(told.map(([kind]) => kind)), new Set(theme.QUESTION_KINDS));
});

test("a stack is copied root first, also out of a tree that is read from the inside out", () => {
  const tree = treeOf({ depth: [0, 1, 2, 3], self: [0, 0, 0, 1], name: ["", "main", "a;b", "line\nbreak"] });
  assert.equal(theme.foldedStack(tree, 3, false), "main;a:b;line break");
  assert.equal(theme.foldedStack(tree, 3, true), "line break;a:b;main");
  assert.equal(theme.foldedStack(tree, 0, false), "");
});

test("a function is recursive where it is called by itself, whatever lies between and wherever", () => {
  const name = ["", "fib", "fib", "add", "main", "fib", "add", "fib"];
  const tree = treeOf({ depth: [0, 1, 2, 2, 1, 2, 3, 4], self: [0, 0, 1, 1, 0, 0, 0, 1], name });
  assert.equal(theme.isRecursive(tree, 7), true);
  assert.equal(theme.isRecursive(tree, 3), false, "add comes twice, but not within itself");
  assert.equal(theme.isRecursive(tree, 4), false);
  assert.equal(theme.isRecursive(tree, 0), false, "the root is no function");
});

test("arrows go round a menu, letters to the next entry that begins with them", () => {
  const labels = ["Zoom", "Focus on it", "Copy name", "Copy link"];
  const step = (/** @type {string} */ key, /** @type {number} */ at, besides = {}) =>
    theme.menuStep(labels, at, { key, ctrlKey: false, altKey: false, metaKey: false, ...besides });
  assert.deepEqual(
    [step("ArrowDown", 3), step("ArrowUp", 0), step("ArrowDown", -1), step("ArrowUp", -1)],
    [0, 3, 0, 3],
  );
  assert.deepEqual([step("Home", 2), step("End", 0)], [0, 3]);
  assert.deepEqual([step("c", 0), step("C", 2), step("c", 3)], [2, 3, 2]);
  assert.deepEqual(
    [step("x", 0), step("Enter", 0), step(" ", 0), step("c", 0, { ctrlKey: true })],
    [null, null, null, null],
  );
  assert.equal(theme.menuStep([], -1, { key: "ArrowDown", ctrlKey: false, altKey: false, metaKey: false }), null);
});

test("names are suggested by what is typed, in any case, the heaviest first", () => {
  const names = theme.namesByWeight(treeOf(SERVER, SERVER_FUNCTIONS), 0);
  assert.deepEqual(names, ["main", "serve", "write", "parse", "read", "gc", "log"]);
  const known = ["Serve", "log.Serve", "serve"].map((name) => ({ name, lower: name.toLowerCase() }));
  assert.deepEqual(theme.suggestedNames(known, "SERVE", 8), ["Serve", "log.Serve", "serve"]);
  assert.deepEqual(theme.suggestedNames(known, "serve", 2), ["Serve", "log.Serve"]);
  assert.deepEqual(theme.suggestedNames(known, "log.Serve", 8), [], "it is all there");
  assert.deepEqual(theme.suggestedNames(known, "/serve/", 8), [], "a pattern is no part of a name");
});

test("a preview counts functions and the samples that hold them, each once", () => {
  const tree = treeOf(SERVER);
  /** @param {string} text */
  const preview = (text) => {
    /** @type {any} */
    let found = null;
    new theme.ChoiceScan(tree.frames, text, (/** @type {any} */ result) => {
      found = result;
    });
    return found.refusal || theme.choiceWords(tree, 0, found.marks);
  };
  assert.equal(preview("serve"), "1 function, in 60.00% of all.");
  assert.equal(preview("/^(main|serve|gc)$/"), "3 functions, in 100% of all.");
  assert.equal(preview("serv"), "No function has this name.");
  assert.match(preview("/serv(/"), /a group is not closed/);
});

test("a function's weight is exact: recursion and several functions in one stack count once", () => {
  const tree = treeOf({ depth: [0, 1, 2, 3], self: [1, 2, 4, 8], name: ["", "fib", "add", "fib"] });
  assert.equal(theme.functionWeight(tree, 0, marksOf(tree, ["fib"])).weight, 14);
  assert.equal(theme.functionWeight(tree, 0, marksOf(tree, ["fib", "add"])).weight, 14);
  assert.equal(theme.functionWeight(tree, 0, marksOf(tree, ["add"])).weight, 12);
  assert.equal(theme.functionWeight(tree, 0, marksOf(tree, [])).weight, 0);
  const server = treeOf(SERVER, SERVER_FUNCTIONS);
  assert.equal(theme.functionWeight(server, 0, marksOf(server, ["serve"])).weight, 65, "the page's table is exact");
});

test("what if in a difference is told of either side", () => {
  const tree = treeOf({ depth: [0, 1, 1], self: [0, 0, 80], before: [0, 20, 80], name: ["", "log", "work"] });
  const weights = theme.functionWeight(tree, 0, marksOf(tree, ["log"]));
  assert.deepEqual([weights.before, weights.weight], [20, 0]);
  // 100 - 20 = 80; 100 / 80 = 1.25
  assert.equal(
    theme.whatIfTelling(tree, 0, weights, 0).outcome,
    "Before: 80 samples instead of 100 samples (-20.00%): 1.25 times as fast. After: it weighs nothing of 80 samples.",
  );
});

test("what if of changes alone is told of what was lost and gained, and of no speed", () => {
  const block = { depth: [0, 1, 1], self: [0, 0, 80], before: [0, 20, 80], name: ["", "log", "work"] };
  const tree = Object.assign(treeOf(block), { isNet: true });
  const weights = theme.functionWeight(tree, 0, marksOf(tree, ["log"]));
  assert.equal(
    theme.whatIfTelling(tree, 0, weights, 0.5).outcome,
    "Lost: 90 samples instead of 100 samples (-10.00%). Gained: it weighs nothing of 80 samples.",
  );
});

test("what if: the new total, the change, how many times as fast, and the bound", () => {
  const samples = { name: "samples", unit: "count" };
  const words = (/** @type {number} */ weight, /** @type {number} */ factor, metric = samples) =>
    theme.whatIfWords(theme.whatIf(100, weight, factor), metric);
  // 100 - 60 + 0.5 * 60 = 70; 100 / 70 = 1.4286; 100 / 40 = 2.5
  assert.deepEqual(words(60, 0.5), {
    outcome: "70 samples instead of 100 samples (-30.00%): 1.43 times as fast.",
    bound: "If it cost nothing: 2.5 times as fast, and no more.",
  });
  assert.equal(words(60, 2).outcome, "160 samples instead of 100 samples (+60.00%): 1.6 times as slow.");
  assert.equal(words(60, 1).outcome, "100 samples, of which it weighs 60 samples, 60.00%.");
  assert.equal(
    words(60, 0, { name: "inuse_space", unit: "bytes" }).outcome,
    "40 B instead of 100 B (-60.00%): 2.5 times less.",
  );
  assert.deepEqual(words(100, 0), {
    outcome: "0 samples instead of 100 samples (-100%): nothing would be left.",
    bound: "If it cost nothing: nothing would be left.",
  });
  assert.deepEqual(words(0, 0.5), { outcome: "it weighs nothing of 100 samples.", bound: "" });
});
