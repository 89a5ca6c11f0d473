"use strict";

/**
 * Builds a tree from rows that fall together: rows of one frame under one new row become one, and so do their callees,
 * level by level. Callees that nothing fell together with are copied as they are, a slice at a time. Depth-first from
 * the beginning, with explicit stacks, so that a stack's depth is data.
 */
class TreeRegrouping {
  /** What becomes of a row: it stays; its callees take its place; it is left out with all below it. */
  static KEPT = 0;
  static SPLICED = 1;
  static LEFT_OUT = 2;

  /** How many rows have been made. */
  size = 1;
  /** @type {Int32Array} how many rows before each one are not simply kept */
  #changedBefore;
  /** Rows that wait to be made into new ones; those of one new row lie together, the next one's last. */
  #waiting;
  #waitingCount = 0;
  #groupStart;
  #groupDepth;
  #groups = 0;
  /** Callees of the row that is being made. */
  #found;
  #foundCount = 0;

  /**
   * @param {TreeParts} parts
   * @param {Uint8Array} fate of each row
   * @param {JoinedRows | null} [joined] rows that another row takes in although they lie deeper below it
   */
  constructor(parts, fate, joined = null) {
    const { length } = parts.shape;
    this.parts = parts;
    this.fate = fate;
    this.joined = joined;
    this.ranks = FrameOrder.of(parts.frames).ranks;
    this.frame = new Int32Array(length + 1);
    this.depth = new Int32Array(length + 1);
    this.origin = new Int32Array(length + 1);
    this.owner = new Int32Array(length).fill(-1);
    this.frame[0] = CallTree.ROOT;
    this.#changedBefore = new Int32Array(length + 1);
    for (let row = 0; row < length; row += 1) {
      this.#changedBefore[row + 1] = this.#changedBefore[row] + (fate[row] === TreeRegrouping.KEPT ? 0 : 1);
    }
    this.#waiting = new Int32Array(length);
    this.#groupStart = new Int32Array(length);
    this.#groupDepth = new Int32Array(length);
    this.#found = new Int32Array(length);
  }

  /** Begins with the root, which keeps its own weight. */
  beginAtRoot() {
    this.owner[0] = 0;
    this.#gather(0, 0);
    this.#stack(1);
  }

  /**
   * Begins with rows that come right below a root without weight.
   * @param {Int32Array} rows none within another
   * @param {boolean} areOne whether they are one row, whatever their frames
   */
  beginWith(rows, areOne) {
    if (areOne && rows.length > 0) {
      this.#waiting.set(rows);
      this.#waitingCount = rows.length;
      this.#addGroup(0, 1);
    } else {
      this.#found.set(rows);
      this.#foundCount = rows.length;
      this.#stack(1);
    }
  }

  /**
   * @param {Partial<DerivedRows>} [besides]
   * @returns {DerivationSteps}
   */
  *steps(besides = {}) {
    const ROWS_A_SLICE = 5000;
    while (this.#groups > 0) {
      const stop = this.size + ROWS_A_SLICE;
      while (this.#groups > 0 && this.size < stop) {
        this.#make();
      }
      yield;
    }
    const [frame, depth, origin] = [this.frame, this.depth, this.origin].map((rows) => rows.slice(0, this.size));
    return yield* derivedTree(this.parts, { frame, depth, owner: this.owner, origin, ...besides });
  }

