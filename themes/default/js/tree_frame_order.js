"use strict";

/** In which order frames stand beside each other, and which of them are one node of a tree. */
class FrameOrder {
  /** @type {WeakMap<FrameTable, FrameOrder>} */
  static #known = new WeakMap();

  /** @type {Int32Array | null} */
  #ranks = null;
  /** @type {Int32Array | null} */
  #identity = null;

  /** @param {FrameTable} frames */
  constructor(frames) {
    this.frames = frames;
  }

  /**
   * @param {FrameTable} frames
   * @returns {FrameOrder} the same for the same table
   */
  static of(frames) {
    const known = FrameOrder.#known.get(frames) ?? new FrameOrder(frames);
    FrameOrder.#known.set(frames, known);
    return known;
  }

  /**
   * Each frame's place by name, file, module, line and kind, as sitegen/analysis/call_tree.py sorts siblings.
   * @returns {Int32Array}
   */
  get ranks() {
    if (this.#ranks === null) {
      const { columns, strings, length } = this.frames;
      const places = textRanks(strings);
      const [name, file, module] = [columns.name, columns.file, columns.module].map((texts) =>
        Int32Array.from(texts, (text) => places[text]),
      );
      const { line, kind } = columns;
      const order = countingUp(length).sort(
        (one, other) =>
          name[one] - name[other] ||
          file[one] - file[other] ||
          module[one] - module[other] ||
          line[one] - line[other] ||
          kind[one] - kind[other],
      );
      this.#ranks = inverseOf(order, length);
    }
    return this.#ranks;
  }

  /**
   * For each frame the first one that is the same node under a caller: by name, file, module and kind, where inlined
   * counts as native, whatever the line.
   * @returns {Int32Array}
   */
  get identity() {
    if (this.#identity === null) {
      const { columns, functionOf, strings, length } = this.frames;
      const INLINED = 1;
      const KINDS = 8; // more than there are
      /** @type {Map<number, number>} */
      const parts = new Map();
      /** @type {Map<number, number>} */
      const firsts = new Map();
      this.#identity = new Int32Array(length);
      for (let frame = 0; frame < length; frame += 1) {
        const place = functionOf[frame] * strings.length + columns.module[frame];
        const part = parts.get(place) ?? parts.size;
        parts.set(place, part);
        const key = part * KINDS + (columns.kind[frame] === INLINED ? 0 : columns.kind[frame]);
        const first = firsts.get(key) ?? frame;
        firsts.set(key, first);
        this.#identity[frame] = first;
      }
    }
    return this.#identity;
  }
}

/**
 * @param {readonly string[]} texts all different
 * @returns {Int32Array} each text's place by code points
 */
function textRanks(texts) {
  // Sorting without a function is several times faster, and the same as long as there are no surrogates.
  const sorted = texts.some((text) => /[\ud800-\udfff]/.test(text)) ? [...texts].sort(byCodePoints) : [...texts].sort();
  const places = new Map(sorted.map((text, place) => [text, place]));
  return Int32Array.from(texts, (text) => places.get(text) ?? 0);
}

/**
 * @param {string} one
 * @param {string} other
 * @returns {number} below 0 where `one` comes first
 */
function byCodePoints(one, other) {
  const stop = Math.min(one.length, other.length);
  for (let at = 0; at < stop; at += 1) {
    const [unit, against] = [one.charCodeAt(at), other.charCodeAt(at)];
    if (unit !== against) {
      const isHigher = (/** @type {number} */ code) => (code >= 0xd800 && code < 0xe000 ? 1 : 0);
      return isHigher(unit) - isHigher(against) || unit - against;
    }
  }
  return one.length - other.length;
}

/**
 * @param {Int32Array} order
 * @param {number} length
 * @returns {Int32Array} at which index each number stands, -1 for those that do not
 */
function inverseOf(order, length) {
  const inverse = new Int32Array(length).fill(-1);
  for (let index = 0; index < order.length; index += 1) {
    if (order[index] >= 0) {
      inverse[order[index]] = index;
    }
  }
  return inverse;
}
