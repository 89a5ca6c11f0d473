"use strict";

/** Which rows of a call tree are listed: those whose callers are all open, siblings in an order. */
class TreeRows {
  /** How many rows are opened at once at most. */
  static MOST = 1000;

  /** @type {Set<number>} */
  #open = new Set();
  /** @type {Map<number, Int32Array>} */
  #children = new Map();
  /** @type {Int32Array} the listed rows */
  rows = new Int32Array(0);
  /** @type {Int32Array} where each of them stands among its siblings, counted from 1 */
  positions = new Int32Array(0);

  /**
   * @param {CallTree} tree
   * @param {number} metric
   * @param {(one: number, other: number) => number} order of siblings
   */
  constructor(tree, metric, order) {
    this.tree = tree;
    this.metric = metric;
    this.order = order;
  }

  /**
   * @param {number} row
   * @returns {boolean}
   */
  isOpen(row) {
    return this.#open.has(row);
  }

  /**
   * @param {number} row
   * @returns {Int32Array} its children, in order; rows without weight are left out
   */
  children(row) {
    let children = this.#children.get(row);
    if (children === undefined) {
      const { tree, metric } = this;
      const found = [];
      for (let child = row + 1; child < tree.end[row]; child = tree.end[child]) {
        if (tree.width(child, metric) > 0) {
          found.push(child);
        }
      }
      children = Int32Array.from(found).sort(this.order);
      this.#children.set(row, children);
    }
    return children;
  }

  /**
   * @param {number} row
   * @returns {number} where it is listed, -1 where one of its callers is closed
   */
  placeOf(row) {
    return this.rows.indexOf(row);
  }

  /** Opens the root, and on down the first of the children as long as it is at least half as wide as its caller. */
  openHeaviest() {
    const { tree, metric } = this;
    for (let row = 0, next = -1; row >= 0; row = next) {
      this.#open.add(row);
      const [first = -1] = this.children(row);
      next = first >= 0 && tree.width(first, metric) >= tree.width(row, metric) / 2 ? first : -1;
    }
    this.#list();
  }

  /**
   * Opens a row, and what is below it as long as there is no choice.
   * @param {number} row
   */
  open(row) {
    for (let next = row, children = this.children(next); children.length > 0; children = this.children(next)) {
      this.#open.add(next);
      if (children.length > 1) {
        break;
      }
      [next] = children;
    }
    this.#list();
  }

  /** @param {number} row */
  close(row) {
    this.#open.delete(row);
    this.#list();
  }

  /** Closes all but the root. */
  closeAll() {
    this.#open.clear();
    this.#open.add(0);
    this.#list();
  }

  /**
   * Opens what is below a row, the widest first.
   * @param {number} top
   * @returns {boolean} whether all of it could be opened
   */
  openBelow(top) {
    const { tree, metric } = this;
    /** @type {number[][]} rows to be opened, by how narrow they are in powers of two */
    const waiting = [];
    const wait = (/** @type {number} */ row) => {
      const narrow = Math.floor(Math.log2(tree.width(top, metric) / tree.width(row, metric)));
      waiting[narrow] ??= [];
      waiting[narrow].push(row);
    };
    wait(top);
    let count = 0;
    for (let narrow = 0; narrow < waiting.length; narrow += 1) {
      for (const row of waiting[narrow] ?? []) {
        const children = this.children(row);
        count += children.length;
        if (count > TreeRows.MOST) {
          this.#list();
          return false;
        }
        this.#open.add(row);
        children.forEach(wait); // as narrow as this one, or further on
      }
    }
    this.#list();
    return true;
  }

  /**
   * Opens all that is above a row.
   * @param {number} row
   * @returns {boolean} whether anything had to be opened
   */
  reveal(row) {
    const { parent } = this.tree;
    let isNew = false;
    for (let above = parent[row] ?? -1; above >= 0; above = parent[above]) {
      isNew = isNew || !this.#open.has(above);
      this.#open.add(above);
    }
    if (isNew) {
      this.#list();
    }
    return isNew;
  }

  /**
   * Opens what was open in another tree, as far as the same frames are there.
   * @param {TreeRows} former
   */
  openLike(former) {
    /** @type {[number, number][]} rows of both trees that are open */
    const pairs = [[0, 0]];
    for (const [row, like] of pairs) {
      this.#open.add(row);
      /** @type {Map<number, number>} */
      const rowOf = new Map();
      for (const child of former.children(like)) {
        if (former.isOpen(child)) {
          rowOf.set(former.tree.frame[child], child);
        }
      }
      for (const child of rowOf.size > 0 ? this.children(row) : []) {
        const same = rowOf.get(this.tree.frame[child]);
        if (same !== undefined) {
          pairs.push([child, same]);
        }
      }
    }
    this.#list();
  }

  /** Lists anew: callers before what they called, whatever the depth. */
  #list() {
    const rows = [];
    const positions = [];
    const waiting = [{ row: 0, position: 1 }];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      rows.push(next.row);
      positions.push(next.position);
      const children = this.isOpen(next.row) ? this.children(next.row) : [];
      for (let at = children.length - 1; at >= 0; at -= 1) {
        waiting.push({ row: children[at], position: at + 1 });
      }
    }
    this.rows = Int32Array.from(rows);
    this.positions = Int32Array.from(positions);
  }
}

/**
 * What the rows of a tree weigh in the measure that it is shown in.
 * @param {CallTree} tree
 * @param {number} metric
 * @returns {Weighing}
 */
function treeWeighing(tree, metric) {
  const { comparison } = tree;
  const { ranks } = FrameOrder.of(tree.frames);
  return {
    unit: tree.unit(metric),
    whole: tree.whole[metric],
    self: (row) => tree.selfWeight(row, metric),
    total: (row) => tree.total(row, metric),
    selfBefore: (row) => tree.selfBefore(row, metric),
    totalBefore: (row) => tree.totalBefore(row, metric),
    rank: (row) => (tree.frame[row] < 0 ? ranks.length : ranks[tree.frame[row]]),
    verdict: (row, part) => (part === "total" ? comparison?.ofSubtree(row) : comparison?.ofRow(row))?.verdict ?? null,
  };
}
