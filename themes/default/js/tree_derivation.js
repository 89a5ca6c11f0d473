"use strict";

/**
 * A tree made out of another one, the base, and how the rows of both belong together.
 *
 * @typedef {object} Derived
 * @property {TreeParts} parts
 * @property {Int32Array} place for each row of the base the row that shows it, or -1
 * @property {Int32Array} origin for each row a row of the base that it shows, or -1
 * @property {Int32Array} undecided rows of the base, each of smaller frames, that the question could not look into
 *
 * Work that can be done a slice at a time: every `yield` is a place to stop for a while.
 *
 * @typedef {Generator<void, Derived, void>} DerivationSteps
 *
 * What a derivation found out, for `derivedTree`. `place` is `owner` where it is left out, `weights` are the base's.
 *
 * @typedef {object} DerivedRows
 * @property {Int32Array} frame
 * @property {Int32Array} depth
 * @property {Int32Array} owner for each row of the base the row that gets its own weight, or -1
 * @property {Int32Array} origin
 * @property {Int32Array} [place]
 * @property {Int32Array} [undecided]
 * @property {TreeWeights} [weights] of the base's rows
 * @property {ReadonlyMap<number, number>} [foldedCounts] of rows of smaller frames that the base does not have
 * @property {FunctionTotals} [functions]
 */

/** Work done in slices, so that the page answers meanwhile. */
class SlicedWork {
  /** @type {DerivationSteps} */
  #steps;
  /** @type {Derived | null} */
  result = null;

  /** @param {DerivationSteps} steps */
  constructor(steps) {
    this.#steps = steps;
  }

  /**
   * Goes on for about a budget of time.
   * @param {number} budgetMs
   * @param {() => number} [clock]
   * @returns {Derived | null} what came out of it, null as long as there is more to do
   */
  run(budgetMs, clock = () => performance.now()) {
    const stop = clock() + budgetMs;
    while (this.result === null) {
      const step = this.#steps.next();
      this.result = step.done ? step.value : null;
      if (clock() >= stop) {
        break;
      }
    }
    return this.result;
  }
}

/**
 * Puts several questions one after another: each to what the one before it made.
 * @param {TreeParts} base
 * @param {readonly ((parts: TreeParts) => DerivationSteps)[]} questions
 * @returns {DerivationSteps}
 */
function* inTurn(base, questions) {
  /** @type {Derived | null} */
  let all = null;
  for (const question of questions) {
    /** @type {Derived} */
    const next = yield* question(all === null ? base : all.parts);
    all = all === null ? next : joinedDerivations(base, all, next);
    yield;
  }
  return all ?? unchangedTree(base);
}

/**
 * @param {TreeParts} base
 * @returns {Derived} the base itself
 */
function unchangedTree(base) {
  const rows = countingUp(base.shape.length);
  return { parts: base, place: rows, origin: rows, undecided: new Int32Array(0) };
}

/**
 * @param {TreeParts} base
 * @param {DerivedRows} rows
 * @returns {DerivationSteps}
 */
function* derivedTree(base, { frame, depth, owner, origin, weights = base.weights, ...besides }) {
  const { frames, isNet } = base;
  const place = besides.place ?? shownPlaces(owner);
  yield;
  const shape = new TreeShape(depth);
  yield;
  const moved = movedWeights(weights, owner, frame.length);
  yield;
  const functions =
    besides.functions ?? new FunctionTotals(new RowFunctions(frames, frame, shape, moved), frames, frame);
  const foldedCounts = carriedCounts(base.foldedCounts, besides.foldedCounts, place, frame);
  const parts = { frames, frame, shape, weights: moved, isNet, foldedCounts, functions };
  const carried = carriedComparisons(base, parts, place, origin);
  return {
    parts: { ...parts, comparisons: carried },
    place,
    origin,
    undecided: besides.undecided ?? new Int32Array(0),
  };
}

/**
 * The recorded weight that a derivation could not decide about, because it lies in rows of smaller frames.
 * @param {TreeParts} base
 * @param {Derived} derived
 * @param {number} metric
 * @returns {{weight: number, before: number}}
 */
function undecidedWeight(base, { undecided }, metric) {
  const sum = { weight: 0, before: 0 };
  for (const row of undecided) {
    sum.weight += base.weights.own("self", metric, row);
    sum.before += base.weights.own("before", metric, row);
  }
  return sum;
}

