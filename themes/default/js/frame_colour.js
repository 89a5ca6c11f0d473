"use strict";

/**
 * The classes that say how a row is coloured: by package, all alike, or in a difference by what became of it.
 * @param {CallTree} tree
 * @param {number} metric
 * @param {number} row
 * @param {string} color what the author chose: "package" or "one"
 * @returns {string}
 */
function colourClass(tree, metric, row, color) {
  const frame = tree.frame[row];
  if (!tree.isDifference) {
    if (frame < 0) {
      return frame === CallTree.ROOT ? "hue-root" : "hue-folded";
    }
    return color === "one" ? "hue-0" : tree.frames.colourClass(frame);
  }
  const total = tree.total(row, metric);
  const before = tree.totalBefore(row, metric);
  if (total === before) {
    return "is-same";
  }
  if (total > before) {
    return before === 0 ? "is-more is-new" : "is-more";
  }
  return total === 0 ? "is-less is-gone" : "is-less";
}
