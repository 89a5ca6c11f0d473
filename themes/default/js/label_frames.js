"use strict";

/**
 * The frames of a tree that is grouped by a label: those of the page with the same numbers, then one for each value,
 * and one for samples without it.
 */
class LabelFrames {
  /** @type {WeakMap<FrameTable, Map<string, LabelFrames>>} */
  static #made = new WeakMap();
  /** @type {WeakMap<FrameTable, LabelFrames>} */
  static #byTable = new WeakMap();

  /**
   * @param {FrameTable} base
   * @param {LabelKey} label
   */
  constructor(base, label) {
    this.base = base;
    this.label = label;
    const names = [...label.values.map((value) => `${label.key}: ${value}`), `without ${label.key}`];
    const { columns, strings } = base;
    const nothing = names.map(() => 0);
    const longer = Object.entries(columns).map(([field, column]) => [field, column.concat(nothing)]);
    const name = columns.name.concat(names.map((_, place) => strings.length + place));
    this.table = new FrameTable(
      { .../** @type {FrameColumns} */ (Object.fromEntries(longer)), name },
      strings.concat(names),
    );
  }

  /**
   * @param {FrameTable} base
   * @param {LabelKey} label
   * @returns {LabelFrames} the same for the same label
   */
  static of(base, label) {
    const made = LabelFrames.#made.get(base) ?? new Map();
    LabelFrames.#made.set(base, made);
    /** @type {LabelFrames} */
    const frames = made.get(label.key) ?? new LabelFrames(base, label);
    made.set(label.key, frames);
    LabelFrames.#byTable.set(frames.table, frames);
    return frames;
  }

  /**
   * The question that keeps the samples of a group, where a frame is one.
   * @param {FrameTable} table of any tree
   * @param {number} frame
   * @returns {Question | null}
   */
  static questionOf(table, frame) {
    const frames = LabelFrames.#byTable.get(table);
    if (frames === undefined || frame < frames.base.length) {
      return null;
    }
    const { key, values } = frames.label;
    return { kind: "label", text: `${key}=${values[frame - frames.base.length] ?? ""}` };
  }

  /** @returns {number[]} the label's values, -1 for none, as their frames stand beside each other */
  get order() {
    const { ranks } = FrameOrder.of(this.table);
    return [...this.label.values.keys(), -1].sort(
      (one, other) => ranks[this.frameOf(one)] - ranks[this.frameOf(other)],
    );
  }

  /**
   * @param {number} value -1 for none
   * @returns {number}
   */
  frameOf(value) {
    return this.base.length + (value < 0 ? this.label.values.length : value);
  }
}
