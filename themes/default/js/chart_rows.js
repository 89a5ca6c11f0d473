"use strict";

/** Which row of a graph each stretch of a chart belongs to, and back: those with the same callers above them. */
class ChartRows {
  /** @type {Int32Array} */
  #rowOf;

  /**
   * @param {Timeline} timeline
   * @param {CallTree} graph a top-down tree over the same frames
   */
  constructor({ tree, track }, graph) {
    this.timeline = { tree, track };
    this.graph = graph;
    const children = childrenByFrame(graph);
    this.#rowOf = new Int32Array(tree.length);
    for (let row = 1; row < tree.length; row += 1) {
      const above = this.#rowOf[tree.parent[row]];
      // What the graph has folded belongs to the nearest caller that it shows.
      this.#rowOf[row] =
        track[row] < 0 ? above : (children.get(above * graph.frames.length + tree.frame[row]) ?? above);
    }
  }

  /**
   * @param {number} stretch
   * @returns {number} its row of the graph
   */
  graphRow(stretch) {
    return this.#rowOf[stretch];
  }

  /**
   * @param {number} row of the graph
   * @returns {number[]} its stretches in order
   */
  stretchesOf(row) {
    const { tree } = this.timeline;
    const frame = this.graph.frame[row];
    const rows = [];
    for (let stretch = 1; stretch < tree.length; stretch += 1) {
      if (this.#rowOf[stretch] === row && tree.frame[stretch] === frame) {
        rows.push(stretch);
      }
    }
    return rows;
  }
}

/**
 * @param {CallTree} graph
 * @returns {Map<number, number>} a row by its parent's number times the number of frames, plus its frame
 */
function childrenByFrame(graph) {
  /** @type {Map<number, number>} */
  const children = new Map();
  for (let row = 1; row < graph.length; row += 1) {
    if (graph.frame[row] >= 0) {
      children.set(graph.parent[row] * graph.frames.length + graph.frame[row], row);
    }
  }
  return children;
}
