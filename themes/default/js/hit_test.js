"use strict";

/**
 * The row drawn at a place of a picture, or -1. Slivers are hit from a little beside them.
 * @param {CallTree} tree
 * @param {Picture} picture
 * @param {number} depth
 * @param {number} x in px of the picture
 * @returns {number}
 */
function rowAtPlace(tree, { rows, left, width }, depth, x) {
  const REACH_PX = 2;
  let found = -1;
  let nearest = REACH_PX;
  rows.forEach((row, index) => {
    if (tree.depth[row] === depth) {
      const distance = Math.max(left[index] - x, x - left[index] - width[index], 0);
      if (distance < nearest) {
        nearest = distance;
        found = row;
      }
    }
  });
  return found;
}