/**
 * @param {TreeWeights} weights of a base's rows
 * @param {Int32Array} owner the new row of each of them, or -1
 * @param {number} length how many new rows there are
 * @returns {TreeWeights}
 */
function movedWeights({ metrics, whole, wholeBefore, self, before }, owner, length) {
  const moved = (/** @type {readonly WeightColumn[]} */ columns) =>
    mappedColumns(columns, (values) => {
      const sums = new Float64Array(length);
      for (let row = 0; row < owner.length; row += 1) {
        if (owner[row] >= 0) {
          sums[owner[row]] += values[row];
        }
      }
      return sums;
    });
  return new TreeWeights({ metrics, whole, wholeBefore, self: moved(self), before: before && moved(before) });
}

/**
 * The same columns with other values; a multiple of a column stays one.
 * @param {readonly WeightColumn[]} columns
 * @param {(values: ArrayLike<number>) => ArrayLike<number>} change
 * @returns {WeightColumn[]}
 */
function mappedColumns(columns, change) {
  return columns.map((column, number) =>
    column.of === undefined ? { scale: column.scale, values: change(resolvedColumn(columns, number).values) } : column,
  );
}

/**
 * @param {TreeWeights} weights
 * @returns {Uint8Array} 1 for each row that has weight of its own, in any metric and on either side
 */
function weighingRows(weights) {
  const columns = [...weights.self, ...(weights.before ?? [])].filter(({ values }) => values !== undefined);
  const weighs = new Uint8Array(columns[0]?.values?.length ?? 0);
  for (const { values = [] } of columns) {
    for (let row = 0; row < weighs.length; row += 1) {
      if (values[row] !== 0) {
        weighs[row] = 1;
      }
    }
  }
  return weighs;
}

/**
 * @param {Derived} first
 * @param {Derived} second derived from the first
 * @param {TreeParts} base what the first is derived from
 * @returns {Derived} the second, as derived from the base
 */
function joinedDerivations(base, first, second) {
  const undecided = new Set(first.undecided);
  const inSecond = new Set(second.undecided);
  for (const row of inSecond.size > 0 ? base.foldedCounts.keys() : []) {
    if (inSecond.has(first.place[row])) {
      undecided.add(row);
    }
  }
  return {
    parts: second.parts,
    place: gathered(second.place, first.place),
    origin: gathered(first.origin, second.origin),
    undecided: Int32Array.from(undecided).sort(),
  };
}

/**
 * @param {Int32Array} owner
 * @returns {Int32Array} the same, but the root is the root also where its own weight is left out
 */
function shownPlaces(owner) {
  const place = owner.slice();
  place[0] = 0;
  return place;
}

/**
 * How many frames rows of smaller frames stand for: those that the base has, and new ones.
 * @param {ReadonlyMap<number, number>} counts
 * @param {ReadonlyMap<number, number>} added
 * @param {Int32Array} place
 * @param {Int32Array} frame
 * @returns {Map<number, number>} in the order of the rows
 */
function carriedCounts(counts, added = new Map(), place, frame) {
  const carried = new Map(added);
  for (const [row, count] of counts) {
    if (place[row] >= 0 && frame[place[row]] === CallTree.FOLDED) {
      carried.set(place[row], (carried.get(place[row]) ?? 0) + count);
    }
  }
  return new Map([...carried].sort(([one], [other]) => one - other));
}

/**
 * A loop: `map` takes several times as long, and trees have a million rows.
 * @param {ArrayLike<number>} column
 * @param {Int32Array} rows
 * @param {number} [count] how many of the rows
 * @returns {Int32Array} the column at those rows, -1 for a row that is -1
 */
function gathered(column, rows, count = rows.length) {
  const values = new Int32Array(count);
  for (let at = 0; at < count; at += 1) {
    values[at] = rows[at] < 0 ? -1 : column[rows[at]];
  }
  return values;
}

/**
 * @param {number} length
 * @returns {Int32Array} 0, 1, 2 ...
 */
function countingUp(length) {
  const rows = new Int32Array(length);
  for (let row = 0; row < length; row += 1) {
    rows[row] = row;
  }
  return rows;
}
