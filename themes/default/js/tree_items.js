"use strict";

/**
 * What a frame is as an item of the tree, to those who do not see it: where it stands among its siblings, counted from
 * 1, or null where the picture shows none of them; whether what it called is drawn, or null where it called nothing.
 *
 * @typedef {{place: {position: number, count: number} | null, isExpanded: boolean | null}} TreeItem
 */

/** The items of a picture. A caller's children are gone through once, if its frames are asked for from left to right. */
class TreeItems {
  /** @type {Map<number, {count: number, widest: number, row: number, position: number}>} by the row of the caller */
  #families = new Map();

  /**
   * @param {CallTree} tree
   * @param {number} metric
   * @param {Picture} picture
   */
  constructor(tree, metric, { zoom, widthPx, threshold }) {
    this.tree = tree;
    this.metric = metric;
    this.zoom = zoom;
    /** Weight of the narrowest frame that is drawn. */
    this.least = (threshold / widthPx) * tree.width(zoom, metric);
  }

  /**
   * @param {number} row
   * @returns {TreeItem}
   */
  item(row) {
    const { zoom, least } = this;
    const { count, widest } = this.#family(row);
    const isAlone = row === zoom || isAbove(this.tree, row, zoom);
    return {
      place: isAlone ? null : this.#place(row),
      isExpanded: count === 0 ? null : isAbove(this.tree, row, zoom) || widest >= least,
    };
  }

  /**
   * Rows without weight in the metric are no items.
   * @param {number} row
   * @returns {{position: number, count: number} | null}
   */
  #place(row) {
    const { tree, metric } = this;
    const family = this.#family(tree.parent[row]);
    if (family.row > row) {
      family.row = tree.parent[row] + 1;
      family.position = 1;
    }
    while (family.row < row) {
      family.position += tree.width(family.row, metric) > 0 ? 1 : 0;
      family.row = tree.end[family.row];
    }
    return tree.width(row, metric) > 0 ? { position: family.position, count: family.count } : null;
  }

  /**
   * @param {number} caller
   * @returns {{count: number, widest: number, row: number, position: number}} of its children: how many have weight,
   *   how heavy the heaviest is, and how far they were counted
   */
  #family(caller) {
    const { tree, metric } = this;
    let family = this.#families.get(caller);
    if (family === undefined) {
      family = { count: 0, widest: 0, row: caller + 1, position: 1 };
      for (let child = caller + 1; child < tree.end[caller]; child = tree.end[child]) {
        const width = tree.width(child, metric);
        family.count += width > 0 ? 1 : 0;
        family.widest = Math.max(family.widest, width);
      }
      this.#families.set(caller, family);
    }
    return family;
  }
}
