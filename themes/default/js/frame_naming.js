"use strict";

/** Gives the frames of a picture their names once it stands: they are for those who ask, and painting is not. */
class FrameNaming {
  static AT_ONCE = 100; // frames in a slice, about a millisecond

  /** @type {Set<FrameNaming>} those that are not done */
  static #unfinished = new Set();

  /** @type {readonly FrameElement[]} */
  #frames = [];
  #next = 0;
  /** @type {(frame: FrameElement) => void} */
  #name = () => {};
  #cancel = () => {};

  /**
   * Starts with the frames of a new picture; what was left of the one before is nobody's.
   * @param {readonly FrameElement[]} frames
   * @param {(frame: FrameElement) => void} name
   */
  begin(frames, name) {
    this.#cancel();
    this.#frames = frames;
    this.#next = 0;
    this.#name = name;
    FrameNaming.#unfinished.add(this);
    this.#cancel = whenIdle(() => this.#nameSome());
  }

  /** Names at once what is left on the page, for pictures that are taken as they stand. */
  static finishAll() {
    for (const naming of FrameNaming.#unfinished) {
      naming.#cancel();
      naming.#nameUpTo(naming.#frames.length);
    }
  }

  #nameSome() {
    this.#nameUpTo(this.#next + FrameNaming.AT_ONCE);
    if (this.#next < this.#frames.length) {
      this.#cancel = whenIdle(() => this.#nameSome());
    }
  }

  /** @param {number} end */
  #nameUpTo(end) {
    for (const frame of this.#frames.slice(this.#next, end)) {
      if (frame.row >= 0) {
        this.#name(frame);
      }
    }
    this.#next = end;
    if (end >= this.#frames.length) {
      FrameNaming.#unfinished.delete(this);
    }
  }
}

/**
 * @param {() => void} work
 * @returns {() => void} takes it back
 */
function whenIdle(work) {
  if (typeof requestIdleCallback === "function") {
    const handle = requestIdleCallback(work, { timeout: 500 });
    return () => cancelIdleCallback(handle);
  }
  const handle = setTimeout(work, 50);
  return () => clearTimeout(handle);
}
