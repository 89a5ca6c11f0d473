"use strict";

const assert = require("node:assert/strict");
const { test } = require("node:test");

const { load } = require("./load.js");
const { FIGURE_SCRIPTS, pageBlock } = require("./small_trees.js");

const { PageData, stateAtRest, linkValues, stateFromLink, readPath, orderedQuestions } = load(
  [
    ...[...FIGURE_SCRIPTS, "label_questions.js"],
    ...["pattern_characters.js", "pattern_alphabet.js", "pattern_parser.js", "pattern_scanner.js"],
    ...["pattern_program.js", "pattern_automaton.js", "pattern.js"],
  ],
  ["PageData", "stateAtRest", "linkValues", "stateFromLink", "readPath", "orderedQuestions"],
);

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
  const { state, problems } = stateFromLink(TREE, REST, new Map(Object.entries(values)), VIEWS);
  const path = values.path === undefined ? { row: REST.zoom, problems: [] } : readPath(TREE, values.path);
  return { state: { ...state, zoom: path.row }, problems: [...problems, ...path.problems] };
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
    { ...REST, order: "heavy", of: "work", color: "file" },
    {
      ...REST,
      questions: [
        { kind: "focus", text: "work" },
        { kind: "hide", text: "/^m.*n$/" },
        { kind: "hide", text: "main" },
        { kind: "recursion", text: "all" },
        { kind: "whatif", text: "work~0.5" },
      ],
    },
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

test("a search that its author asks for plain stays plain, and can be made a pattern", () => {
  const rest = { ...REST, search: { text: "a.b", isPlain: true, ignoresCase: true } };
  assert.deepEqual(linkValues(TREE, rest, rest), new Map());
  assert.deepEqual(stateFromLink(TREE, rest, new Map([["view", "icicle"]]), VIEWS).state.search, rest.search);
  const pattern = { ...rest, search: { text: "a.b", isPlain: false, ignoresCase: true } };
  const values = linkValues(TREE, rest, pattern);
  assert.deepEqual(Object.fromEntries(values), { plain: "0" });
  assert.deepEqual(stateFromLink(TREE, rest, values, VIEWS).state.search, pattern.search);
});

test("questions read like what they ask", () => {
  const questions = orderedQuestions([
    { kind: "whatif", text: "main~2" },
    { kind: "ignore", text: "a/b" },
    { kind: "focus", text: "work" },
    { kind: "focus", text: "work" },
    { kind: "whatif", text: "main~0" },
    { kind: "focus", text: "main" },
  ]);
  assert.deepEqual(Object.fromEntries(linkValues(TREE, REST, { ...REST, questions })), {
    focus: "work/main",
    ignore: "a%2Fb",
    whatif: "main~0",
  });
  const asked = stateFromLink(TREE, { ...REST, questions }, new Map([["focus", ""]]), VIEWS).state.questions;
  assert.deepEqual(asked, questions.slice(2), "an empty value takes the author's away");
});

test("a question that cannot be answered is told and left out", () => {
  const { state, problems } = fromLink({
    ...{ focus: "wrok/work", hide: "%2F(%2F", recursion: "none", whatif: "work~fast", label: "thread=1", of: "nobody" },
    ...{ order: "size", color: "loud" },
  });
  assert.deepEqual(state, { ...REST, questions: [{ kind: "focus", text: "work" }] });
  assert.equal(problems.length, 8);
  for (const words of ["no order “size”", "no color “loud”", "no function “nobody”", "no function “wrok”"]) {
    assert.ok(
      problems.some((problem) => problem.includes(words)),
      words,
    );
  }
  assert.ok(problems.some((problem) => problem.includes("no recursion “none”")));
  assert.ok(problems.some((problem) => problem.includes("“work~fast” is no function and factor")));
});

test("what does not fit is left at rest and told", () => {
  const { state, problems } = fromLink({ path: "main/gone", metric: "heap", view: "sandwich", colour: "red" });
  assert.deepEqual(state, { ...REST, zoom: 1 });
  assert.deepEqual(problems, [
    "there is no metric “heap”",
    "there is no view “sandwich”",
    "“colour” is unknown",
    "there is no frame “gone” under main",
  ]);
});

test("a long stranger is told shortened", () => {
  const [problem] = fromLink({ metric: "m".repeat(10_000) }).problems;
  assert.equal(problem, `there is no metric “${"m".repeat(59)}…”`);
});
