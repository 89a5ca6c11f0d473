"use strict";

/**
 * The call tree: rows in depth-first order, so that a row's subtree is the slice from it to `end[row]`.
 *
 * Weights become prefix sums when a metric is first looked at, so that every total is one subtraction.
 */
class CallTree {
  static ROOT = -1;
  static FOLDED = -2;

  /** @type {TreeBlock} */
  #block;
  /** @type {Map<string, Float64Array>} */
  #prefixSums = new Map();
  /** @type {Map<number, number> | null} */
  #foldedCounts = null;
  /** @type {Map<number, number> | null} */
  #functionRows = null;
  /** @type {Map<number, number> | null} */
  #functionFrames = null;

  /**
   * @param {TreeBlock} block
   * @param {FrameTable} frames
   */
  constructor(block, frames) {
    this.#block = block;
    this.frames = frames;
    this.metrics = block.metrics;
    this.whole = block.whole;
    this.wholeBefore = block.whole_before;
    this.isDifference = block.before !== null;
    /** Whether only changes are known, and not what was before and after. */
    this.isNet = block.net;
    this.length = block.frame.length;
    this.frame = Int32Array.from(block.frame);
    this.parent = new Int32Array(this.length);
    this.depth = new Int32Array(this.length);
    /** The row after each row's subtree. */
    this.end = new Int32Array(this.length);
    this.foldedRows = Int32Array.from(block.folded.rows);
    this.#unfoldSteps(block.step);
  }

