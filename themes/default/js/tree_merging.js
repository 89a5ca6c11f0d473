"use strict";

/*
 * Questions that change stacks, so that rows fall together. Marked frames are 1 in `marks`, which is as long as the
 * table of frames. The same as in sitegen/analysis/transform.py and recursion.py.
 */

/**
 * Takes marked frames out of their stacks; their weight stays with the caller, or with the root.
 * @param {TreeParts} parts
 * @param {Uint8Array} marks
 * @returns {DerivationSteps}
 */
function* hideFrames(parts, marks) {
  const { frame } = parts;
  const fate = new Uint8Array(frame.length);
  for (let row = 0; row < frame.length; row += 1) {
    fate[row] = frame[row] >= 0 && marks[frame[row]] === 1 ? TreeRegrouping.SPLICED : TreeRegrouping.KEPT;
  }
  yield;
  return yield* regroupedFromRoot(parts, fate);
}

/**
 * Begins every stack at its outermost marked frame; stacks without one are left out.
 * @param {TreeParts} parts
 * @param {Uint8Array} marks
 * @returns {DerivationSteps}
 */
function* rootTree(parts, marks) {
  yield;
  return yield* regroupedBelow(parts, marks, false);
}

/**
 * The callees of marked frames over all their outermost occurrences, below one row for them all.
 * @param {TreeParts} parts
 * @param {Uint8Array} marks of one function
 * @returns {DerivationSteps}
 */
function* calleesOf(parts, marks) {
  yield;
  return yield* regroupedBelow(parts, marks, true);
}

/**
 * Makes a frame that calls itself at once one frame.
 * @param {TreeParts} parts
 * @param {Uint8Array | null} [marks] the functions that it is done to; all where null
 * @returns {DerivationSteps}
 */
function* collapseDirect(parts, marks = null) {
  const { frame, frames, shape } = parts;
  const { functionOf } = frames;
  const fate = new Uint8Array(frame.length);
  for (let row = 1; row < frame.length; row += 1) {
    const [own, caller] = [frame[row], frame[shape.parent[row]]];
    const isRecursive = own >= 0 && caller >= 0 && functionOf[own] === functionOf[caller];
    fate[row] = isRecursive && (marks === null || marks[own] === 1) ? TreeRegrouping.SPLICED : TreeRegrouping.KEPT;
  }
  yield;
  return yield* regroupedFromRoot(parts, fate);
}

/**
 * Makes a function's frames in a stack, from the outermost to the innermost and all between them, one frame. Where
 * several functions recurse through each other, a stack is read from the root: it is cut back to a function's frame
 * where the function comes again.
 * @param {TreeParts} parts
 * @param {Uint8Array | null} [marks] the functions that it is done to; all where null
 * @returns {DerivationSteps}
 */
function* collapseRecursion(parts, marks = null) {
  const { frame, frames, shape } = parts;
  const above = sameFunctionAbove(frames, frame, shape);
  yield;
  const { into, joined } = cutBack(parts, above, marks);
  yield;
  const lives = weighingRows(parts.weights);
  for (let row = frame.length - 1; row > 0; row -= 1) {
    if (lives[row] === 1 || shape.end[row] === row + 1) {
      lives[row] = 1;
      lives[into[row] === row ? shape.parent[row] : into[row]] = 1;
    }
  }
  const fate = new Uint8Array(frame.length);
  for (let row = 1; row < frame.length; row += 1) {
    fate[row] = into[row] === row && lives[row] === 1 ? TreeRegrouping.KEPT : TreeRegrouping.LEFT_OUT;
  }
  yield;
  return yield* regroupedFromRoot(parts, fate, joined);
}

/**
 * @param {TreeParts} parts
 * @param {Uint8Array} fate
 * @param {JoinedRows | null} [joined]
 * @returns {DerivationSteps}
 */
function* regroupedFromRoot(parts, fate, joined = null) {
  const regrouping = new TreeRegrouping(parts, fate, joined);
  yield;
  regrouping.beginAtRoot();
  return yield* regrouping.steps({ undecided: foldedRowsOf(parts) });
}

/**
 * @param {TreeParts} parts
 * @param {Uint8Array} marks
 * @param {boolean} areOne
 * @returns {DerivationSteps}
 */
function* regroupedBelow(parts, marks, areOne) {
  const rows = outermostRows(parts, marks);
  const regrouping = new TreeRegrouping(parts, new Uint8Array(parts.shape.length));
  yield;
  regrouping.beginWith(rows, areOne);
  return yield* regrouping.steps({ undecided: foldedOutside(parts, rowsWithin(parts, marks)) });
}

/**
 * Which row each row goes into: the one that its stack is cut back to, else itself.
 * @param {TreeParts} parts
 * @param {Int32Array} sameAbove the nearest row of the same function above each row, or -1
 * @param {Uint8Array | null} marks
 * @returns {{into: Int32Array, joined: JoinedRows}}
 */
function cutBack({ frame, frames: { functionOf }, shape: { parent, length } }, sameAbove, marks) {
  const into = countingUp(length);
  const joined = new JoinedRows(length);
  for (let row = 1; row < length; row += 1) {
    if (sameAbove[row] < 0 || (marks !== null && marks[frame[row]] === 0)) {
      continue;
    }
    const own = functionOf[frame[row]];
    let open = into[parent[row]];
    while (open > 0 && functionOf[frame[open]] !== own) {
      open = into[parent[open]]; // only functions that recurse get here, and only along what is left of the stack
    }
    if (open > 0) {
      into[row] = open;
      joined.add(row, open);
    }
  }
  return { into, joined };
}

/** Rows that were taken in by another one, for each row a list. */
class JoinedRows {
  #first;
  #last;
  #next;

  /** @param {number} length */
  constructor(length) {
    this.#first = new Int32Array(length).fill(-1);
    this.#last = new Int32Array(length).fill(-1);
    this.#next = new Int32Array(length).fill(-1);
  }

  /**
   * @param {number} row
   * @param {number} into
   */
  add(row, into) {
    if (this.#first[into] < 0) {
      this.#first[into] = row;
    } else {
      this.#next[this.#last[into]] = row;
    }
    this.#last[into] = row;
  }

  /**
   * @param {number} row one that took others in, or one that was taken in
   * @returns {number} the first one taken in, or the next one after it; -1 where there is none
   */
  after(row) {
    return this.#first[row] >= 0 ? this.#first[row] : this.#next[row];
  }
}
