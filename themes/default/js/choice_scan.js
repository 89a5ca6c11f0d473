"use strict";

/** The functions that a reader's text names, found in slices; a later scan takes the place of one that is stopped. */
class ChoiceScan {
  /** @type {Generator<void, Uint8Array, void>} */
  #steps;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /**
   * @param {FrameTable} frames
   * @param {string} text
   * @param {(found: {marks: Uint8Array, refusal: string}) => void} onDone at once where it takes one slice
   */
  constructor(frames, text, onDone) {
    this.onDone = onDone;
    this.#steps = namedFrames(frames, text);
    try {
      this.#goOn();
    } catch (error) {
      if (!(error instanceof PatternError)) {
        throw error;
      }
      onDone({ marks: new Uint8Array(frames.length), refusal: error.message });
    }
  }

  stop() {
    clearTimeout(this.#timer);
  }

  #goOn() {
    const step = this.#steps.next();
    if (step.done) {
      this.onDone({ marks: step.value, refusal: "" });
    } else {
      this.#timer = setTimeout(() => this.#goOn(), 0);
    }
  }
}

/**
 * @param {CallTree} tree
 * @param {Uint8Array} marks of frames, also of other trees of the page
 * @returns {number} how many functions of the tree are marked
 */
function namedFunctions({ frame, frames: { functionOf } }, marks) {
  /** @type {Set<number>} */
  const functions = new Set();
  for (let row = 0; row < frame.length; row += 1) {
    if (frame[row] >= 0 && marks[frame[row]] === 1) {
      functions.add(functionOf[frame[row]]);
    }
  }
  return functions.size;
}

/**
 * @param {CallTree} tree
 * @param {number} metric
 * @param {Uint8Array} marks of named frames
 * @returns {string} "3 functions, in 24.12% of all."
 */
function choiceWords(tree, metric, marks) {
  const count = namedFunctions(tree, marks);
  if (count === 0) {
    return "No function has this name.";
  }
  const share = matchedWeight(tree, metric, new Matches(tree, marks).weightUnder(metric));
  return `${countOf(count, "function")}, in ${share} of all.`;
}