  /**
   * Where rectangles begin and end, in the metric's unit: row i lies from edges[i] to edges[end[i]]. In a difference
   * a row is as wide as the larger side, summed up, so that children fit and no frame is hidden.
   * @param {number} metric
   * @returns {Float64Array} one longer than the tree
   */
  edges(metric) {
    if (!this.isDifference) {
      return this.#sums("self", metric);
    }
    return this.#cached(`edges ${metric}`, () =>
      CallTree.#accumulate(this.length, (row) => Math.max(this.selfWeight(row, metric), this.selfBefore(row, metric))),
    );
  }

  /**
   * A row's weight with its subtree's; in a difference the side after.
   * @param {number} row
   * @param {number} metric
   * @returns {number}
   */
  total(row, metric) {
    const sums = this.#sums("self", metric);
    return sums[this.end[row]] - sums[row];
  }

  /**
   * The same of the side before; zero where the tree has one side.
   * @param {number} row
   * @param {number} metric
   * @returns {number}
   */
  totalBefore(row, metric) {
    if (!this.isDifference) {
      return 0;
    }
    const sums = this.#sums("before", metric);
    return sums[this.end[row]] - sums[row];
  }

  /**
   * A row's own weight, as it was written; in a difference the side after.
   * @param {number} row
   * @param {number} metric
   * @returns {number}
   */
  selfWeight(row, metric) {
    return CallTree.#weight(this.#block.self, metric, row);
  }

  /**
   * @param {number} row
   * @param {number} metric
   * @returns {number}
   */
  selfBefore(row, metric) {
    return this.#block.before === null ? 0 : CallTree.#weight(this.#block.before, metric, row);
  }

  /**
   * @param {number} row
   * @param {number} metric
   * @returns {number} how wide the row's rectangle is, in the metric's unit
   */
  width(row, metric) {
    const edges = this.edges(metric);
    return edges[this.end[row]] - edges[row];
  }

  /**
   * A row's name as it is shown: the frame's, `all`, or how many smaller frames it stands for.
   * @param {number} row
   * @returns {string}
   */
  name(row) {
    const frame = this.frame[row];
    if (frame >= 0) {
      return this.frames.name(frame);
    }
    if (frame === CallTree.ROOT) {
      return "all";
    }
    const count = this.foldedCount(row);
    return `${formatNumber(count)} smaller frame${count === 1 ? "" : "s"}`;
  }

  /**
   * @param {number} row
   * @returns {number} how many frames the row stands for; 0 unless it is one of smaller frames
   */
  foldedCount(row) {
    const { rows, counts } = this.#block.folded;
    this.#foldedCounts ??= new Map(rows.map((folded, index) => [folded, counts[index]]));
    return this.#foldedCounts.get(row) ?? 0;
  }

  /**
   * @param {number} row
   * @returns {number} how many children the row has
   */
  childCount(row) {
    let count = 0;
    for (let child = row + 1; child < this.end[row]; child = this.end[child]) {
      count += 1;
    }
    return count;
  }

  /**
   * The row's function over the whole profile, exact also where frames were folded; null for rows without a function.
   * `frames` is how many rows of the tree are of it.
   * @param {number} row
   * @param {number} metric
   * @returns {{self: number, total: number, frames: number} | null}
   */
  functionTotals(row, metric) {
    if (this.frame[row] < 0) {
      return null;
    }
    const functionOf = this.frames.functionOf;
    const { frame, self, total } = this.#block.functions;
    this.#functionRows ??= new Map(frame.map((named, index) => [functionOf[named], index]));
    const wanted = functionOf[this.frame[row]];
    const index = this.#functionRows.get(wanted);
    if (index === undefined) {
      return null;
    }
    const frames = this.#framesByFunction().get(wanted) ?? 0;
    return { self: CallTree.#weight(self, metric, index), total: CallTree.#weight(total, metric, index), frames };
  }

  /** @returns {Map<number, number>} how many rows are of each function */
  #framesByFunction() {
    if (this.#functionFrames === null) {
      const rowsOfFrame = new Int32Array(this.frames.length);
      for (const frame of this.frame) {
        if (frame >= 0) {
          rowsOfFrame[frame] += 1;
        }
      }
      /** @type {Map<number, number>} */
      const counts = new Map();
      rowsOfFrame.forEach((rows, frame) => {
        const owner = this.frames.functionOf[frame];
        counts.set(owner, (counts.get(owner) ?? 0) + rows);
      });
      this.#functionFrames = counts;
    }
    return this.#functionFrames;
  }

  /**
   * Depth, parent and end from each row's step; `open` holds the row that is open at each depth.
   * @param {number[]} steps
   */
  #unfoldSteps(steps) {
    const { parent, depth, end, length } = this;
    const open = new Int32Array(length + 1);
    let level = -1;
    for (let row = 0; row < length; row += 1) {
      const next = row === 0 ? 0 : level + steps[row];
      if (next > level + 1 || (row > 0 && next < 1) || !Number.isInteger(next)) {
        throw new RangeError(`row ${row} of a tree has no parent`);
      }
      for (let closed = next; closed <= level; closed += 1) {
        end[open[closed]] = row;
      }
      open[next] = row;
      depth[row] = next;
      parent[row] = next === 0 ? -1 : open[next - 1];
      level = next;
    }
    for (let closed = 0; closed <= level; closed += 1) {
      end[open[closed]] = length;
    }
  }

  /**
   * @param {"self" | "before"} side
   * @param {number} metric
   * @returns {Float64Array}
   */
  #sums(side, metric) {
    return this.#cached(`${side} ${metric}`, () => {
      const { values, scale } = CallTree.#resolved(this.#block[side] ?? [], metric);
      return CallTree.#accumulate(this.length, (row) => scale * values[row]);
    });
  }

  /**
   * @param {string} key
   * @param {() => Float64Array} compute
   * @returns {Float64Array}
   */
  #cached(key, compute) {
    let column = this.#prefixSums.get(key);
    if (column === undefined) {
      column = compute();
      this.#prefixSums.set(key, column);
    }
    return column;
  }

  /**
   * @param {number} length
   * @param {(row: number) => number} weight
   * @returns {Float64Array} entry k is the sum of the first k weights
   */
  static #accumulate(length, weight) {
    const sums = new Float64Array(length + 1);
    for (let row = 0; row < length; row += 1) {
      sums[row + 1] = sums[row] + weight(row);
    }
    return sums;
  }

  /**
   * @param {WeightColumn[]} columns
   * @param {number} metric
   * @returns {{values: number[], scale: number}}
   */
  static #resolved(columns, metric) {
    const { scale, values, of } = columns[metric];
    return values !== undefined
      ? { values, scale }
      : { values: columns[of ?? 0].values ?? [], scale: scale * columns[of ?? 0].scale };
  }

  /**
   * @param {WeightColumn[]} columns
   * @param {number} metric
   * @param {number} row
   * @returns {number}
   */
  static #weight(columns, metric, row) {
    const { values, scale } = CallTree.#resolved(columns, metric);
    return scale * values[row];
  }
}
