"use strict";

const assert = require("node:assert/strict");
const { test } = require("node:test");

const { load } = require("./load.js");

const { plainColour, pngScale, wrappedLines } = load(
  ["elements.js", "inked_copy.js", "export_svg.js", "export_png.js"],
  ["plainColour", "pngScale", "wrappedLines"],
);

test("colours are written as every program reads them", () => {
  assert.equal(plainColour("rgb(128, 64, 255)"), "#8040ff");
  assert.equal(plainColour("rgba(0, 0, 0, 0)"), "rgba(0, 0, 0, 0)");
  assert.equal(plainColour("color(srgb 0.5 0.25 1)"), "#8040ff");
  assert.equal(plainColour("color(srgb 0 0 0 / 0.25)"), "rgba(0, 0, 0, 0.25)");
});

test("what lies outside of the colours that screens show is cut at the edge", () => {
  assert.equal(plainColour("color(srgb 1.04 -0.02 3e-7)"), "#ff0000");
});

test("text is broken at spaces, and a word longer than a line is cut", () => {
  assert.deepEqual(wrappedLines("one two three four", 9), ["one two", "three", "four"]);
  assert.deepEqual(wrappedLines("one two", 7), ["one two"]);
  assert.deepEqual(wrappedLines("a abcdefghij b", 6), ["a", "abcde…", "b"]);
  assert.deepEqual(wrappedLines("  ", 6), []);
  assert.deepEqual(wrappedLines("𝒜𝒷𝒸𝒹 x", 4.9), ["𝒜𝒷𝒸𝒹", "x"]);
});

test("a picture has two pixels for one of the page's unless that is more than browsers hold", () => {
  assert.equal(pngScale(1200, 800), 2);
  assert.equal(pngScale(1200, 16_000), 1);
  assert.equal(pngScale(20_000, 100), 0.8);
  assert.ok(Math.abs(pngScale(12_500, 12_500) - 0.8) < 1e-12); // 10,000 by 10,000
});
