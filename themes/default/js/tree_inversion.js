"use strict";

/**
 * Builds the tree of stacks read from the inside out, below each frame its callers. Such a tree can be many times as
 * large as the one it is made of, so the heaviest rows are made first, and once the budget is spent the lightest
 * callers of a row stay together in one row of smaller frames. No weight is lost.
 */
class TreeInversion {
  /** How many rows are made at most, beside the first level, which is always whole. */
  static BUDGET = 300_000;

  static #BUCKETS = 512;
  static #BUCKETS_AN_OCTAVE = 8;

  #walk;
  #share;
  #budget;
  #nodes;
  /** Nodes by falling share, as lists: the first one of each bucket, and of each node the next one. */
  #buckets = new Int32Array(TreeInversion.#BUCKETS).fill(-1);
  #bucket = 0;
  #opened = 0;

  /**
   * @param {TreeParts} parts
   * @param {Int32Array} items the rows whose stacks are read; taken over
   * @param {Float64Array} share of each row of the tree: what its stack weighs, as `recordedShares` gives it
   * @param {number} [budget]
   */
  constructor(parts, items, share, budget = TreeInversion.BUDGET) {
    this.parts = parts;
    this.#walk = new StackWalk(parts, items);
    this.#share = share;
    this.#budget = budget;
    this.#nodes = new InvertedNodes();
  }

  /** Begins with a row for each frame. */
  beginByFrame() {
    const { length } = this.#walk.items;
    this.#walk.sort(0, length);
    for (let start = 0; start < length; ) {
      const stop = this.#walk.sameUntil(start, length);
      this.#add(start, stop, 0);
      start = stop;
    }
  }

  /** Begins with one row for all items. */
  beginAsOne() {
    if (this.#walk.items.length > 0) {
      this.#add(0, this.#walk.items.length, 0);
    }
  }

  /** @returns {Generator<void, InvertedRows, void>} */
  *steps() {
    const ITEMS_A_SLICE = 20_000;
    const first = this.#nodes.size;
    let worked = 0;
    const pause = (/** @type {number} */ items) => {
      worked = worked + items < ITEMS_A_SLICE ? worked + items : 0;
      return worked === 0;
    };
    for (let node = 0; node < first; node += 1) {
      if (pause(this.#open(node))) {
        yield;
      }
    }
    while (this.#opened < this.#budget) {
      const node = this.#next();
      if (node < 0) {
        break;
      }
      if (pause(this.#open(node))) {
        yield;
      }
    }
    yield;
    return yield* this.#written(first);
  }

  /**
   * Finds the callers of a node.
   * @param {number} node
   * @returns {number} about how much work it was
   */
  #open(node) {
    const nodes = this.#nodes;
    const walk = this.#walk;
    const [start, stop] = [nodes.start[node], nodes.stop[node]];
    walk.climb(start, stop);
    let next = start;
    if (walk.isOut(start)) {
      next = walk.sameUntil(start, stop);
    }
    nodes.own[node] = next;
    nodes.firstCaller[node] = nodes.size;
    while (next < stop) {
      const until = walk.sameUntil(next, stop);
      this.#await(this.#add(next, until, nodes.depth[node] + 1));
      next = until;
    }
    nodes.callerStop[node] = nodes.size;
    this.#opened += 1;
    return stop - start;
  }

  /**
   * @param {number} start
   * @param {number} stop
   * @param {number} depth
   * @returns {number} a node for the items between
   */
  #add(start, stop, depth) {
    const walk = this.#walk;
    return this.#nodes.add(start, stop, depth, walk.frameAt(start), walk.cursors[start]);
  }

  /** @param {number} node is to be opened in its turn */
  #await(node) {
    const nodes = this.#nodes;
    let share = 0;
    for (let at = nodes.start[node]; at < nodes.stop[node]; at += 1) {
      share += this.#share[this.#walk.items[at]];
    }
    const place = Math.floor(-Math.log2(share) * TreeInversion.#BUCKETS_AN_OCTAVE);
    const bucket = Math.min(Math.max(place, this.#bucket), TreeInversion.#BUCKETS - 1);
    nodes.next[node] = this.#buckets[bucket];
    this.#buckets[bucket] = node;
  }

  /** @returns {number} the heaviest node that waits, to a few percent; -1 where none does */
  #next() {
    while (this.#buckets[this.#bucket] < 0) {
      if (this.#bucket === TreeInversion.#BUCKETS - 1) {
        return -1;
      }
      this.#bucket += 1;
    }
    const node = this.#buckets[this.#bucket];
    this.#buckets[this.#bucket] = this.#nodes.next[node];
    return node;
  }

  /**
   * @param {number} first how many nodes are on the first level
   * @returns {Generator<void, InvertedRows, void>}
   */
  *#written(first) {
    const nodes = this.#nodes;
    const rows = new InvertedRows(this.parts.shape.length, 2 * this.#opened + 1);
    const { items } = this.#walk;
    const waiting = [];
    for (let node = first - 1; node >= 0; node -= 1) {
      waiting.push(node);
    }
    const ROWS_A_SLICE = 20_000;
    while (waiting.length > 0) {
      const node = /** @type {number} */ (waiting.pop());
      if (rows.size % ROWS_A_SLICE === 0) {
        yield;
      }
      if (node < 0) {
        this.#fold(~node, rows);
        continue;
      }
      rows.add(nodes.frame[node], nodes.depth[node] + 1, nodes.origin[node]);
      rows.own(items, nodes.start[node], nodes.own[node]);
      let isFolding = false;
      const place = waiting.length;
      for (let caller = nodes.callerStop[node] - 1; caller >= nodes.firstCaller[node]; caller -= 1) {
        if (nodes.isOpen(caller)) {
          waiting.push(caller);
        } else {
          isFolding = true;
        }
      }
      if (isFolding) {
        waiting.splice(place, 0, ~node); // they come after all other callers
      }
    }
    return rows;
  }

  /**
   * @param {number} node whose callers that nobody opened become one row
   * @param {InvertedRows} rows
   */
  #fold(node, rows) {
    const nodes = this.#nodes;
    let count = 0;
    const row = rows.add(CallTree.FOLDED, nodes.depth[node] + 2, -1);
    for (let caller = nodes.firstCaller[node]; caller < nodes.callerStop[node]; caller += 1) {
      if (!nodes.isOpen(caller)) {
        rows.own(this.#walk.items, nodes.start[caller], nodes.stop[caller]);
        count += 1;
      }
    }
    rows.foldedCounts.set(row, count);
  }
}
