"use strict";

/**
 * What a tree is made of: from the page's data, or derived from another tree.
 *
 * @typedef {object} TreeParts
 * @property {FrameTable} frames
 * @property {Int32Array} frame of each row; ROOT and FOLDED are no frames
 * @property {TreeShape} shape
 * @property {TreeWeights} weights
 * @property {boolean} isNet whether only changes are known, and not what was before and after
 * @property {ReadonlyMap<number, number>} foldedCounts how many frames each row of smaller frames stands for
 * @property {FunctionTotals} functions
 * @property {readonly Comparison[]} comparisons of a difference, the default first
 * @property {LabelTable | null} [labels] of the page's own tree: what its rows weigh by the labels of samples
 *
 * How a figure shows a difference: in which measure, and which side its widths are of.
 *
 * @typedef {"larger" | "before" | "after"} WidthSide
 * @typedef {{comparison: Comparison, side: WidthSide}} DifferenceView
 */

/**
 * The call tree: rows in depth-first order, with their weights, their names and how wide they are.
 *
 * A difference is shown through trees made by `shownAs`, which have the same rows in the measure of a comparison.
 */
class CallTree {
  static ROOT = -1;
  static FOLDED = -2;

  /** @type {TreeParts} */
  #parts;
  /** @type {DifferenceView | null} */
  #view;
  /** @type {Map<string, CallTree>} */
  #shown = new Map();
  /** @type {Float64Array[]} */
  #edges = [];

  /**
   * @param {TreeParts} parts
   * @param {DifferenceView | null} [view]
   */
  constructor(parts, view = null) {
    const { frames, frame, shape, weights, isNet, foldedCounts } = parts;
    this.#parts = parts;
    this.#view = view;
    this.frames = frames;
    this.frame = frame;
    this.length = shape.length;
    this.parent = shape.parent;
    this.depth = shape.depth;
    this.end = shape.end;
    this.metrics = weights.metrics;
    this.whole = weights.whole;
    this.wholeBefore = weights.wholeBefore;
    this.isDifference = weights.before !== null;
    this.isNet = isNet;
    this.foldedRows = Int32Array.from(foldedCounts.keys());
  }

  /**
   * @param {TreeBlock} block
   * @param {FrameTable} frames
   * @returns {CallTree}
   */
  static fromBlock(block, frames) {
    const { metrics, whole, whole_before: wholeBefore, self, before, folded } = block;
    const frame = Int32Array.from(block.frame);
    const shape = TreeShape.fromSteps(block.step);
    const weights = new TreeWeights({ metrics, whole, wholeBefore, self, before });
    return new CallTree({
      frames,
      frame,
      shape,
      weights,
      isNet: block.net,
      foldedCounts: new Map(folded.rows.map((row, index) => [row, folded.counts[index]])),
      functions: new FunctionTotals(block.functions, frames, frame),
      comparisons: (block.comparisons ?? []).map((comparison) => new Comparison(comparison, shape, weights)),
      labels: block.labels ?? null,
    });
  }

  /** @returns {TreeParts} what it is made of, for what is derived from it */
  get parts() {
    return this.#parts;
  }

  /** @returns {Comparison | null} in whose measure the weights are; null where they are as they were recorded */
  get comparison() {
    return this.#view?.comparison ?? null;
  }

  /**
   * @param {number} metric
   * @returns {Comparison[]} the ways to compare the sides in a metric, the default first
   */
  comparisons(metric) {
    return this.#parts.comparisons.filter((comparison) => comparison.metric === metric);
  }

  /**
   * @param {number} metric
   * @param {string} scale
   * @returns {string} the scale where the metric has it, else the metric's first; "" where it has none
   */
  scaleOf(metric, scale) {
    const offered = this.comparisons(metric);
    return (offered.find((comparison) => comparison.scale === scale) ?? offered[0])?.scale ?? "";
  }

