"use strict";

/**
 * Walks stacks from the inside out: items are rows of a tree, each with a cursor that goes up by its callers. Items that
 * belong together lie side by side; a step up sorts such a stretch by the frames that its cursors reach.
 */
class StackWalk {
  /** What `keys` holds for a cursor that has left its stack. */
  static #OUT = 0;

  #spareItems;
  #spareCursors;
  #keys;
  #counts;

  /**
   * @param {TreeParts} parts
   * @param {Int32Array} items rows in their order; taken over
   */
  constructor(parts, items) {
    const order = FrameOrder.of(parts.frames);
    this.frame = parts.frame;
    this.parent = parts.shape.parent;
    this.ranks = order.ranks;
    this.identity = order.identity;
    this.items = items;
    this.cursors = items.slice();
    this.#spareItems = new Int32Array(items.length);
    this.#spareCursors = new Int32Array(items.length);
    this.#keys = new Int32Array(items.length);
    this.#counts = new Int32Array(this.ranks.length + 2);
  }

  /**
   * Moves a stretch of items to their callers. Those without one come first, the others by the callers' frames.
   * @param {number} start
   * @param {number} stop
   */
  climb(start, stop) {
    const { cursors, parent } = this;
    for (let at = start; at < stop; at += 1) {
      cursors[at] = parent[cursors[at]];
    }
    this.sort(start, stop);
  }

  /**
   * Sorts a stretch of items by the frames of their cursors; those of one frame keep their order.
   * @param {number} start
   * @param {number} stop
   */
  sort(start, stop) {
    const keys = this.#keys;
    for (let at = start; at < stop; at += 1) {
      keys[at] = this.#key(this.cursors[at]);
    }
    const FEW = 12;
    if (stop - start <= FEW) {
      this.#insert(start, stop);
    } else {
      this.#distribute(start, stop);
    }
  }

  /**
   * @param {number} at the beginning of a stretch that was sorted
   * @param {number} stop
   * @returns {number} where the items end whose cursors are at the same frame as the first one's
   */
  sameUntil(at, stop) {
    const keys = this.#keys;
    let next = at + 1;
    while (next < stop && keys[next] === keys[at]) {
      next += 1;
    }
    return next;
  }

  /**
   * @param {number} at
   * @returns {boolean} whether the item's stack has no caller more
   */
  isOut(at) {
    return this.#keys[at] === StackWalk.#OUT;
  }

  /**
   * @param {number} at
   * @returns {number} the frame that the item's cursor is at, the first of those that are one node
   */
  frameAt(at) {
    const frame = this.frame[this.cursors[at]];
    return frame < 0 ? frame : this.identity[frame];
  }

  /**
   * @param {number} cursor
   * @returns {number} frames in their order, then rows of smaller frames
   */
  #key(cursor) {
    if (cursor === 0) {
      return StackWalk.#OUT;
    }
    const frame = this.frame[cursor];
    return 1 + (frame < 0 ? this.ranks.length : this.ranks[this.identity[frame]]);
  }

  /**
   * @param {number} start
   * @param {number} stop
   */
  #insert(start, stop) {
    const { items, cursors } = this;
    const keys = this.#keys;
    for (let at = start + 1; at < stop; at += 1) {
      const [key, item, cursor] = [keys[at], items[at], cursors[at]];
      let hole = at;
      for (; hole > start && keys[hole - 1] > key; hole -= 1) {
        keys[hole] = keys[hole - 1];
        items[hole] = items[hole - 1];
        cursors[hole] = cursors[hole - 1];
      }
      keys[hole] = key;
      items[hole] = item;
      cursors[hole] = cursor;
    }
  }

  /**
   * A counting sort over the keys that there are.
   * @param {number} start
   * @param {number} stop
   */
  #distribute(start, stop) {
    const { items, cursors } = this;
    const keys = this.#keys;
    const counts = this.#counts;
    const met = this.#spareItems; // not needed for items yet
    let metCount = 0;
    for (let at = start; at < stop; at += 1) {
      if (counts[keys[at]] === 0) {
        met[metCount] = keys[at];
        metCount += 1;
      }
      counts[keys[at]] += 1;
    }
    const sorted = met.slice(0, metCount).sort();
    let place = start;
    for (const key of sorted) {
      place += counts[key];
      counts[key] = place - counts[key]; // from here on where the key's next item goes
    }
    for (let at = start; at < stop; at += 1) {
      const to = counts[keys[at]];
      counts[keys[at]] = to + 1;
      this.#spareItems[to] = items[at];
      this.#spareCursors[to] = cursors[at];
    }
    items.set(this.#spareItems.subarray(start, stop), start);
    cursors.set(this.#spareCursors.subarray(start, stop), start);
    let from = start;
    for (const key of sorted) {
      keys.fill(key, from, counts[key]);
      from = counts[key];
      counts[key] = 0;
    }
  }
}
