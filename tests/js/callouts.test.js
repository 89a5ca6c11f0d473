"use strict";

const assert = require("node:assert/strict");
const { test } = require("node:test");

const { load } = require("./load.js");

const { calloutNumber, calloutsOf, nearestScroll, nextPlace, spokenCallouts, tourCommand, tourWords } = load(
  ["tour.js", "callouts.js", "callout_places.js"],
  ["calloutNumber", "calloutsOf", "nearestScroll", "nextPlace", "spokenCallouts", "tourCommand", "tourWords"],
);

const PLAIN = { ctrlKey: false, altKey: false, metaKey: false };

test("digits, brackets and Escape lead a tour, other keys do not", () => {
  assert.deepEqual(tourCommand({ ...PLAIN, key: "1" }), { number: 1 });
  assert.deepEqual(tourCommand({ ...PLAIN, key: "9" }), { number: 9 });
  assert.deepEqual(tourCommand({ ...PLAIN, key: "[" }), { step: -1 });
  assert.deepEqual(tourCommand({ ...PLAIN, key: "]" }), { step: 1 });
  assert.deepEqual(tourCommand({ ...PLAIN, key: "Escape" }), { isEnd: true });
  for (const key of ["0", "n", "Enter", "10", "F1"]) {
    assert.equal(tourCommand({ ...PLAIN, key }), null, key);
  }
});

test("a bracket typed with AltGr is one, but a shortcut of the browser is none", () => {
  assert.deepEqual(tourCommand({ key: "]", ctrlKey: true, altKey: true, metaKey: false }), { step: 1 });
  assert.equal(tourCommand({ key: "]", ctrlKey: true, altKey: false, metaKey: false }), null);
  assert.equal(tourCommand({ key: "[", ctrlKey: false, altKey: false, metaKey: true }), null);
  assert.equal(tourCommand({ key: "1", ctrlKey: false, altKey: true, metaKey: false }), null);
});

test("steps go round, and begin at either end", () => {
  const from = (/** @type {number} */ place, /** @type {number} */ step) => nextPlace(place, step, 3);
  assert.deepEqual([from(-1, 1), from(0, 1), from(2, 1)], [0, 1, 0]);
  assert.deepEqual([from(-1, -1), from(0, -1), from(2, -1)], [2, 2, 1]);
});

test("a number is the place where every item names a frame", () => {
  assert.equal(tourWords(2, 1, 4), "Callout 2 of 4");
  assert.equal(tourWords(5, 2, 4), "Callout 5, 3 of 4");
});

test("a frame belongs to every callout that means it", () => {
  const callouts = [
    { id: "a-c1", number: 1, row: 3, rows: [1, 3] },
    { id: "a-c4", number: 4, row: 3, rows: [3] },
  ];
  assert.deepEqual(calloutsOf(callouts, 3), [0, 1]);
  assert.deepEqual(calloutsOf(callouts, 1), [0]);
  assert.deepEqual(calloutsOf(callouts, -1), []);
  assert.equal(spokenCallouts(callouts, 3), ", callout 1, callout 4");
  assert.equal(spokenCallouts(callouts, 2), "");
});

test("an anchor of a callout is told from others", () => {
  assert.equal(calloutNumber("cpu-c12", "cpu"), "12");
  assert.equal(calloutNumber("my-cpu-c1", "my-cpu"), "1");
  for (const anchor of ["cpu", "cpu-c", "cpu-c1x", "cpu-callouts", "gpu-c1", ""]) {
    assert.equal(calloutNumber(anchor, "cpu"), null, anchor);
  }
});

test("what is in sight needs no scrolling, what is beyond an edge comes to it, what is too tall to its top", () => {
  assert.equal(nearestScroll({ top: 0, bottom: 100 }, 100), 0);
  assert.equal(nearestScroll({ top: -30, bottom: 50 }, 100), -30);
  assert.equal(nearestScroll({ top: 60, bottom: 130 }, 100), 30);
  assert.equal(nearestScroll({ top: 60, bottom: 190 }, 100), 60);
});
