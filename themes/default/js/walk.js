"use strict";

/*
 * Walking from frame to frame by keyboard, and which frame to zoom to so that another one can be seen. Rows without
 * weight in the metric are no stops.
 */

/** @typedef {"deeper" | "shallower" | "previous" | "next" | "first" | "last"} Step */

/**
 * The row a step away; the row itself where there is none.
 * @param {CallTree} tree
 * @param {number} metric
 * @param {number} row
 * @param {Step} step
 * @param {number} zoom the row that fills the picture: beside it and its ancestors nothing is shown
 * @returns {number}
 */
function walk(tree, metric, row, step, zoom) {
  switch (step) {
    case "deeper":
      return isAbove(tree, row, zoom) ? childTowards(tree, row, zoom) : widestChild(tree, metric, row);
    case "shallower":
      return Math.max(0, tree.parent[row]);
    case "first":
      return zoom;
    case "last":
      return heaviestLeaf(tree, metric, zoom);
    default:
      return row === zoom || isAbove(tree, row, zoom) ? row : sibling(tree, metric, row, step === "next");
  }
}

/**
 * The outermost row to zoom to that shows `row` at least `leastPx` wide; the present zoom where that does.
 * @param {CallTree} tree
 * @param {number} metric
 * @param {number} row
 * @param {{zoom: number, widthPx: number, leastPx: number}} picture
 * @returns {number}
 */
function zoomThatShows(tree, metric, row, { zoom, widthPx, leastPx }) {
  const width = tree.width(row, metric);
  const isWideUnder = (/** @type {number} */ outer) => width * widthPx >= leastPx * tree.width(outer, metric);
  if (isAbove(tree, row, zoom) || (isInside(tree, row, zoom) && isWideUnder(zoom))) {
    return zoom;
  }
  return ancestorsOf(tree, row).find(isWideUnder) ?? row;
}

/**
 * @param {CallTree} tree
 * @param {number} row
 * @param {number} other
 * @returns {boolean} whether `row` is an ancestor of `other`
 */
function isAbove(tree, row, other) {
  return row < other && other < tree.end[row];
}

/**
 * @param {CallTree} tree
 * @param {number} row
 * @param {number} outer
 * @returns {boolean} whether `row` lies in the subtree of `outer`
 */
function isInside(tree, row, outer) {
  return row >= outer && row < tree.end[outer];
}

/**
 * @param {CallTree} tree
 * @param {number} row an ancestor of `below`
 * @param {number} below
 * @returns {number} the child of `row` on the way
 */
function childTowards(tree, row, below) {
  let child = below;
  while (tree.parent[child] !== row) {
    child = tree.parent[child];
  }
  return child;
}

/**
 * @param {CallTree} tree
 * @param {number} metric
 * @param {number} row
 * @returns {number}
 */
function widestChild(tree, metric, row) {
  let widest = row;
  let most = 0;
  for (let child = row + 1; child < tree.end[row]; child = tree.end[child]) {
    const width = tree.width(child, metric);
    if (width > most) {
      most = width;
      widest = child;
    }
  }
  return widest;
}

/**
 * @param {CallTree} tree
 * @param {number} metric
 * @param {number} row
 * @returns {number}
 */
function heaviestLeaf(tree, metric, row) {
  let leaf = row;
  for (let child = widestChild(tree, metric, leaf); child !== leaf; child = widestChild(tree, metric, leaf)) {
    leaf = child;
  }
  return leaf;
}

/**
 * @param {CallTree} tree
 * @param {number} metric
 * @param {number} row
 * @param {boolean} isNext
 * @returns {number}
 */
function sibling(tree, metric, row, isNext) {
  const parent = tree.parent[row];
  let previous = row;
  for (let child = parent + 1; parent >= 0 && child < tree.end[parent]; child = tree.end[child]) {
    if (child === row || tree.width(child, metric) === 0) {
      if (child === row && !isNext) {
        return previous;
      }
      continue;
    }
    if (isNext && child > row) {
      return child;
    }
    previous = child;
  }
  return row;
}
