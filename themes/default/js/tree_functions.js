"use strict";

/**
 * What each function weighs as it was recorded, along `frame`, one of its frames. The side before is null unless the
 * tree is a difference.
 *
 * @typedef {object} TopTable
 * @property {Int32Array} frame
 * @property {Float64Array} self
 * @property {Float64Array} total recursion counted once
 * @property {Float64Array | null} selfBefore
 * @property {Float64Array | null} totalBefore
 * @property {Int32Array} rows how many rows of the tree are of the function
 */

/**
 * The table of functions of a derived tree, from its rows; the same columns as in the page's data. Made when first
 * asked for.
 */
class RowFunctions {
  /** @type {{frame: number[], slot: Int32Array, isOutermost: Uint8Array} | null} */
  #listed = null;
  /** @type {Map<string, WeightColumn[]>} */
  #columns = new Map();

  /**
   * @param {FrameTable} frames
   * @param {Int32Array} rowFrames the frame of each row
   * @param {TreeShape} shape
   * @param {TreeWeights} weights
   */
  constructor(frames, rowFrames, shape, weights) {
    this.frames = frames;
    this.rowFrames = rowFrames;
    this.shape = shape;
    this.weights = weights;
  }

  /** @returns {readonly number[]} */
  get frame() {
    return this.#functions().frame;
  }

  get self() {
    return this.#summed("self", false);
  }

  get total() {
    return this.#summed("self", true);
  }

  get self_before() {
    return this.weights.before && this.#summed("before", false);
  }

  get total_before() {
    return this.weights.before && this.#summed("before", true);
  }

  /**
   * @param {"self" | "before"} side
   * @param {boolean} isTotal
   * @returns {WeightColumn[]}
   */
  #summed(side, isTotal) {
    const key = `${side} ${isTotal}`;
    let columns = this.#columns.get(key);
    if (columns === undefined) {
      columns = (this.weights[side] ?? []).map((column, metric) =>
        column.of === undefined ? { scale: 1, values: this.#sums(side, metric, isTotal) } : column,
      );
      this.#columns.set(key, columns);
    }
    return columns;
  }

  /**
   * @param {"self" | "before"} side
   * @param {number} metric
   * @param {boolean} isTotal
   * @returns {Float64Array}
   */
  #sums(side, metric, isTotal) {
    const { frame, slot, isOutermost } = this.#functions();
    const { end } = this.shape;
    const { values, scale } = resolvedColumn(this.weights[side] ?? [], metric);
    const sums = new Float64Array(frame.length);
    const edges = isTotal ? this.weights.sums(side, metric) : null;
    for (let row = 0; row < slot.length; row += 1) {
      if (slot[row] < 0 || (isTotal && isOutermost[row] === 0)) {
        continue;
      }
      sums[slot[row]] += edges === null ? scale * values[row] : edges[end[row]] - edges[row];
    }
    return sums;
  }

  #functions() {
    if (this.#listed === null) {
      const { frames, rowFrames, shape } = this;
      const { functionOf } = frames;
      const above = sameFunctionAbove(frames, rowFrames, shape);
      const isOutermost = new Uint8Array(rowFrames.length);
      const slotOf = new Int32Array(frames.length).fill(-1); // by function; there are at most as many as frames
      const slot = new Int32Array(rowFrames.length).fill(-1);
      /** @type {number[]} */
      const frame = [];
      for (let row = 0; row < rowFrames.length; row += 1) {
        if (rowFrames[row] >= 0) {
          const number = functionOf[rowFrames[row]];
          if (slotOf[number] < 0) {
            slotOf[number] = frame.push(rowFrames[row]) - 1;
          }
          slot[row] = slotOf[number];
          isOutermost[row] = above[row] < 0 ? 1 : 0;
        }
      }
      this.#listed = { frame, slot, isOutermost };
    }
    return this.#listed;
  }
}

/**
 * Every function's self and total in a metric: of the page's tree exact also where frames were folded, of a derived
 * tree as its rows say.
 * @param {TreeParts} parts
 * @param {number} metric
 * @returns {TopTable} in no order
 */
function topTable({ frames, frame, functions: { columns } }, metric) {
  const { functionOf } = frames;
  const counts = new Int32Array(frames.length);
  for (let row = 0; row < frame.length; row += 1) {
    if (frame[row] >= 0) {
      counts[functionOf[frame[row]]] += 1;
    }
  }
  const numbers = (/** @type {readonly WeightColumn[] | null | undefined} */ side) => {
    if (!side) {
      return null;
    }
    const { values, scale } = resolvedColumn(side, metric);
    return Float64Array.from(values, (value) => scale * value);
  };
  return {
    frame: Int32Array.from(columns.frame),
    self: numbers(columns.self) ?? new Float64Array(0),
    total: numbers(columns.total) ?? new Float64Array(0),
    selfBefore: numbers(columns.self_before),
    totalBefore: numbers(columns.total_before),
    rows: Int32Array.from(columns.frame, (named) => counts[functionOf[named]]),
  };
}

/**
 * For each row the nearest row above it of the same function, -1 where there is none.
 * @param {FrameTable} frames
 * @param {Int32Array} rowFrames
 * @param {TreeShape} shape
 * @returns {Int32Array}
 */
function sameFunctionAbove({ functionOf, length }, rowFrames, { end }) {
  const above = new Int32Array(rowFrames.length).fill(-1);
  const latest = new Int32Array(length).fill(-1);
  for (let row = 0; row < rowFrames.length; row += 1) {
    if (rowFrames[row] < 0) {
      continue;
    }
    const number = functionOf[rowFrames[row]];
    let open = latest[number];
    while (open >= 0 && end[open] <= row) {
      open = above[open]; // that one is closed for good: depth-first rows never come back
    }
    above[row] = open;
    latest[number] = row;
  }
  return above;
}

/**
 * The functions of a table in an order: by a column, then by total and self, the largest first, then by name. In a
 * difference a column is the side after minus the side before.
 * @param {TopTable} table
 * @param {FrameTable} frames
 * @param {{column: "name" | "self" | "total" | "rows", isFalling: boolean}} order
 * @returns {Int32Array} places in the table
 */
function topTableOrder({ frame, self, total, selfBefore, totalBefore, rows }, frames, { column, isFalling }) {
  const { ranks } = FrameOrder.of(frames);
  const changed = (/** @type {Float64Array} */ after, /** @type {Float64Array | null} */ before) =>
    before === null ? after : after.map((weight, place) => weight - before[place]);
  const columns = {
    name: Int32Array.from(frame, (named) => ranks[named]),
    self: changed(self, selfBefore),
    total: changed(total, totalBefore),
    rows,
  };
  const { [column]: first, name } = columns;
  const sign = isFalling ? -1 : 1;
  return countingUp(frame.length).sort(
    (one, other) =>
      sign * (first[one] - first[other]) ||
      columns.total[other] - columns.total[one] ||
      columns.self[other] - columns.self[one] ||
      name[one] - name[other],
  );
}
