"use strict";

const assert = require("node:assert/strict");
const { test } = require("node:test");

const { load } = require("./load.js");
const { FIGURE_SCRIPTS, pageBlock } = require("./small_trees.js");

const NAMES = [
  "PageData",
  "frameFacts",
  "spokenFrame",
  "besidesSentence",
  "detailFacts",
  "verdictText",
  "verdictWord",
  "relativeText",
  "matchSentence",
  "matchedWeight",
  "sortedMovers",
  "stateAtRest",
  "stateFromLink",
  "linkValues",
  "differenceChoices",
];
const {
  PageData,
  frameFacts,
  spokenFrame,
  besidesSentence,
  detailFacts,
  verdictText,
  verdictWord,
  relativeText,
  matchSentence,
  matchedWeight,
  sortedMovers,
  stateAtRest,
  stateFromLink,
  linkValues,
  differenceChoices,
} = load([...FIGURE_SCRIPTS, "movers_table.js"], NAMES);

const SHARE = {
  ...{ metric: 0, scale: "share", before: 50, after: 100, unit: { name: "samples", unit: "share", per: "" } },
  ...{
    basis: "runs",
    reason: "",
    rate: 0.05,
    smallest_share: 0.005,
    smallest: 0.005,
    runs: [3, 3],
    sentence: "Shares.",
  },
  rows: [0, 1, 2],
  total: { reach: [0, 0.04, 0.02], verdict: [1, 4, 2] },
  self: { reach: [0, 0.01, 0.02], verdict: [1, 4, 2] },
  movers: [],
};
const PER_REQUEST = {
  ...SHARE,
  ...{ scale: "per operation", before: 10, after: 10, basis: "sampling" },
  unit: { name: "samples", unit: "count", per: "request" },
};

/** @returns {any} a page: all > main 10 -> 40 > (write 30 -> 20, read 0 -> 20), log 10 -> 20; samples before -> after */
function page() {
  const block = pageBlock({
    ...{ depth: [0, 1, 2, 2, 1], self: [0, 40, 20, 20, 20], before: [0, 10, 30, 0, 10] },
    name: ["", "main", "write", "read", "log"],
  });
  const absolute = { ...SHARE, scale: "absolute", basis: "unknown", reason: "it is a test", before: 1, after: 1 };
  const unit = { name: "samples", unit: "count", per: "" };
  block.trees[0].comparisons = [SHARE, PER_REQUEST, { ...absolute, unit, total: { verdict: [], reach: null } }];
  block.trees[0].comparisons[2].rows = [];
  block.trees[0].functions = {
    ...{ frame: [0], self: [{ scale: 1, values: [40] }], total: [{ scale: 1, values: [80] }] },
    ...{ self_before: [{ scale: 1, values: [10] }], total_before: [{ scale: 1, values: [40] }] },
  };
  Object.assign(block.figures[0], { scale: "share", width: "larger", palette: "safe" });
  return new PageData(JSON.stringify(block));
}

const RECORDED = page().tree(0);
const shown = (scale = "share") => RECORDED.shownAs(0, scale, "larger");

test("a frame is spoken with both sides, the difference, its interval and its verdict", () => {
  assert.equal(
    spokenFrame(frameFacts(shown(), 0, 1, 0)),
    "main, 80.00% → 80.00%, +0.00 points (0%), -4.00 to +4.00 points: changed, 2 children",
  );
  assert.equal(
    spokenFrame(frameFacts(shown(), 0, 2, 0)),
    "write, 60.00% → 20.00%, -40.00 points (-66.67%), -42.00 to -38.00 points: ~ not distinguishable from noise, " +
      "0 children",
  );
  assert.equal(spokenFrame(frameFacts(shown(), 0, 3, 0)), "read, 0% → 20.00%, +20.00 points (new), 0 children");
});

test("the details tell the subtree, the row itself, the weights recorded, and the function over all its frames", () => {
  const tree = shown("per operation");
  assert.deepEqual(detailFacts(tree, 0, 1, frameFacts(tree, 0, 1, 0)), [
    [
      "Total",
      "4 samples/request → 8 samples/request, +4 samples/request (+100%); " +
        "+3.96 to +4.04 samples/request: beyond sampling noise",
    ],
    ["Gains and losses inside", "+5 samples/request and -1 samples/request"],
    [
      "Self",
      "1 sample/request → 4 samples/request, +3 samples/request (+300.00%); " +
        "+2.99 to +3.01 samples/request: beyond sampling noise",
    ],
    ["Recorded", "40 samples → 80 samples"],
    [
      "Whole function",
      "4 samples/request → 8 samples/request, +4 samples/request (+100%); " +
        "self 1 sample/request → 4 samples/request, +3 samples/request (+300.00%); in 1 frame",
    ],
  ]);
});

