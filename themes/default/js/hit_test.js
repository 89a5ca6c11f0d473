"use strict";

/** What lies at a place of a picture: a row, -1 for none. On a hatched run `row` is the heaviest of those near. */
class Hit {
  /** How far beside a frame or a run it is still hit: slivers are hard to meet. */
  static REACH_PX = 2;
  static MISS = new Hit(-1);

  /**
   * @param {number} row
   * @param {readonly number[]} [run] all rows of the hatched run there
   */
  constructor(row, run = []) {
    this.row = row;
    this.run = run;
  }
}

/**
 * @param {CallTree} tree
 * @param {number} metric
 * @param {Picture} picture
 * @param {{depth: number, x: number}} place x in px of the picture
 * @returns {Hit}
 */
function hitAtPlace(tree, metric, picture, { depth, x }) {
  let found = -1;
  let nearest = Hit.REACH_PX;
  picture.rows.forEach((row, index) => {
    const distance = distanceTo(x, picture.left[index], picture.width[index]);
    if (tree.depth[row] === depth && distance < nearest) {
      nearest = distance;
      found = row;
    }
  });
  let run = -1;
  picture.runDepth.forEach((runDepth, index) => {
    const distance = distanceTo(x, picture.runLeft[index], picture.runWidth[index]);
    if (runDepth === depth && distance < nearest) {
      nearest = distance;
      run = index;
    }
  });
  if (run < 0) {
    return found < 0 ? Hit.MISS : new Hit(found);
  }
  const rows = rowsOfRun(tree, metric, picture, run);
  return new Hit(heaviestNear(tree, metric, picture, rows, x), rows);
}

/**
 * The rows that a hatched run stands for: down from the zoomed row, past all that is not drawn or lies beside it.
 * @param {CallTree} tree
 * @param {number} metric
 * @param {Picture} picture
 * @param {number} run
 * @returns {number[]}
 */
function rowsOfRun(tree, metric, picture, run) {
  const { zoom, threshold, reach } = picture;
  const depth = picture.runDepth[run];
  const from = picture.runLeft[run];
  const to = from + picture.runWidth[run];
  /** @type {number[]} */
  const rows = [];
  for (let row = zoom + 1; row < tree.end[zoom]; ) {
    const { left, width } = placeOf(tree, metric, picture, row);
    const level = tree.depth[row];
    const middle = left + width / 2;
    if (level === depth && width > 0 && middle > from && middle < to) {
      rows.push(row);
    }
    const isOpen = level < depth && level <= reach && width >= threshold && left < to && left + width > from;
    row = isOpen ? row + 1 : tree.end[row];
  }
  return rows;
}

/**
 * @param {CallTree} tree
 * @param {number} metric
 * @param {Picture} picture
 * @param {readonly number[]} rows at least one
 * @param {number} x
 * @returns {number} the heaviest of the rows within reach, else the nearest
 */
function heaviestNear(tree, metric, picture, rows, x) {
  let found = rows[0];
  let nearest = Number.POSITIVE_INFINITY;
  let widest = 0;
  for (const row of rows) {
    const { left, width } = placeOf(tree, metric, picture, row);
    const distance = Math.max(Hit.REACH_PX, distanceTo(x, left, width));
    if (distance < nearest || (distance === nearest && width > widest)) {
      nearest = distance;
      widest = width;
      found = row;
    }
  }
  return found;
}

/**
 * @param {number} x
 * @param {number} left
 * @param {number} width
 * @returns {number} 0 inside
 */
function distanceTo(x, left, width) {
  return Math.max(left - x, x - left - width, 0);
}
