"use strict";

/**
 * The frames of the page's trees as columns of the same length; `name` and `file` are rows of the string table.
 *
 * @typedef {object} FrameColumns
 * @property {number[]} name
 * @property {number[]} file
 * @property {number[]} module
 * @property {number[]} line
 * @property {number[]} kind
 */

/** One row a frame, shared by all the trees of a page. */
class FrameTable {
  /** @type {Int32Array | null} */
  #functionOf = null;
  /** @type {Int32Array | null} */
  #distinctNames = null;

  /**
   * @param {FrameColumns} columns
   * @param {string[]} strings
   */
  constructor(columns, strings) {
    this.columns = columns;
    this.strings = strings;
    this.length = columns.name.length;
  }

  /**
   * @param {number} frame
   * @returns {string}
   */
  name(frame) {
    return this.strings[this.columns.name[frame]];
  }

  /**
   * @param {number} frame
   * @returns {string}
   */
  file(frame) {
    return this.strings[this.columns.file[frame]];
  }

  /**
   * @param {number} frame
   * @returns {string}
   */
  module(frame) {
    return this.strings[this.columns.module[frame]];
  }

  /**
   * How the frame's code came to run, where that is worth a word.
   * @param {number} frame
   * @returns {string}
   */
  kind(frame) {
    return ["", "inlined", "kernel", "compiled at run time", "without a symbol"][this.columns.kind[frame]] ?? "";
  }

  /**
   * The function of each frame, by name and file; equal numbers mean the same function.
   * @returns {Int32Array}
   */
  get functionOf() {
    if (this.#functionOf === null) {
      const { name, file } = this.columns;
      /** @type {Map<number, number>} */
      const seen = new Map();
      this.#functionOf = Int32Array.from(name, (row, frame) => {
        const key = row * this.strings.length + file[frame];
        const known = seen.get(key) ?? seen.size;
        seen.set(key, known);
        return known;
      });
    }
    return this.#functionOf;
  }

  /**
   * Rows of the string table that are a frame's name, each once: what a search is matched over.
   * @returns {Int32Array}
   */
  get distinctNames() {
    this.#distinctNames ??= Int32Array.from(new Set(this.columns.name));
    return this.#distinctNames;
  }
}
