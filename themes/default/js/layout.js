"use strict";

/*
 * Which rows of a tree a picture shows, and where: the culling rule of sitegen/drawing/layout.py, held to one table by
 * tests/data/layout.json, and besides that only the rows in sight.
 *
 * A row at least half a pixel wide is drawn. Narrower ones whose parent is drawn become hatched runs, one for each
 * stretch of neighbours. Their subtrees are skipped whole, so that the work follows what is drawn and not the tree.
 */

/**
 * What is drawn: `rows` with their left and width in px, first `above` ancestors of `zoom` at full width; hatched runs.
 * `threshold` is how wide a row has to be, and `reach` how deep it may lie, to be drawn.
 * `deepest` is the largest depth with something to draw, whether in sight or not, down to `last`.
 *
 * @typedef {object} Picture
 * @property {number} zoom
 * @property {number} widthPx
 * @property {number} above
 * @property {number[]} rows
 * @property {number[]} left
 * @property {number[]} width
 * @property {number[]} runDepth
 * @property {number[]} runLeft
 * @property {number[]} runWidth
 * @property {number} threshold
 * @property {number} reach
 * @property {number} deepest
 *
 * @typedef {object} LayoutOptions
 * @property {number} [zoom] the row that fills the width
 * @property {number} [most] how many elements there may be; above that the threshold rises
 * @property {number} [first] the smallest depth in sight
 * @property {number} [last] the largest depth in sight
 */

/**
 * The picture of the subtree of `zoom` over `widthPx`.
 * @param {CallTree} tree
 * @param {number} metric
 * @param {number} widthPx
 * @param {LayoutOptions} [options]
 * @returns {Picture}
 */
function layOut(tree, metric, widthPx, { zoom = 0, most = 5000, first = 0, last = Number.POSITIVE_INFINITY } = {}) {
  const STEP = 1.5;
  const half = Math.trunc(most / 2);
  // A threshold cannot thin out a column of full-width rows: it ends after half as many rows as there may be elements.
  const inSight = ancestorsOf(tree, zoom).filter((row) => tree.depth[row] >= first && tree.depth[row] <= last);
  const above = inSight.slice(-half);
  const left = most - above.length;
  const reach = Math.max(tree.depth[zoom], first) + Math.max(0, Math.trunc(left / 2) - 1);
  for (let threshold = 0.5; ; threshold *= STEP) {
    const isLast = threshold > widthPx;
    const limits = { zoom, most: isLast ? Number.POSITIVE_INFINITY : left, first, last, reach };
    const picture = drawnRows(tree, metric, widthPx, threshold, limits);
    if (picture !== null) {
      picture.above = above.length;
      picture.rows.unshift(...above);
      picture.left.unshift(...above.map(() => 0));
      picture.width.unshift(...above.map(() => widthPx));
      return picture;
    }
  }
}

/**
 * The largest depth with something to draw: how tall the picture is.
 * @param {CallTree} tree
 * @param {number} metric
 * @param {number} widthPx
 * @param {number} zoom
 * @returns {number}
 */
function deepestDrawn(tree, metric, widthPx, zoom) {
  return layOut(tree, metric, widthPx, { zoom, first: Number.POSITIVE_INFINITY }).deepest;
}

/**
 * Where any row of a picture lies, also one that is too narrow to be drawn.
 * @param {CallTree} tree
 * @param {number} metric
 * @param {Picture} picture
 * @param {number} row
 * @returns {{left: number, width: number}} in px
 */
function placeOf(tree, metric, { zoom, widthPx }, row) {
  const whole = tree.width(zoom, metric);
  if (row <= zoom) {
    return { left: 0, width: widthPx };
  }
  const edges = tree.edges(metric);
  const scale = whole > 0 ? widthPx / whole : 0;
  return { left: (edges[row] - edges[zoom]) * scale, width: (edges[tree.end[row]] - edges[row]) * scale };
}

/**
 * @param {CallTree} tree
 * @param {number} row
 * @returns {number[]} the root first
 */
function ancestorsOf(tree, row) {
  const above = [];
  for (let next = tree.parent[row]; next >= 0; next = tree.parent[next]) {
    above.push(next);
  }
  return above.reverse();
}

/**
 * The rows at least `threshold` wide and the runs between them, or null where that is more than `most`.
 * @param {CallTree} tree
 * @param {number} metric
 * @param {number} widthPx
 * @param {number} threshold
 * @param {Required<LayoutOptions> & {reach: number}} limits reach: the largest depth that is drawn, in sight or not
 * @returns {Picture | null}
 */
function drawnRows(tree, metric, widthPx, threshold, { zoom, most, first, last, reach }) {
  const { depth, end } = tree;
  const edges = tree.edges(metric);
  const start = edges[zoom];
  const whole = edges[end[zoom]] - start;
  const scale = whole > 0 ? widthPx / whole : 0;
  /** @type {number[]} */
  const rows = [];
  /** @type {number[]} */
  const left = [];
  /** @type {number[]} */
  const width = [];
  const runs = new Runs(threshold);
  let deepest = depth[zoom];
  for (let row = zoom; row < end[zoom]; ) {
    const level = depth[row];
    const wide = row === zoom ? widthPx : (edges[end[row]] - edges[row]) * scale;
    if ((wide < threshold || level > reach) && row !== zoom) {
      if (wide > 0) {
        runs.add(level, (edges[row] - start) * scale, wide);
      }
      row = end[row];
      continue;
    }
    deepest = Math.max(deepest, level);
    if (level >= first && level <= last) {
      if (rows.length >= most) {
        return null;
      }
      rows.push(row);
      left.push((edges[row] - start) * scale);
      width.push(wide);
    }
    row = level >= last ? end[row] : row + 1;
  }
  const painted = runs.painted(first);
  deepest = Math.max(deepest, runs.deepest);
  return rows.length + painted.runDepth.length > most
    ? null
    : { zoom, widthPx, above: 0, rows, left, width, ...painted, threshold, reach, deepest };
}

/** Stretches of neighbours that are each too narrow to draw, collected from left to right in every depth. */
class Runs {
  /** @type {{left: number, right: number}[][]} */
  #byDepth = [];

  /** @param {number} gap neighbours less than this apart, in px, are one run */
  constructor(gap) {
    this.gap = gap;
    /** The largest depth of a run that is painted. */
    this.deepest = 0;
  }

  /**
   * @param {number} depth
   * @param {number} left
   * @param {number} width
   */
  add(depth, left, width) {
    this.#byDepth[depth] ??= [];
    const runs = this.#byDepth[depth];
    const open = runs[runs.length - 1];
    if (open !== undefined && left - open.right < this.gap) {
      open.right = left + width;
    } else {
      runs.push({ left, right: left + width });
    }
  }

  /**
   * The runs from depth `first` on; one that stays narrower than half a pixel is not painted.
   * @param {number} first
   * @returns {{runDepth: number[], runLeft: number[], runWidth: number[]}}
   */
  painted(first) {
    /** @type {number[]} */
    const runDepth = [];
    /** @type {number[]} */
    const runLeft = [];
    /** @type {number[]} */
    const runWidth = [];
    this.#byDepth.forEach((runs, depth) => {
      for (const { left, right } of runs) {
        if (right - left < 0.5) {
          continue;
        }
        this.deepest = Math.max(this.deepest, depth);
        if (depth >= first) {
          runDepth.push(depth);
          runLeft.push(left);
          runWidth.push(right - left);
        }
      }
    });
    return { runDepth, runLeft, runWidth };
  }
}