test("where nothing is known of the noise the reason is told, and nothing was recorded otherwise", () => {
  const tree = shown("absolute");
  assert.equal(besidesSentence(frameFacts(tree, 0, 1, 0)), "noise unknown: it is a test");
  const labels = detailFacts(tree, 0, 4, frameFacts(tree, 0, 4, 0)).map((/** @type {string[]} */ [label]) => label);
  assert.deepEqual(labels, ["Total", "Self"]);
});

test("verdicts have words; one run a side is never said to have changed", () => {
  const words = (/** @type {any} */ block) => [0, 1, 2, 3, 4, null].map((verdict) => verdictText(verdict, { block }));
  assert.deepEqual(words(SHARE), [
    "",
    "~ too small to matter: under 0.5% of the total",
    "~ not distinguishable from noise",
    "beyond sampling noise",
    "changed",
    "",
  ]);
  assert.ok(!words(PER_REQUEST).includes("changed"));
  const short = [0, 1, 2, 3, 4].map((verdict) => verdictWord(verdict, { block: SHARE }));
  assert.deepEqual(short, ["–", "~", "~", "beyond sampling noise", "changed"]);
});

test("relative change has the side before as its base", () => {
  const relative = (/** @type {number} */ before, /** @type {number} */ after) =>
    relativeText({ before, after, difference: after - before });
  assert.deepEqual(
    [relative(2, 3), relative(4, 3), relative(0, 1), relative(1, 0), relative(0, 0), relative(1, 1)],
    ["+50.00%", "-25.00%", "new", "gone", "–", "0%"],
  );
});

test("a search tells what became of the weight that it found, in the scale shown", () => {
  const all = { weight: 40, before: 40, folded: 0 };
  const zoomFacts = (/** @type {string} */ scale) => frameFacts(shown(scale), 0, 1, 1);
  assert.equal(
    matchSentence({ count: 2, all, zoomed: { weight: 40 } }, zoomFacts("share")),
    "2 frames match: 80.00% → 40.00%, -40.00 points (-50.00%)",
  );
  assert.equal(matchedWeight(shown("per operation"), 0, all), "4 samples/request → 4 samples/request");
});

test("movers are sorted by any column and back; equal ones stay in the order of their size", () => {
  const movers = [30, 10, 20, 10].map((value, row) => ({ row, value }));
  const rows = (/** @type {boolean} */ isNumber, /** @type {boolean} */ isReversed) =>
    sortedMovers(movers, { key: (/** @type {any} */ mover) => mover.value, isNumber }, isReversed).map(
      (/** @type {any} */ { row }) => row,
    );
  assert.deepEqual(
    [rows(true, false), rows(true, true)],
    [
      [0, 2, 1, 3],
      [1, 3, 2, 0],
    ],
  );
  assert.deepEqual(
    [rows(false, false), rows(false, true)],
    [
      [1, 3, 2, 0],
      [0, 2, 1, 3],
    ],
  );
});

test("scale, width and colours are part of a link, and what does not fit is told", () => {
  const rest = stateAtRest(page().figures[0]);
  const views = new Set(["flame"]);
  const read = (/** @type {[string, string][]} */ ...values) => stateFromLink(RECORDED, rest, new Map(values), views);
  const values = new Map([
    ["width", "before"],
    ["scale", "per%20operation"],
    ["color", "classic"],
  ]);
  const { state, problems } = read(...values);
  assert.deepEqual([state.scale, state.width, state.palette, problems], ["per operation", "before", "classic", []]);
  assert.deepEqual([...linkValues(RECORDED, rest, state)], [...values]);
  assert.equal(linkValues(RECORDED, rest, rest).size, 0);
  const stale = read(["scale", "per%20second"], ["width", "both"], ["color", "red"]);
  assert.deepEqual(stale.state, rest);
  assert.deepEqual(stale.problems, [
    "there is no width “both”",
    "there is no scale “per second”",
    "there is no color “red”",
  ]);
});

test("a tree of one side has no such choices", () => {
  const single = new PageData(JSON.stringify(pageBlock({ depth: [0, 1], self: [0, 5] })));
  const rest = stateAtRest(single.figures[0]);
  const { problems } = stateFromLink(single.tree(0), rest, new Map([["width", "before"]]), new Set(["flame"]));
  assert.deepEqual(problems, ["“width” is unknown"]);
  assert.deepEqual(differenceChoices(single.tree(0), 0), []);
});
