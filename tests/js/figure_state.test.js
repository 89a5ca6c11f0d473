"use strict";

const assert = require("node:assert/strict");
const { test } = require("node:test");

const { load } = require("./load.js");
const { FIGURE_SCRIPTS, pageBlock } = require("./small_trees.js");

const { PageData, stateAtRest, linkValues, stateFromLink } = load(FIGURE_SCRIPTS, [
  "PageData",
  "stateAtRest",
  "linkValues",
  "stateFromLink",
]);

const METRICS = [
  { name: "samples", unit: "count" },
  { name: "cpu", unit: "nanoseconds" },
];
const DATA = new PageData(
  JSON.stringify(pageBlock({ depth: [0, 1, 2], self: [0, 1, 2], name: ["", "main", "work"] }, { metrics: METRICS })),
);
const TREE = DATA.tree(0);
const REST = stateAtRest({ ...DATA.figures[0], zoom: 1, search: "wor" });
const VIEWS = new Set(["flame", "icicle"]);

/**
 * @param {Record<string, string>} values
 * @returns {{state: any, problems: string[]}}
 */
function fromLink(values) {
  return stateFromLink(TREE, REST, new Map(Object.entries(values)), VIEWS);
}

test("a figure at rest has nothing to say in a link", () => {
  assert.deepEqual(linkValues(TREE, REST, { ...REST, selected: 2 }), new Map());
  assert.deepEqual(fromLink({}), { state: REST, problems: [] });
});

test("what differs from the figure at rest is written, and read back", () => {
  const states = [
    { ...REST, zoom: 2 },
    { ...REST, zoom: 0 },
    { ...REST, metric: 1, view: "icicle" },
    { ...REST, search: { text: "a;b=c", isPlain: true, ignoresCase: true } },
    { ...REST, search: { text: "", isPlain: false, ignoresCase: false } },
  ];
  for (const state of states) {
    const values = linkValues(TREE, REST, state);
    assert.deepEqual(fromLink(Object.fromEntries(values)), { state, problems: [] });
  }
  assert.deepEqual(Object.fromEntries(linkValues(TREE, REST, states[1])), { path: "" }, "the root of a zoomed figure");
  assert.deepEqual(Object.fromEntries(linkValues(TREE, REST, states[3])), {
    search: "a%3Bb%3Dc",
    plain: "1",
    nocase: "1",
  });
});

test("what does not fit is left at rest and told", () => {
  const { state, problems } = fromLink({ path: "main/gone", metric: "heap", view: "sandwich", colour: "red" });
  assert.deepEqual(state, { ...REST, zoom: 1 });
  assert.deepEqual(problems, [
    "there is no frame “gone” under main",
    "there is no metric “heap”",
    "there is no view “sandwich”",
    "“colour” is unknown",
  ]);
});

test("a long stranger is told shortened", () => {
  const [problem] = fromLink({ metric: "m".repeat(10_000) }).problems;
  assert.equal(problem, `there is no metric “${"m".repeat(59)}…”`);
});