  /**
   * A difference in the measure of one of its comparisons; a tree of one side is shown as it is. The rows are the same
   * in all of them, and only weights of the metric are of use.
   * @param {number} metric
   * @param {string} scale as `scaleOf` answers
   * @param {WidthSide} side
   * @returns {CallTree}
   */
  shownAs(metric, scale, side) {
    if (!this.isDifference) {
      return this;
    }
    const key = `${metric} ${scale} ${side}`;
    let shown = this.#shown.get(key);
    if (shown === undefined) {
      const { shape, weights } = this.#parts;
      const found = this.comparisons(metric).find((comparison) => comparison.scale === scale);
      shown = new CallTree(this.#parts, { comparison: found ?? Comparison.plain(metric, shape, weights), side });
      this.#shown.set(key, shown);
    }
    return shown;
  }

  /**
   * @param {number} metric
   * @returns {Metric} what the weights of a metric are in
   */
  unit(metric) {
    return this.comparison?.unit ?? this.metrics[metric];
  }

  /**
   * Where rectangles begin and end, in the metric's unit: row i lies from edges[i] to edges[end[i]]. In a difference
   * a row is as wide as the chosen side, or the larger of both, summed up, so that children fit and no frame is hidden.
   * @param {number} metric
   * @returns {Float64Array} one longer than the tree
   */
  edges(metric) {
    this.#edges[metric] ??= this.#findEdges(metric);
    return this.#edges[metric];
  }

  /**
   * A row's weight with its subtree's; in a difference the side after.
   * @param {number} row
   * @param {number} metric
   * @returns {number}
   */
  total(row, metric) {
    return this.recordedTotal(row, metric) / this.#divisor("self");
  }

  /**
   * The same as it was recorded.
   * @param {number} row
   * @param {number} metric
   * @returns {number}
   */
  recordedTotal(row, metric) {
    const sums = this.#parts.weights.sums("self", metric);
    return sums[this.end[row]] - sums[row];
  }

  /**
   * The total of the side before; zero where the tree has one side.
   * @param {number} row
   * @param {number} metric
   * @returns {number}
   */
  totalBefore(row, metric) {
    return this.recordedBefore(row, metric) / this.#divisor("before");
  }

  /**
   * The same as it was recorded.
   * @param {number} row
   * @param {number} metric
   * @returns {number}
   */
  recordedBefore(row, metric) {
    if (!this.isDifference) {
      return 0;
    }
    const sums = this.#parts.weights.sums("before", metric);
    return sums[this.end[row]] - sums[row];
  }

  /**
   * A row's own weight; in a difference the side after.
   * @param {number} row
   * @param {number} metric
   * @returns {number}
   */
  selfWeight(row, metric) {
    return this.#parts.weights.own("self", metric, row) / this.#divisor("self");
  }

  /**
   * @param {number} row
   * @param {number} metric
   * @returns {number}
   */
  selfBefore(row, metric) {
    return this.#parts.weights.own("before", metric, row) / this.#divisor("before");
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
    return this.#parts.foldedCounts.get(row) ?? 0;
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
   * The row's function over the whole profile, as it was recorded; null for rows without a function.
   * @param {number} row
   * @param {number} metric
   * @returns {FunctionWeights | null}
   */
  functionTotals(row, metric) {
    return this.#parts.functions.of(this.frame[row], metric);
  }

  /**
   * @param {number} metric
   * @returns {Float64Array}
   */
  #findEdges(metric) {
    const { weights } = this.#parts;
    const side = this.isDifference ? (this.#view?.side ?? "larger") : "after";
    if (side === "larger") {
      return accumulated(this.length, (row) => Math.max(this.selfWeight(row, metric), this.selfBefore(row, metric)));
    }
    const column = side === "after" ? "self" : "before";
    const divisor = this.#divisor(column);
    const sums = weights.sums(column, metric);
    return divisor === 1 ? sums : sums.map((sum) => sum / divisor);
  }

  /**
   * @param {"self" | "before"} side
   * @returns {number} what recorded weights are divided by
   */
  #divisor(side) {
    return this.#view?.comparison.block[side === "self" ? "after" : "before"] ?? 1;
  }
}
