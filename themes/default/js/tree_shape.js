"use strict";

/** How the rows of a tree hang together, in depth-first order: a row's subtree is the slice from it to `end[row]`. */
class TreeShape {
  /**
   * Throws an error that names the row where rows are not in depth-first order.
   * @param {Int32Array} depth 0 for the root, which is the first row
   */
  constructor(depth) {
    this.length = depth.length;
    this.depth = depth;
    this.parent = new Int32Array(this.length);
    /** The row after each row's subtree. */
    this.end = new Int32Array(this.length);
    this.#connect();
  }

  /**
   * @param {readonly number[]} steps each row's depth minus that of the row before
   * @returns {TreeShape}
   */
  static fromSteps(steps) {
    const depth = new Int32Array(steps.length);
    for (let row = 1; row < steps.length; row += 1) {
      depth[row] = depth[row - 1] + steps[row];
    }
    return new TreeShape(depth);
  }

  /** Parent and end from each row's depth; `open` holds the row that is open at each depth. */
  #connect() {
    const { depth, parent, end, length } = this;
    const open = new Int32Array(length + 1);
    let level = -1;
    for (let row = 0; row < length; row += 1) {
      const next = depth[row];
      if (next > level + 1 || next < Math.min(row, 1)) {
        throw new RangeError(`row ${row} of a tree has no parent`);
      }
      for (let closed = next; closed <= level; closed += 1) {
        end[open[closed]] = row;
      }
      open[next] = row;
      parent[row] = next === 0 ? -1 : open[next - 1];
      level = next;
    }
    for (let closed = 0; closed <= level; closed += 1) {
      end[open[closed]] = length;
    }
  }
}