  /** Makes the next new row; a whole slice of them where nothing can fall together. */
  #make() {
    this.#groups -= 1;
    const start = this.#groupStart[this.#groups];
    const stop = this.#waitingCount;
    const depth = this.#groupDepth[this.#groups];
    const first = this.#waiting[start];
    this.#waitingCount = start;
    const { end } = this.parts.shape;
    if (stop === start + 1 && this.#changedBefore[first] === this.#changedBefore[end[first]]) {
      this.#copy(first, end[first], depth);
      return;
    }
    const made = this.#add(first, depth);
    for (let at = start; at < stop; at += 1) {
      for (let row = this.#waiting[at]; row >= 0; row = this.joined?.after(row) ?? -1) {
        this.owner[row] = made;
        this.#gather(row, made);
      }
    }
    this.#stack(depth + 1);
  }

  /**
   * @param {number} row
   * @param {number} stop
   * @param {number} depth
   */
  #copy(row, stop, depth) {
    const { frame, shape } = this.parts;
    const lower = depth - shape.depth[row];
    const offset = this.size - row;
    this.frame.set(frame.subarray(row, stop), this.size);
    for (let from = row; from < stop; from += 1) {
      this.depth[from + offset] = shape.depth[from] + lower;
      this.origin[from + offset] = from;
      this.owner[from] = from + offset;
    }
    this.size += stop - row;
  }

  /**
   * @param {number} row of the base
   * @param {number} depth
   * @returns {number} the new row
   */
  #add(row, depth) {
    const made = this.size;
    this.frame[made] = this.parts.frame[row];
    this.depth[made] = depth;
    this.origin[made] = row;
    this.size += 1;
    return made;
  }

  /**
   * Finds a row's callees; those of rows that go away are its own then, and so is their weight.
   * @param {number} row
   * @param {number} made the new row
   */
  #gather(row, made) {
    const { end } = this.parts.shape;
    const stop = end[row];
    for (let callee = row + 1; callee < stop; ) {
      const fate = this.fate[callee];
      if (fate === TreeRegrouping.SPLICED) {
        this.owner[callee] = made;
        callee += 1;
        continue;
      }
      if (fate === TreeRegrouping.KEPT) {
        this.#found[this.#foundCount] = callee;
        this.#foundCount += 1;
      }
      callee = end[callee];
    }
  }

  /**
   * Lets the rows that were found wait, those of one frame together.
   * @param {number} depth of the rows that they become
   */
  #stack(depth) {
    const { ranks } = this;
    const { frame } = this.parts;
    const found = this.#found;
    const rank = (/** @type {number} */ row) => (frame[row] < 0 ? ranks.length : ranks[frame[row]]);
    sortRowsBy(found, this.#foundCount, rank);
    for (let stop = this.#foundCount; stop > 0; ) {
      const shared = rank(found[stop - 1]);
      let start = stop - 1;
      while (start > 0 && rank(found[start - 1]) === shared) {
        start -= 1;
      }
      this.#addGroup(this.#waitingCount, depth);
      for (let at = start; at < stop; at += 1) {
        this.#waiting[this.#waitingCount] = found[at];
        this.#waitingCount += 1;
      }
      stop = start;
    }
    this.#foundCount = 0;
  }

  /**
   * @param {number} start
   * @param {number} depth
   */
  #addGroup(start, depth) {
    this.#groupStart[this.#groups] = start;
    this.#groupDepth[this.#groups] = depth;
    this.#groups += 1;
  }
}

/**
 * Sorts rows in place by a key and, where it is the same, by number.
 * @param {Int32Array} rows the first `count` of them are sorted
 * @param {number} count
 * @param {(row: number) => number} key a whole number below 2 ** 22
 */
function sortRowsBy(rows, count, key) {
  const FEW = 24; // up to here insertion is quicker than setting up a sort
  if (count > FEW && !isSortedBy(rows, count, key)) {
    const ROWS = 2 ** 31;
    const keys = new Float64Array(count);
    for (let at = 0; at < count; at += 1) {
      keys[at] = key(rows[at]) * ROWS + rows[at];
    }
    keys.sort();
    for (let at = 0; at < count; at += 1) {
      rows[at] = keys[at] % ROWS;
    }
    return;
  }
  for (let at = 1; at < count && count <= FEW; at += 1) {
    const row = rows[at];
    const own = key(row);
    let hole = at;
    while (hole > 0) {
      const before = key(rows[hole - 1]);
      if (before < own || (before === own && rows[hole - 1] < row)) {
        break;
      }
      rows[hole] = rows[hole - 1];
      hole -= 1;
    }
    rows[hole] = row;
  }
}

/**
 * @param {Int32Array} rows
 * @param {number} count
 * @param {(row: number) => number} key
 * @returns {boolean}
 */
function isSortedBy(rows, count, key) {
  for (let at = 1; at < count; at += 1) {
    const rise = key(rows[at]) - key(rows[at - 1]);
    if (rise < 0 || (rise === 0 && rows[at] < rows[at - 1])) {
      return false;
    }
  }
  return true;
}
