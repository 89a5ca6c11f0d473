"use strict";

const assert = require("node:assert/strict");
const { test } = require("node:test");

const theme = require("./derivations.js");
const { pageBlock } = require("./small_trees.js");

const { CallTree, finished, partsOf } = theme;

/**
 * Three rows of 1, 5 and 9: tag x in lane p weighs 2 in row 1 and 3 in row 2, tag y 4 in row 2, lane p alone 1 in row 2.
 */
const LABELS = {
  keys: [
    { key: "lane", values: ["p"] },
    { key: "tag", values: ["x", "y"] },
  ],
  left_out: ["request"],
  sets: [
    [0, 0],
    [-1, 1],
    [0, -1],
  ],
  rows: [[1, 1], [2], [2]],
  self: [[{ scale: 1, values: [2, 3] }], [{ scale: 4, values: [1] }], [{ scale: 1, values: [1] }]],
  before: null,
};

/** @returns {any} the parts of the tree that has these labels */
function labelledParts() {
  const page = pageBlock({ depth: [0, 1, 2], self: [1, 5, 9] });
  page.trees[0].labels = LABELS;
  return partsOf(page);
}

/**
 * @param {any} parts
 * @param {[string, string][]} questions kinds and texts
 * @returns {string[]} each row as `name total`
 */
function answerTo(parts, ...questions) {
  const asked = questions.map(([kind, text]) => ({ kind, text }));
  const tree = new CallTree(finished(theme.inTurn(parts, theme.labelSteps(parts, asked))).parts);
  return [...tree.frame.keys()].map((row) => `${tree.name(row)} ${tree.total(row, 0)}`);
}

test("values of one label are united, those of several must all hold", () => {
  const parts = labelledParts();
  assert.deepEqual(answerTo(parts, ["label", "tag=x"]), ["all 5", "f1 5", "f2 3"]);
  assert.deepEqual(answerTo(parts, ["label", "tag=x"], ["label", "tag=y"]), ["all 9", "f1 9", "f2 7"]);
  assert.deepEqual(answerTo(parts, ["label", "tag=x"], ["label", "lane="]), ["all 0"]);
  assert.deepEqual(answerTo(parts, ["label", "tag="]), ["all 6", "f1 5", "f2 2"]);
  assert.deepEqual(answerTo(parts, ["label", "tag="], ["label", "lane=p"]), ["all 1", "f1 1", "f2 1"]);
  assert.deepEqual(answerTo(parts), ["all 15", "f1 14", "f2 9"]);
});

test("a grouping puts the values below the root, and a filter holds in it", () => {
  const parts = labelledParts();
  assert.deepEqual(answerTo(parts, ["group", "tag"], ["label", "lane=p"]), [
    ...["all 6", "tag: x 5", "f1 5", "f2 3"],
    ...["without tag 1", "f1 1", "f2 1"],
  ]);
});

test("a group's frame is the question that keeps its samples", () => {
  const parts = labelledParts();
  const { frame, frames } = finished(theme.groupTree(parts, LABELS, 1)).parts;
  const texts = [...frame].map((own) => (own < 0 ? null : (theme.LabelFrames.questionOf(frames, own)?.text ?? null)));
  assert.deepEqual(texts, [null, "tag=x", null, null, "tag=y", null, null, "tag=", null, null]);
  assert.equal(theme.LabelFrames.questionOf(parts.frames, 0), null);
});

test("a row that several groups have is shown by that of the heaviest", () => {
  const parts = labelledParts();
  const { place } = finished(theme.groupTree(parts, LABELS, 1));
  // Of 15 without a tag 6, x 5, y 4: rows 7 to 9 are the last group.
  assert.deepEqual([...place], [0, 8, 9]);
});

test("values are totalled among what is chosen by other labels", () => {
  const parts = labelledParts();
  const totals = (/** @type {Map<number, Set<number>>} */ choices) =>
    theme.labelTotals(parts, LABELS, 1, { metric: 0, choices });
  const every = [
    { value: 0, weight: 5, before: 0 },
    { value: 1, weight: 4, before: 0 },
    { value: -1, weight: 6, before: 0 },
  ];
  assert.deepEqual(totals(new Map()), every);
  assert.deepEqual(totals(new Map([[1, new Set([0])]])), every);
  assert.deepEqual(totals(new Map([[0, new Set([-1])]])), [
    { value: 0, weight: 0, before: 0 },
    { value: 1, weight: 4, before: 0 },
    { value: -1, weight: 5, before: 0 },
  ]);
});

test("fractions that rounding leaves are no samples without labels", () => {
  const page = pageBlock({ depth: [0, 1], self: [0, 0.3] });
  const labels = {
    ...{ keys: [{ key: "tag", values: ["x", "y"] }], left_out: [], sets: [[0], [1]], rows: [[1], [1]], before: null },
    self: [[{ scale: 1, values: [0.1] }], [{ scale: 1, values: [0.2] }]],
  };
  page.trees[0].labels = labels;
  assert.notEqual(0.3 - 0.1 - 0.2, 0);
  assert.deepEqual(answerTo(partsOf(page), ["label", "tag="]), ["all 0"]);
  assert.equal(theme.labelTotals(partsOf(page), labels, 0, { metric: 0, choices: new Map() }).length, 2);
});

test("what cannot be answered is said", () => {
  const parts = labelledParts();
  const problem = (/** @type {string} */ kind, /** @type {string} */ text) =>
    theme.problemWithLabel(parts, { kind, text });
  for (const [kind, text] of [
    ["label", "tag=x"],
    ["label", "tag="],
    ["group", "lane"],
  ]) {
    assert.equal(problem(kind, text), "");
  }
  assert.equal(problem("label", "tag=z"), "the label tag has no value “z”");
  assert.equal(problem("label", "host=a"), "there is no label “host=a”");
  assert.equal(problem("group", "host"), "there is no label “host”");
  const leftOut = "the page does not carry that label, because it has too many values";
  assert.equal(problem("label", "request=7"), `“request=7”: ${leftOut}`);
  assert.equal(problem("group", "request"), `“request”: ${leftOut}`);
  assert.equal(theme.problemWithLabel({ labels: null }, { kind: "group", text: "tag" }), "there is no label “tag”");
});
