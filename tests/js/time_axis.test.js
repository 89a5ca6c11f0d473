"use strict";

const assert = require("node:assert/strict");
const { test } = require("node:test");

const { load } = require("./load.js");
const { FIGURE_SCRIPTS, readTable } = require("./small_trees.js");

const names = [
  "timeTicks",
  "cursorText",
  "windowWithin",
  "zoomedWindow",
  "movedWindow",
  "windowThatShows",
  "windowOfLink",
  "linkSeconds",
  "timeValues",
  "readTime",
];
const {
  timeTicks,
  cursorText,
  windowWithin,
  zoomedWindow,
  movedWindow,
  windowThatShows,
  windowOfLink,
  linkSeconds,
  timeValues,
  readTime,
} = load(FIGURE_SCRIPTS, names);

const WHOLE = { from: 0, to: 1000 };

for (const { from_ns: from, to_ns: to, width_px: widthPx, at_ns: at, labels } of readTable("time_axis.json").cases) {
  test(`ticks from ${from} to ${to}`, () => {
    const ticks = timeTicks({ from, to }, widthPx);
    assert.deepEqual(
      ticks.map((/** @type {{at: number}} */ tick) => tick.at),
      at,
    );
    assert.deepEqual(
      ticks.map((/** @type {{label: string}} */ tick) => tick.label),
      labels,
    );
  });
}

test("the time under the pointer is as exact as a pixel", () => {
  // 2.3 s over 600 px: a pixel is 3.8 ms, the next round step 5 ms.
  assert.equal(cursorText(1_234_567_890, { from: 0, to: 2.3e9 }, 600), "1.235 s");
  assert.equal(cursorText(1_234_567_890, { from: 1_234_567_000, to: 1_234_568_000 }, 500), "1.23456789 s");
});

test("a window stays in the recording and keeps its length where it can", () => {
  assert.deepEqual(windowWithin({ from: -200, to: 300 }, WHOLE), { from: 0, to: 500 });
  assert.deepEqual(windowWithin({ from: 800, to: 1300 }, WHOLE), { from: 500, to: 1000 });
  assert.deepEqual(windowWithin({ from: -5000, to: 5000 }, WHOLE), WHOLE);
  assert.deepEqual(windowWithin({ from: 500, to: 500 }, WHOLE), { from: 500, to: 600 });
  assert.deepEqual(windowWithin({ from: 0, to: 10 }, { from: 0, to: 50 }), { from: 0, to: 50 });
});

test("zooming keeps the time under the pointer where it is", () => {
  assert.deepEqual(zoomedWindow(WHOLE, 250, 0.5, WHOLE), { from: 125, to: 625 });
  assert.deepEqual(zoomedWindow({ from: 125, to: 625 }, 250, 2, WHOLE), WHOLE);
  assert.deepEqual(zoomedWindow(WHOLE, 1000, 0.001, WHOLE), { from: 900, to: 1000 });
});

test("moving stops at the ends", () => {
  assert.deepEqual(movedWindow({ from: 100, to: 300 }, 50, WHOLE), { from: 150, to: 350 });
  assert.deepEqual(movedWindow({ from: 100, to: 300 }, -500, WHOLE), { from: 0, to: 200 });
});

test("a window is moved only for what it does not show", () => {
  const window = { from: 400, to: 600 };
  assert.deepEqual(windowThatShows(window, { from: 450, to: 500 }, WHOLE), window);
  assert.deepEqual(windowThatShows(window, { from: 100, to: 900 }, WHOLE), window);
  assert.deepEqual(windowThatShows(window, { from: 790, to: 810 }, WHOLE), { from: 700, to: 900 });
  assert.deepEqual(windowThatShows(window, { from: 0, to: 450 }, WHOLE), { from: 0, to: 450 });
});

test("links say times in seconds, to the nanosecond", () => {
  assert.equal(linkSeconds(1_230_000_004), "1.230000004");
  assert.equal(linkSeconds(0), "0");
  assert.deepEqual(windowOfLink("1.230000004", "2"), { from: 1_230_000_004, to: 2e9 });
  assert.deepEqual(windowOfLink("0.5", undefined), { from: 5e8, to: Number.POSITIVE_INFINITY });
  for (const [from, to] of [
    ["2", "1"],
    ["x", "1"],
    ["1", "1"],
    ["-1", "2"],
    ["1e3", undefined],
  ]) {
    assert.equal(windowOfLink(from, to), null, `${from} to ${to}`);
  }
});

test("window and thread go into a link and come back", () => {
  const rest = { span: null, thread: "" };
  const state = { span: { from: 1_500_000_000, to: 2_250_000_000 }, thread: "worker 1/2" };
  const values = timeValues(rest, state);
  assert.deepEqual(values, [
    ["from", "1.5"],
    ["to", "2.25"],
    ["thread", "worker%201%2F2"],
  ]);
  /** @type {any} */
  const read = {};
  assert.deepEqual(readTime(read, new Map(/** @type {[string, string][]} */ (values))), []);
  assert.deepEqual(read, state);
  assert.deepEqual(timeValues(rest, { ...rest }), []);
});

test("a time that cannot be read is told, and the whole recording shown", () => {
  /** @type {any} */
  const state = {};
  assert.deepEqual(readTime(state, new Map([["from", "soon"]])), ["there is no time from “soon” to “the end”"]);
  assert.equal(state.span, null);
});
