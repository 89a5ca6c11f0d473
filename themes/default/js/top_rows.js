"use strict";

/** The functions of a tree in a metric: what each weighs, and which row of the tree it is best shown by. */
class TopRows {
  /** @type {Int32Array} by function: its place in the table, or -1 */
  #placeOf;

  /**
   * @param {CallTree} tree of a difference in the measure that is shown
   * @param {number} metric
   */
  constructor(tree, metric) {
    const { parts, frames, comparison } = tree;
    this.tree = tree;
    this.metric = metric;
    this.table = topTable(parts, metric);
    const { functionOf } = frames;
    this.#placeOf = new Int32Array(frames.length).fill(-1);
    this.table.frame.forEach((frame, place) => {
      this.#placeOf[functionOf[frame]] = place;
    });
    /** The heaviest row of each function, -1 where all of them are among smaller frames. */
    this.heaviest = this.#findHeaviest();
    this.weighing = topWeighing(this.table, tree, metric, comparison);
  }

  /** @returns {number} how many functions there are, with weight or without */
  get length() {
    return this.table.frame.length;
  }

  /**
   * @param {number} place
   * @returns {string} the function's name
   */
  name(place) {
    return this.tree.frames.name(this.table.frame[place]);
  }

  /**
   * @param {number} row of the tree
   * @returns {number} the place of its function, -1 for a row of none
   */
  placeOfRow(row) {
    const frame = row < 0 ? -1 : this.tree.frame[row];
    return frame < 0 ? -1 : this.#placeOf[this.tree.frames.functionOf[frame]];
  }

  /**
   * The row that a function is shown by: its heaviest in the zoomed picture, else its heaviest.
   * @param {number} place
   * @param {number} zoom
   * @returns {number} -1 where it has none
   */
  rowOf(place, zoom) {
    const number = this.tree.frames.functionOf[this.table.frame[place]];
    const inside = zoom > 0 ? widestRowOf(this.tree, this.metric, number, zoom) : -1;
    return inside >= 0 ? inside : this.heaviest[place];
  }

  /**
   * @param {Matches | null} matches null where nothing is searched for
   * @returns {Int32Array} the places of functions that have weight, and of these those that were found
   */
  listed(matches) {
    const { frame, self, total, selfBefore, totalBefore } = this.table;
    return countingUp(this.length).filter(
      (place) =>
        (matches === null || matches.hasFrame(frame[place])) &&
        (self[place] || total[place] || selfBefore?.[place] || totalBefore?.[place]),
    );
  }

  /** @returns {Int32Array} along the table: the widest row of each function */
  #findHeaviest() {
    const { frame, end, frames } = this.tree;
    const { functionOf } = frames;
    const edges = this.tree.edges(this.metric);
    const rows = new Int32Array(this.length).fill(-1);
    for (let row = 0; row < frame.length; row += 1) {
      const place = frame[row] < 0 ? -1 : this.#placeOf[functionOf[frame[row]]];
      const known = place < 0 ? 0 : rows[place];
      if (place >= 0 && (known < 0 || edges[end[row]] - edges[row] > edges[end[known]] - edges[known])) {
        rows[place] = row;
      }
    }
    return rows;
  }
}

/**
 * What functions weigh in the measure that a tree is shown in.
 * @param {TopTable} table
 * @param {CallTree} tree
 * @param {number} metric
 * @param {Comparison | null} comparison
 * @returns {Weighing}
 */
function topWeighing({ frame, self, total, selfBefore, totalBefore, rows }, tree, metric, comparison) {
  const { ranks } = FrameOrder.of(tree.frames);
  const { before = 1, after = 1 } = comparison?.block ?? {};
  return {
    unit: tree.unit(metric),
    whole: tree.whole[metric],
    self: (place) => self[place] / after,
    total: (place) => total[place] / after,
    selfBefore: (place) => (selfBefore?.[place] ?? 0) / before,
    totalBefore: (place) => (totalBefore?.[place] ?? 0) / before,
    rank: (place) => ranks[frame[place]],
    frames: (place) => rows[place],
  };
}
