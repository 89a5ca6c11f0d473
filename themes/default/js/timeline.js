"use strict";

/**
 * When the rows of a tree were; sitegen/drawing/page_data.py says what is in it.
 *
 * @typedef {{begin: WeightColumn, length: WeightColumn, lanes: number[]}} TimeBlock
 *
 * A thread's place in a chart: its row, and its tracks, one for each depth of its stacks, from `first` on.
 *
 * @typedef {{row: number, first: number, tracks: number}} Lane
 */

/** A recording in order of time: a tree whose rows are stretches of time. Times are nanoseconds since its beginning. */
class Timeline {
  /**
   * @param {CallTree} tree
   * @param {TimeBlock} time
   */
  constructor(tree, { begin, length, lanes }) {
    this.tree = tree;
    this.begin = new Float64Array(tree.length);
    this.end = new Float64Array(tree.length);
    /** The track of each row, counted over all lanes; -1 for the root and the threads. */
    this.track = new Int32Array(tree.length).fill(-1);
    const columns = [begin, length];
    for (let row = 0; row < tree.length; row += 1) {
      const above = row === 0 ? 0 : this.begin[tree.parent[row]];
      this.begin[row] = above + columnValue(columns, 0, row);
      this.end[row] = this.begin[row] + columnValue(columns, 1, row);
    }
    /** @type {Lane[]} */
    this.lanes = [];
    let first = 0;
    for (const row of lanes) {
      const tracks = this.#fillTracks(row, first);
      this.lanes.push({ row, first, tracks });
      first += tracks;
    }
  }

  /** @returns {TimeWindow} the whole recording */
  get whole() {
    return { from: this.begin[0], to: this.end[0] };
  }

  /**
   * @param {number} row
   * @returns {number}
   */
  length(row) {
    return this.end[row] - this.begin[row];
  }

  /**
   * How much of a row's time no child covers: its own, of a thread the time in which nothing ran.
   * @param {number} row
   * @returns {number}
   */
  ownTime(row) {
    const { tree } = this;
    let own = this.length(row);
    for (let child = row + 1; child < tree.end[row]; child = tree.end[child]) {
      own -= this.length(child);
    }
    return own;
  }

  /**
   * @param {number} row
   * @returns {Lane} the thread that it belongs to
   */
  laneOf(row) {
    return this.lanes.find((lane) => row >= lane.row && row < this.tree.end[lane.row]) ?? this.lanes[0];
  }

  /**
   * @param {Lane} lane
   * @returns {string}
   */
  laneName({ row }) {
    return this.tree.name(row);
  }

  /**
   * @param {number} lane its row
   * @param {number} first
   * @returns {number} how many tracks there are, at least one
   */
  #fillTracks(lane, first) {
    const { depth, end } = this.tree;
    let deepest = 1;
    for (let row = lane + 1; row < end[lane]; row += 1) {
      const level = depth[row] - depth[lane];
      this.track[row] = first + level - 1;
      deepest = Math.max(deepest, level);
    }
    return deepest;
  }
}
