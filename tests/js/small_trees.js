"use strict";

const fs = require("node:fs");
const path = require("node:path");

/**
 * Small pages, trees, tables and chances for tests.
 *
 * @typedef {{depth: number[], self: number[], before?: number[], name?: string[], file?: string[], folded?: [number, number][]}} SmallTree
 */

/** The scripts of the figures that need no document, in an order that a page could have. */
const FIGURE_SCRIPTS = [
  "numbers.js",
  "name_parts.js",
  "short_names.js",
  "labels.js",
  "frame_table.js",
  "packages.js",
  "palette.js",
  "badges.js",
  "tree_shape.js",
  "tree_weights.js",
  "function_totals.js",
  "comparison.js",
  "call_tree.js",
  "page_data.js",
  "layout.js",
  "location_hash.js",
  "frame_path.js",
  "difference_choices.js",
  "question.js",
  "frame_choice.js",
  "label_filter.js",
  "figure_state.js",
  "link_state.js",
  "time_axis.js",
  "time_window.js",
  "time_state.js",
  "timeline.js",
  "chart_geometry.js",
  "chart_rows.js",
  "chart_walk.js",
  "chart_words.js",
  "matches.js",
  "name_scan.js",
  "walk.js",
  "frame_facts.js",
  "change_words.js",
  "frame_titles.js",
  "frame_colour.js",
  "row_geometry.js",
  "zoom_motion.js",
  "hit_test.js",
  "chart_layout.js",
  "status.js",
  "figure_search.js",
  "keyboard.js",
];

/**
 * A page's data with one tree: every row of it is a frame of its own, but for the root and rows of smaller frames.
 * Equal names and files are one frame.
 * @param {SmallTree} tree
 * @param {{metrics?: {name: string, unit: string}[], net?: boolean}} [options]
 * @returns {any}
 */
function pageBlock(
  { depth, self, before, name, file, folded = [] },
  { metrics = [{ name: "samples", unit: "count" }], net = false } = {},
) {
  const names = name ?? depth.map((_, row) => `f${row}`);
  const strings = [""];
  const text = (/** @type {string} */ value) =>
    strings.includes(value) ? strings.indexOf(value) : strings.push(value) - 1;
  const frames = { name: /** @type {number[]} */ ([]), file: /** @type {number[]} */ ([]) };
  const frame = depth.map((_, row) => {
    if (row === 0 || folded.some(([at]) => at === row)) {
      return row === 0 ? -1 : -2;
    }
    const key = [text(names[row]), text(file?.[row] ?? "")];
    const known = frames.name.findIndex((known, index) => known === key[0] && frames.file[index] === key[1]);
    return known >= 0 ? known : frames.file.push(key[1]) && frames.name.push(key[0]) - 1;
  });
  const zeros = () => frames.name.map(() => 0);
  const columns = (/** @type {number[]} */ values) =>
    metrics.map((_, index) => (index === 0 ? { scale: 1, values } : { scale: 10, of: 0 }));
  const sums = (/** @type {number[]} */ values) =>
    metrics.map((_, index) => values.reduce((sum, value) => sum + value, 0) * (index === 0 ? 1 : 10));
  return {
    version: 3,
    strings,
    frames: { ...frames, module: zeros(), line: zeros(), kind: zeros() },
    trees: [
      {
        metrics,
        whole: sums(self),
        whole_before: before === undefined ? null : sums(before),
        net,
        frame,
        step: depth.map((level, row) => (row === 0 ? 0 : level - depth[row - 1])),
        folded: { rows: folded.map(([row]) => row), counts: folded.map(([, count]) => count) },
        self: columns(self),
        before: before === undefined ? null : columns(before),
        functions: { frame: [], self: columns([]), total: columns([]) },
      },
    ],
    figures: [
      {
        id: "cpu",
        tree: 0,
        title: "",
        metric: 0,
        view: "flame",
        zoom: 0,
        search: "",
        height: null,
        depth: null,
        color: "package",
        duration: null,
        nodes: depth.length - 1,
        scale: null,
        width: "larger",
        palette: "safe",
        sides: null,
        callouts: [],
        order: "name",
        of: "",
        state: {},
      },
    ],
  };
}

/**
 * @param {number} seed
 * @returns {(below: number) => number} whole numbers from 0, the same for the same seed
 */
function chances(seed) {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/**
 * A tree at random: some rows without weight, some very light, a few names many times.
 * @param {number} rows
 * @param {(below: number) => number} chance
 * @returns {Required<Pick<SmallTree, "depth" | "self" | "name">>}
 */
function randomTree(rows, chance) {
  const depth = [0];
  for (let row = 1; row < rows; row += 1) {
    depth.push(1 + chance(depth[row - 1] + 1));
  }
  const self = depth.map(() => [0, 1, chance(10), chance(1000)][chance(4)]);
  const name = depth.map((_, row) => (row === 0 ? "all" : `f${chance(5)}`));
  return { depth, self, name };
}

/**
 * @param {string} name
 * @returns {any} a table that Python is held to as well
 */
function readTable(name) {
  return JSON.parse(fs.readFileSync(path.join(__dirname, "..", "data", name), "utf8"));
}

module.exports = { FIGURE_SCRIPTS, readTable, pageBlock, chances, randomTree };
