"use strict";

const { load } = require("./load.js");
const { FIGURE_SCRIPTS } = require("./small_trees.js");

/** The scripts that make a tree out of another one, beside those of the figures. */
const DERIVATION_SCRIPTS = [
  "tree_comparisons.js",
  "tree_derivation.js",
  "tree_filters.js",
  "tree_frame_order.js",
  "tree_functions.js",
  "tree_inverted_rows.js",
  "tree_inversion.js",
  "tree_merging.js",
  "tree_order.js",
  "tree_regrouping.js",
  "tree_stack_walk.js",
  "tree_what_if.js",
  "sandwich.js",
  "label_filter.js",
  "label_frames.js",
  "label_grouping.js",
  "label_questions.js",
  "label_sums.js",
];

const theme = load(
  [...new Set([...FIGURE_SCRIPTS, ...DERIVATION_SCRIPTS])],
  [
    ...[
      "CallTree",
      "Comparison",
      "FrameOrder",
      "FrameTable",
      "FunctionTotals",
      "SlicedWork",
      "TreeShape",
      "TreeWeights",
    ],
    ...["calleesOf", "callersOf", "collapseDirect", "collapseRecursion", "filterLabels", "focusTree", "hideFrames"],
    ...[
      "groupTree",
      "LabelFrames",
      "labelSteps",
      "problemWithLabel",
      "ignoreTree",
      "inTurn",
      "invertTree",
      "labelTotals",
      "orderTree",
      "rootTree",
      "scaleTree",
    ],
    ...["topTable", "topTableOrder", "undecidedWeight", "unchangedTree", "whatIf"],
  ],
);

/**
 * @param {any} page a page's data
 * @param {number} [index] of the tree
 * @returns {any} the tree's parts
 */
function partsOf(page, index = 0) {
  const { Comparison, FrameTable, FunctionTotals, TreeShape, TreeWeights } = theme;
  const block = page.trees[index];
  const frames = new FrameTable(page.frames, page.strings);
  const frame = Int32Array.from(block.frame);
  const shape = TreeShape.fromSteps(block.step);
  const { metrics, whole, whole_before: wholeBefore, self, before, folded } = block;
  const weights = new TreeWeights({ metrics, whole, wholeBefore, self, before });
  return {
    ...{ frames, frame, shape, weights, isNet: block.net, labels: block.labels ?? null },
    foldedCounts: new Map(
      folded.rows.map((/** @type {number} */ row, /** @type {number} */ at) => [row, folded.counts[at]]),
    ),
    functions: new FunctionTotals(block.functions, frames, frame),
    comparisons: (block.comparisons ?? []).map((/** @type {any} */ one) => new Comparison(one, shape, weights)),
  };
}

/**
 * @param {Generator<void, any, void>} steps
 * @returns {any} what they come to
 */
function finished(steps) {
  for (;;) {
    const step = steps.next();
    if (step.done) {
      return step.value;
    }
  }
}

/** @type {Record<string, any>} */
const exported = { ...theme, finished, partsOf, DERIVATION_SCRIPTS };

module.exports = exported;
