"use strict";

/**
 * How a frame looks in a palette: its CSS class, and the group that shares it; "" where a colour stands for no group.
 *
 * @typedef {{look: string, group: string}} FrameLook
 */

/**
 * The colours of a page's frames in one palette: the same rules as sitegen/drawing/palette.py, held to one table by
 * tests/data/palette.json. A frame's is found when it is first asked for.
 */
class Palette {
  static HUES = 12;
  static WARM_TONES = 8;
  static CALM = new Set(["runtime", "syscall", "internal", "<frozen importlib", "libc", "ld-linux-x86-64"]);
  static KINDS = ["ordinary code", "inlined", "kernel", "compiled at run time", "without a symbol"];
  static KIND_LOOKS = ["hue-ordinary", "hue-inlined", "hue-kernel", "hue-jit", "hue-none"];

  /** @type {WeakMap<FrameTable, Map<string, Palette>>} */
  static #made = new WeakMap();

  /** @type {FrameLook[]} */
  #looks = [];

  /**
   * @param {FrameTable} frames
   * @param {string} color
   */
  constructor(frames, color) {
    this.frames = frames;
    this.color = color;
  }

  /**
   * @param {FrameTable} frames
   * @param {string} color "package", "kind", "file", "hot" or "one"
   * @returns {Palette}
   */
  static of(frames, color) {
    const made = Palette.#made.get(frames) ?? new Map();
    Palette.#made.set(frames, made);
    const palette = made.get(color) ?? new Palette(frames, color);
    made.set(color, palette);
    return palette;
  }

  /**
   * @param {number} frame
   * @returns {FrameLook}
   */
  look(frame) {
    this.#looks[frame] ??= this.#find(frame);
    return this.#looks[frame];
  }

  /**
   * @param {number} frame
   * @returns {FrameLook}
   */
  #find(frame) {
    const { frames } = this;
    const name = frames.name(frame);
    const file = frames.file(frame);
    const kind = name === "" ? Palette.KINDS.length - 1 : frames.columns.kind[frame];
    switch (this.color) {
      case "kind":
        return { look: Palette.KIND_LOOKS[kind], group: Palette.KINDS[kind] };
      case "file":
        return Palette.#byFile(file || frames.module(frame));
      case "hot":
        return { look: `hue-warm-${textHash(name) % Palette.WARM_TONES}`, group: "" };
      case "one":
        return { look: "hue-0", group: "" };
      default:
        return Palette.#byPackage(kind, () => packageOf(name, file, frames.module(frame)));
    }
  }

  /**
   * @param {number} kind
   * @param {() => string} where
   * @returns {FrameLook}
   */
  static #byPackage(kind, where) {
    const UNSYMBOLISED = 4;
    const KERNEL = 2;
    if (kind === UNSYMBOLISED || kind === KERNEL) {
      return { look: kind === KERNEL ? "hue-calm" : "hue-none", group: Palette.KINDS[kind] };
    }
    const group = where();
    return { look: Palette.CALM.has(group.split("/", 1)[0]) ? "hue-calm" : Palette.#hueClass(group), group };
  }

  /**
   * @param {string} where
   * @returns {FrameLook}
   */
  static #byFile(where) {
    return where === ""
      ? { look: "hue-none", group: "without a file" }
      : { look: Palette.#hueClass(where), group: where };
  }

  /**
   * @param {string} group
   * @returns {string}
   */
  static #hueClass(group) {
    return `hue-${textHash(group) % Palette.HUES}`;
  }
}
