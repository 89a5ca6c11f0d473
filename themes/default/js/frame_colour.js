"use strict";

/*
 * How a frame looks: in a palette, or in a difference by what became of it, which is the rule of
 * sitegen/drawing/changes.py, held to one table by tests/data/changes.json.
 */

/**
 * The classes that say how a row is coloured.
 * @param {CallTree} tree
 * @param {number} row
 * @param {string} color the palette
 * @returns {string}
 */
function colourClass(tree, row, color) {
  if (tree.comparison !== null) {
    return changeClass(tree, tree.comparison, row);
  }
  const frame = tree.frame[row];
  if (frame < 0) {
    return frame === CallTree.ROOT ? "hue-root" : "hue-folded";
  }
  return Palette.of(tree.frames, color).look(frame).look;
}

/**
 * What a row's label begins with, so that what is new or gone is told by more than colour.
 * @param {CallTree} tree
 * @param {number} metric
 * @param {number} row
 * @returns {string}
 */
function labelMark(tree, metric, row) {
  if (!tree.isDifference || tree.isNet || row === 0) {
    return "";
  }
  const before = tree.recordedBefore(row, metric);
  const after = tree.recordedTotal(row, metric);
  if (before === 0 && after !== 0) {
    return "+ ";
  }
  return before !== 0 && after === 0 ? "\u2212 " : "";
}

/**
 * A frame has the colour of its subtree: grey where its change is none, too small or noise.
 * @param {CallTree} tree
 * @param {Comparison} comparison
 * @param {number} row
 * @returns {string}
 */
function changeClass(tree, comparison, row) {
  const { before, after, difference, verdict } = comparison.ofSubtree(row);
  const isLight = !verdict && Math.abs(difference) < comparison.block.smallest;
  const isNoise = verdict === Comparison.SMALL || verdict === Comparison.NOISE;
  let look = "is-same";
  if (difference !== 0 && !isLight && !isNoise) {
    const strength = Math.abs(difference) / (tree.isNet ? comparison.moved : before);
    const step = strength < 0.1 ? 1 : strength < 0.5 ? 2 : 3;
    look = `${difference > 0 ? "more" : "less"}-${step}`;
  }
  if (tree.isNet || (before === 0) === (after === 0)) {
    return look;
  }
  return `${look} ${before === 0 ? "is-new" : "is-gone"}`;
}
