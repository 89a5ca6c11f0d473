"use strict";

/**
 * Where rows lie, counted in px from the root's outer edge: the bottom of a flame graph, the top of an icicle.
 *
 * Ancestors of the zoomed frame are slim, so that a deep zoom keeps room for what it shows.
 */
class RowGeometry {
  static ROW = 20;
  static FRAME = 19;
  static SLIM_ROW = 14;
  static SLIM_FRAME = 13;

  /**
   * @param {number} zoomDepth depth of the zoomed frame
   * @param {number} deepest the largest depth drawn
   * @param {boolean} isFlame whether the root is at the bottom
   */
  constructor(zoomDepth, deepest, isFlame) {
    this.zoomDepth = zoomDepth;
    this.isFlame = isFlame;
    /** The picture's height in px. */
    this.height = this.offset(deepest + 1);
  }

  /**
   * @param {number} depth
   * @returns {number} px from the root's outer edge to the row's nearer edge
   */
  offset(depth) {
    const slim = Math.min(depth, this.zoomDepth);
    return slim * RowGeometry.SLIM_ROW + (depth - slim) * RowGeometry.ROW;
  }

  /**
   * @param {number} offset px from the root's outer edge
   * @returns {number} the depth of the row there
   */
  depthAt(offset) {
    const slim = this.zoomDepth * RowGeometry.SLIM_ROW;
    return offset < slim
      ? Math.floor(offset / RowGeometry.SLIM_ROW)
      : this.zoomDepth + Math.floor((offset - slim) / RowGeometry.ROW);
  }

  /**
   * @param {number} depth
   * @returns {number} y of the row's frames in the picture
   */
  top(depth) {
    return this.isFlame ? this.height - this.offset(depth) - this.rowHeight(depth) : this.offset(depth);
  }

  /**
   * @param {number} depth
   * @returns {boolean}
   */
  isSlim(depth) {
    return depth < this.zoomDepth;
  }

  /**
   * @param {number} depth
   * @returns {number}
   */
  rowHeight(depth) {
    return this.isSlim(depth) ? RowGeometry.SLIM_ROW : RowGeometry.ROW;
  }

  /**
   * @param {number} depth
   * @returns {number}
   */
  frameHeight(depth) {
    return this.isSlim(depth) ? RowGeometry.SLIM_FRAME : RowGeometry.FRAME;
  }
}
