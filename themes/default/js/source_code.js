"use strict";

/**
 * Source code with what its lines weigh, as it stands in the page's data; sitegen/drawing/page_data.py says what is in
 * it.
 *
 * @typedef {object} SourceFileBlock
 * @property {string} path
 * @property {number} count how many lines the whole file has
 * @property {{first: number, text: string[]}[]} stretches of lines that are shown
 * @property {number[]} line those with a cost, rising
 * @property {number[]} frame of the page's frames, one that names each line's function
 * @property {WeightColumn[]} self
 * @property {WeightColumn[]} total
 *
 * @typedef {{files: SourceFileBlock[]}} SourceBlock
 *
 * A line as it is shown; `place` is where its costs stand among those of the file, -1 where it has none. Between two
 * stretches comes a line without a number, which says how many are left out.
 *
 * @typedef {{number: number, text: string, place: number}} ShownLine
 */

/** A source file: its lines that are shown, and what they weigh. */
class SourceCode {
  /**
   * @param {SourceFileBlock} block
   * @param {FrameTable} frames
   */
  constructor(block, frames) {
    this.block = block;
    this.frames = frames;
    this.path = block.path;
  }

  /**
   * @param {number} metric
   * @param {number} place
   * @returns {{self: number, total: number}}
   */
  cost(metric, place) {
    const { self, total } = this.block;
    return { self: columnValue(self, metric, place), total: columnValue(total, metric, place) };
  }

  /**
   * @param {number} metric
   * @returns {number} the largest total of a line
   */
  heaviest(metric) {
    return this.block.line.reduce((most, _, place) => Math.max(most, this.cost(metric, place).total), 0);
  }

  /**
   * @param {number} metric
   * @returns {number} the place of the line with the most weight of its own, where none has any of the heaviest
   */
  hottest(metric) {
    const weights = this.block.line.map((_, place) => this.cost(metric, place));
    const selves = weights.map(({ self }) => self);
    const most = selves.reduce((largest, self) => Math.max(largest, self), 0);
    return most > 0 ? selves.indexOf(most) : weights.findIndex(({ total }) => total === this.heaviest(metric));
  }

  /**
   * @param {number} place
   * @returns {number} the function of a line
   */
  functionAt(place) {
    return this.frames.functionOf[this.block.frame[place]];
  }

  /** @returns {ShownLine[]} */
  get lines() {
    const { stretches, line, count } = this.block;
    const places = new Map(line.map((number, place) => [number, place]));
    /** @type {ShownLine[]} */
    const lines = [];
    let next = 1;
    const leaveOut = (/** @type {number} */ upTo) => {
      if (upTo > next) {
        lines.push({ number: 0, text: `${countOf(upTo - next, "line")} without a cost`, place: -1 });
      }
    };
    for (const { first, text } of stretches) {
      leaveOut(first);
      text.forEach((written, index) => {
        lines.push({ number: first + index, text: written, place: places.get(first + index) ?? -1 });
      });
      next = first + text.length;
    }
    leaveOut(count + 1);
    return lines;
  }

  /** @returns {Map<number, number>} the place of the first line of each function, by the function */
  get functions() {
    /** @type {Map<number, number>} */
    const firsts = new Map();
    this.block.line.forEach((_, place) => {
      const number = this.functionAt(place);
      if (!firsts.has(number)) {
        firsts.set(number, place);
      }
    });
    return firsts;
  }
}
