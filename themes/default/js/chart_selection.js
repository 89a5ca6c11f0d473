"use strict";

/** Which stretch of a chart is selected, in step with the row that is selected in the graph over the same profile. */
class ChartSelection {
  /** @type {ChartRows | null} */
  #rows = null;
  /** @type {CallTree | null} */
  #graph = null;
  /** The selected stretch, -1 for none. */
  stretch = -1;
  /**
   * The stretches with the same callers and name, in order.
   * @type {readonly number[]}
   */
  alike = [];

  /** @param {Timeline} timeline */
  constructor(timeline) {
    this.timeline = timeline;
  }

  /** @param {CallTree} graph that the figure's rows are of from now on */
  over(graph) {
    if (graph !== this.#graph) {
      this.#graph = graph;
      this.#rows = new ChartRows(this.timeline, graph);
    }
  }

  /**
   * @param {number} stretch -1 for none
   * @returns {number} its row of the graph, -1 for none
   */
  choose(stretch) {
    this.stretch = stretch;
    const row = stretch < 0 ? -1 : (this.#rows?.graphRow(stretch) ?? 0);
    const { tree } = this.timeline;
    this.alike = this.stretchesOf(row).filter((other) => tree.frame[other] === tree.frame[stretch]);
    return row;
  }

  /**
   * Follows what was selected elsewhere, by its longest stretch.
   * @param {number} row of the graph, -1 for none
   * @returns {boolean} whether another stretch is selected now
   */
  follow(row) {
    const isSame = row < 0 ? this.stretch < 0 : this.stretch >= 0 && this.#rows?.graphRow(this.stretch) === row;
    if (isSame) {
      return false;
    }
    this.choose(row < 0 ? -1 : this.longestOf(row));
    return this.stretch >= 0;
  }

  /**
   * @param {number} row of the graph, -1 for none
   * @returns {number[]} its stretches in order
   */
  stretchesOf(row) {
    return row < 0 ? [] : (this.#rows?.stretchesOf(row) ?? []);
  }

  /**
   * @param {number} row of the graph
   * @returns {number} -1 where it has no stretch
   */
  longestOf(row) {
    const { timeline } = this;
    return this.stretchesOf(row).reduce(
      (best, next) => (best >= 0 && timeline.length(best) >= timeline.length(next) ? best : next),
      -1,
    );
  }
}
