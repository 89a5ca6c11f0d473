"use strict";

/**
 * What a sandwich is made of: a tree, the function as authors name it, and how siblings are ordered.
 *
 * @typedef {object} SandwichWish
 * @property {TreeParts} parts
 * @property {string} of
 * @property {string} order "name" or "heavy", and then by the widths of the metric in this measure
 * @property {number} metric
 * @property {string} scale
 * @property {WidthSide} width
 *
 * Both halves; the root of either is the function itself over all its outermost occurrences, or a root without a frame
 * where several were meant. `functions` and `rows` say how many were meant and in how many frames they stand, `name` what
 * they are called; `undecided` is the weight, a metric, of rows of smaller frames that may hold more of them.
 *
 * @typedef {object} SandwichTrees
 * @property {CallTree} callers
 * @property {CallTree} callees
 * @property {string} name
 * @property {number} functions
 * @property {number} rows
 * @property {number[]} undecided
 */

/** The making of a sandwich, in slices. */
class SandwichWork {
  /** Rows of callers at most. */
  static BUDGET = 50_000;

  #wish;
  #counts = { functions: 0, rows: 0 };
  #callers;
  #callees;

  /** @param {SandwichWish} wish */
  constructor(wish) {
    this.#wish = wish;
    this.#callers = this.#half((parts, marks) => callersOf(parts, marks, SandwichWork.BUDGET));
    this.#callees = this.#half(calleesOf);
  }

  /**
   * Goes on for about a budget of time.
   * @param {number} budgetMs
   * @returns {SandwichTrees | null} null as long as there is more to do
   */
  run(budgetMs) {
    const start = performance.now();
    const callers = this.#callers.run(budgetMs);
    const callees = callers && this.#callees.run(budgetMs - (performance.now() - start));
    if (callers === null || callees === null) {
      return null;
    }
    const { parts, of } = this.#wish;
    const trees = { callers: new CallTree(callers.parts), callees: new CallTree(callees.parts) };
    const name = this.#counts.functions === 1 ? trees.callees.name(0) : of;
    const undecided = parts.weights.metrics.map((_, metric) => {
      const { weight, before } = undecidedWeight(parts, callees, metric);
      return weight + before;
    });
    return { ...trees, name, ...this.#counts, undecided };
  }

  /**
   * @param {(parts: TreeParts, marks: Uint8Array) => DerivationSteps} answer
   * @returns {SlicedWork}
   */
  #half(answer) {
    const { parts, of, order, ...measure } = this.#wish;
    const wish = { questions: [], isInverted: false, order, ...measure };
    const counted = (/** @type {Uint8Array} */ marks) => this.#count(marks);
    /** @type {((parts: TreeParts) => DerivationSteps)[]} */
    const steps = [
      function* (base) {
        const marks = yield* namedFrames(base.frames, of);
        counted(marks);
        yield;
        return yield* answer(base, marks);
      },
      (half) => withoutRoot(half, parts.functions, this.#counts.functions === 1),
    ];
    if (order === "heavy") {
      steps.push((half) => orderTree(half, edgesOf(half, wish)));
    }
    return new SlicedWork(inTurn(parts, steps));
  }

  /** @param {Uint8Array} marks of the named frames */
  #count(marks) {
    const { frame, frames } = this.#wish.parts;
    const meant = new Set();
    let rows = 0;
    for (let row = 0; row < frame.length; row += 1) {
      if (frame[row] >= 0 && marks[frame[row]] === 1) {
        rows += 1;
        meant.add(frames.functionOf[frame[row]]);
      }
    }
    this.#counts = { functions: meant.size, rows };
  }
}

/**
 * A tree from its one row of the first level on; a tree without rows stays as it is.
 * @param {TreeParts} parts
 * @param {FunctionTotals} functions of the tree that the question was asked of
 * @param {boolean} isNamed whether that row is of one function
 * @returns {DerivationSteps}
 */
function* withoutRoot(parts, functions, isNamed) {
  const { frame, shape } = parts;
  yield;
  if (shape.length < 2) {
    return unchangedTree(parts);
  }
  const owner = countingUp(shape.length).map((row) => row - 1);
  const rows = { frame: frame.slice(1), depth: shape.depth.slice(1).map((depth) => depth - 1) };
  if (!isNamed) {
    rows.frame[0] = CallTree.ROOT;
  }
  const origin = countingUp(shape.length - 1).map((row) => row + 1);
  return yield* derivedTree(parts, { ...rows, owner, place: owner, origin, functions });
}

/**
 * @param {TreeParts} parts
 * @returns {CallTree} a tree of one row without weight, over the same frames
 */
function emptyTree({ weights, ...parts }) {
  const { self, before } = weights;
  const none = (/** @type {readonly WeightColumn[]} */ columns) => mappedColumns(columns, () => new Float64Array(1));
  return new CallTree({
    ...parts,
    frame: Int32Array.of(CallTree.ROOT),
    shape: new TreeShape(new Int32Array(1)),
    weights: new TreeWeights({ ...weights, self: none(self), before: before && none(before) }),
    foldedCounts: new Map(),
    comparisons: [],
  });
}
