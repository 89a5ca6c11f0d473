"use strict";

/*
 * The views that read stacks from the inside out: bottom-up, and the callers of a function. The same as in
 * sitegen/analysis/inverted.py and sandwich.py. Nodes are by name, file, module and kind, inlined as native.
 */

/**
 * The bottom-up tree: on the first level each frame with weight of its own, which is its total there; below it its
 * callers. Stacks that end in rows of smaller frames are read from those.
 * @param {TreeParts} parts
 * @param {number} [budget] rows at most, beside the first level
 * @returns {DerivationSteps}
 */
function* invertTree(parts, budget) {
  const weighs = weighingRows(parts.weights);
  weighs[0] = 0; // what has no frame stays the root's own
  yield;
  const share = recordedShares(parts.weights);
  yield;
  const inversion = new TreeInversion(parts, rowsIn(weighs), share, budget);
  inversion.beginByFrame();
  yield;
  const columns = (yield* inversion.steps()).columns;
  columns.owner[0] = 0;
  yield;
  const { identity } = FrameOrder.of(parts.frames);
  const place = firstLevelPlaces(parts.frame, columns, identity);
  // Stacks hold the same frames in whichever order, so functions weigh what they did.
  return yield* derivedTree(parts, { ...columns, place, functions: parts.functions, undecided: foldedRowsOf(parts) });
}

/**
 * The callers of marked frames over all their outermost occurrences: one row for them all, which weighs their total,
 * and below it its callers.
 * @param {TreeParts} parts
 * @param {Uint8Array} marks of one function
 * @param {number} [budget] rows at most
 * @returns {DerivationSteps}
 */
function* callersOf(parts, marks, budget) {
  const rows = outermostRows(parts, marks);
  const { end } = parts.shape;
  const share = recordedShares(parts.weights);
  yield;
  for (const row of rows) {
    for (let below = row + 1; below < end[row]; below += 1) {
      share[row] += share[below];
    }
  }
  yield;
  const inversion = new TreeInversion(parts, rows.slice(), share, budget);
  inversion.beginAsOne();
  const columns = (yield* inversion.steps()).columns;
  yield;
  const { owner, origin } = columns;
  const place = inverseOf(origin, owner.length);
  for (const row of rows) {
    owner.fill(owner[row], row, end[row]);
    place[row] = 1;
  }
  place[0] = 0;
  return yield* derivedTree(parts, { ...columns, place, undecided: foldedOutside(parts, rowsWithin(parts, marks)) });
}

/**
 * Each row's part of all own weights, at most 1, as the mean of all metrics and sides.
 * @param {TreeWeights} weights
 * @returns {Float64Array}
 */
function recordedShares({ self, before }) {
  const columns = [...self, ...(before ?? [])].flatMap(({ values }) => (values === undefined ? [] : [values]));
  const share = new Float64Array(columns[0]?.length ?? 0);
  for (const values of columns) {
    let whole = 0;
    for (let row = 0; row < share.length; row += 1) {
      whole += values[row];
    }
    const part = whole > 0 ? 1 / (whole * columns.length) : 0;
    for (let row = 0; row < share.length; row += 1) {
      share[row] += values[row] * part;
    }
  }
  return share;
}

/**
 * @param {Uint8Array} flags
 * @returns {Int32Array} the rows whose flag is 1
 */
function rowsIn(flags) {
  const rows = new Int32Array(flags.length);
  let count = 0;
  for (let row = 0; row < flags.length; row += 1) {
    if (flags[row] === 1) {
      rows[count] = row;
      count += 1;
    }
  }
  return rows.slice(0, count);
}

/**
 * @param {Int32Array} baseFrame
 * @param {Pick<DerivedRows, "frame" | "depth">} rows
 * @param {Int32Array} identity
 * @returns {Int32Array} for each row of the base the row of its frame on the first level, or -1
 */
function firstLevelPlaces(baseFrame, { frame, depth }, identity) {
  const rowOf = new Int32Array(identity.length).fill(-1);
  let folded = -1;
  for (let row = 1; row < frame.length; row += 1) {
    if (depth[row] === 1 && frame[row] >= 0) {
      rowOf[frame[row]] = row;
    } else if (depth[row] === 1) {
      folded = row;
    }
  }
  const place = new Int32Array(baseFrame.length);
  for (let row = 1; row < place.length; row += 1) {
    const named = baseFrame[row];
    place[row] = named >= 0 ? rowOf[identity[named]] : folded;
  }
  return place;
}
