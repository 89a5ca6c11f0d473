"use strict";

/** A tree as a lens shows it, and how its rows belong to those of the tree below. */
class LensView {
  /**
   * @param {CallTree} base
   * @param {Derived | null} [derived] null for the base itself
   * @param {boolean} [isInverted] whether stacks are read from the inside out
   */
  constructor(base, derived = null, isInverted = false) {
    this.base = base;
    this.derived = derived;
    this.isInverted = isInverted;
    this.tree = derived === null ? base : new CallTree(derived.parts);
  }

  /**
   * @param {number} row of the base
   * @returns {number} the row that shows it, -1 where it is not shown
   */
  place(row) {
    return row < 0 || this.derived === null ? row : this.derived.place[row];
  }

  /**
   * @param {number} row of the base
   * @returns {number} the row that shows it or the nearest of its callers
   */
  nearest(row) {
    let here = row;
    while (here > 0 && this.place(here) < 0) {
      here = this.base.parent[here];
    }
    return Math.max(0, this.place(here));
  }

  /**
   * @param {number} row
   * @returns {number} a row of the base that it shows, or -1
   */
  origin(row) {
    return row < 0 || this.derived === null ? row : this.derived.origin[row];
  }

  /**
   * @param {readonly PinnedCallout[]} callouts of the base
   * @returns {readonly PinnedCallout[]} the same of these rows; those of frames that are not shown have none
   */
  callouts(callouts) {
    if (this.derived === null) {
      return callouts;
    }
    return callouts.map(({ row, rows, ...callout }) => {
      const shown = rows.map((each) => this.place(each)).filter((each) => each > 0);
      return { ...callout, row: this.place(row), rows: [...new Set(shown)].sort((one, other) => one - other) };
    });
  }

  /** @returns {number[]} how much, in each metric, the questions could not look into, because it was folded */
  get undecided() {
    const { base, derived } = this;
    return base.metrics.map((_, metric) => {
      const sum = derived === null ? null : undecidedWeight(base.parts, derived, metric);
      return sum === null ? 0 : sum.weight + sum.before;
    });
  }
}
