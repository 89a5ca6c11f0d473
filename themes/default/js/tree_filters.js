"use strict";

/*
 * Questions that keep some of a tree's stacks and leave the others out; rows keep their order. Marked frames are 1 in
 * `marks`, which is as long as the table of frames. The same as in sitegen/analysis/transform.py.
 */

/**
 * Keeps the weight of stacks that hold a marked frame. What lies in rows of smaller frames elsewhere is left out.
 * @param {TreeParts} parts
 * @param {Uint8Array} marks
 * @returns {DerivationSteps}
 */
function* focusTree(parts, marks) {
  const within = rowsWithin(parts, marks);
  const keep = within.slice();
  const { parent } = parts.shape;
  for (let row = keep.length - 1; row > 0; row -= 1) {
    if (keep[row] === 1) {
      keep[parent[row]] = 1;
    }
  }
  yield;
  return yield* keptTree(parts, { keep, weighs: within, undecided: foldedOutside(parts, within) });
}

/**
 * Leaves out the weight of stacks that hold a marked frame. What lies in rows of smaller frames elsewhere is kept.
 * @param {TreeParts} parts
 * @param {Uint8Array} marks
 * @returns {DerivationSteps}
 */
function* ignoreTree(parts, marks) {
  const within = rowsWithin(parts, marks);
  const weighs = weighingRows(parts.weights);
  yield;
  const keep = livingRows(parts.shape, weighs, within);
  yield;
  return yield* keptTree(parts, { keep, weighs: keep, undecided: foldedOutside(parts, within) });
}

/**
 * The rows that are left and those above them: not ignored, and with weight, or without callees from the beginning.
 * @param {TreeShape} shape
 * @param {Uint8Array} weighs
 * @param {Uint8Array} isIgnored
 * @returns {Uint8Array}
 */
function livingRows({ parent, end }, weighs, isIgnored) {
  const lives = new Uint8Array(parent.length);
  for (let row = parent.length - 1; row >= 0; row -= 1) {
    if (isIgnored[row] === 0 && (lives[row] === 1 || weighs[row] === 1 || end[row] === row + 1)) {
      lives[row] = 1;
      if (row > 0) {
        lives[parent[row]] = 1;
      }
    }
  }
  lives[0] = 1;
  return lives;
}

/**
 * The rows that are kept, in the same order.
 * @param {TreeParts} parts
 * @param {object} choice
 * @param {Uint8Array} choice.keep no row without the row above it
 * @param {Uint8Array} choice.weighs 1 for the rows whose own weight is kept, of those that are
 * @param {Int32Array} [choice.undecided]
 * @param {TreeWeights} [choice.weights] others than the tree's own
 * @returns {DerivationSteps}
 */
function* keptTree(parts, { keep, weighs, undecided, weights }) {
  keep[0] = 1;
  const { length, depth: depths } = parts.shape;
  const place = new Int32Array(length).fill(-1);
  const owner = new Int32Array(length).fill(-1);
  const origin = new Int32Array(length);
  let size = 0;
  for (let row = 0; row < length; row += 1) {
    if (keep[row] === 1) {
      place[row] = size;
      owner[row] = weighs[row] === 1 ? size : -1;
      origin[size] = row;
      size += 1;
    }
  }
  const rows = origin.slice(0, size);
  yield;
  const frame = gathered(parts.frame, rows);
  const depth = gathered(depths, rows);
  yield;
  return yield* derivedTree(parts, { frame, depth, owner, place, origin: rows, undecided, weights });
}

/**
 * @param {TreeParts} parts
 * @param {Uint8Array} marks
 * @returns {Uint8Array} 1 for each row of a marked frame and all below it
 */
function rowsWithin(parts, marks) {
  const within = new Uint8Array(parts.shape.length);
  for (const row of outermostRows(parts, marks)) {
    within.fill(1, row, parts.shape.end[row]);
  }
  return within;
}

/**
 * @param {TreeParts} parts
 * @param {Uint8Array} marks
 * @returns {Int32Array} the rows of marked frames that have none above them
 */
function outermostRows({ frame, shape: { end, length } }, marks) {
  const rows = new Int32Array(length);
  let count = 0;
  for (let row = 0; row < length; row += 1) {
    if (frame[row] >= 0 && marks[frame[row]] === 1) {
      rows[count] = row;
      count += 1;
      row = end[row] - 1;
    }
  }
  return rows.slice(0, count);
}

/**
 * @param {TreeParts} parts
 * @param {Uint8Array} within
 * @returns {Int32Array} the rows of smaller frames that do not lie there
 */
function foldedOutside({ foldedCounts }, within) {
  return Int32Array.from(foldedCounts.keys()).filter((row) => within[row] === 0);
}

/**
 * @param {TreeParts} parts
 * @returns {Int32Array} all rows of smaller frames
 */
function foldedRowsOf({ foldedCounts }) {
  return Int32Array.from(foldedCounts.keys());
}
