"use strict";

/** The nodes of an inverted tree as columns: each a stretch of items, those that end in it first, and its callers. */
class InvertedNodes {
  size = 0;
  #columns = /** @type {const} */ ([
    "start",
    "stop",
    "own",
    "depth",
    "frame",
    "origin",
    "firstCaller",
    "callerStop",
    "next",
  ]);

  constructor() {
    this.start = this.stop = this.own = this.depth = this.frame = new Int32Array(0);
    this.origin = this.firstCaller = this.callerStop = this.next = new Int32Array(0);
  }

  /**
   * @param {number} start
   * @param {number} stop
   * @param {number} depth
   * @param {number} frame
   * @param {number} origin
   * @returns {number} a node whose callers nobody looked for yet
   */
  add(start, stop, depth, frame, origin) {
    const node = this.size;
    if (node === this.start.length) {
      this.#grow();
    }
    this.start[node] = start;
    this.stop[node] = stop;
    this.own[node] = -1;
    this.depth[node] = depth;
    this.frame[node] = frame;
    this.origin[node] = origin;
    this.size += 1;
    return node;
  }

  /**
   * @param {number} node
   * @returns {boolean} whether its callers were looked for
   */
  isOpen(node) {
    return this.own[node] >= 0;
  }

  #grow() {
    const FIRST = 1024;
    for (const column of this.#columns) {
      const grown = new Int32Array(Math.max(FIRST, 2 * this[column].length));
      grown.set(this[column]);
      this[column] = grown;
    }
  }
}

/** The rows of an inverted tree as they are written. */
class InvertedRows {
  size = 1;
  /** @type {Map<number, number>} */
  foldedCounts = new Map();

  /**
   * @param {number} baseLength how many rows the tree has that is inverted
   * @param {number} most rows, the root too
   */
  constructor(baseLength, most) {
    this.frames = new Int32Array(most);
    this.depths = new Int32Array(most);
    this.origins = new Int32Array(most);
    this.frames[0] = CallTree.ROOT;
    this.owner = new Int32Array(baseLength).fill(-1);
  }

  /**
   * @param {number} frame
   * @param {number} depth
   * @param {number} origin
   * @returns {number} the row
   */
  add(frame, depth, origin) {
    const row = this.size;
    this.frames[row] = frame;
    this.depths[row] = depth;
    this.origins[row] = origin;
    this.size += 1;
    return row;
  }

  /**
   * The stacks of items end in the last row.
   * @param {Int32Array} items
   * @param {number} start
   * @param {number} stop
   */
  own(items, start, stop) {
    for (let at = start; at < stop; at += 1) {
      this.owner[items[at]] = this.size - 1;
    }
  }

  /** @returns {Pick<DerivedRows, "frame" | "depth" | "origin" | "owner" | "foldedCounts">} */
  get columns() {
    const [frame, depth, origin] = [this.frames, this.depths, this.origins].map((rows) => rows.slice(0, this.size));
    return { frame, depth, origin, owner: this.owner, foldedCounts: this.foldedCounts };
  }
}
