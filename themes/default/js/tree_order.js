"use strict";

/**
 * The same tree with siblings in another order: by name as Python sorts them, or the widest first ("left-heavy").
 * Rows of smaller frames come last by name.
 * @param {TreeParts} parts
 * @param {Float64Array | null} edges as `CallTree.edges` gives them of the metric that is shown; null to sort by name
 * @returns {DerivationSteps}
 */
function* orderTree(parts, edges = null) {
  const { shape, frame } = parts;
  const { end, length } = shape;
  const { ranks } = FrameOrder.of(parts.frames);
  yield;
  const isBefore =
    edges === null
      ? (/** @type {number} */ row, /** @type {number} */ other) =>
          (frame[row] < 0 ? ranks.length : ranks[frame[row]]) < (frame[other] < 0 ? ranks.length : ranks[frame[other]])
      : (/** @type {number} */ row, /** @type {number} */ other) =>
          edges[end[row]] - edges[row] > edges[end[other]] - edges[other];
  const moved = new Int32Array(length);
  const ROWS_A_SLICE = 20_000;
  for (let row = 0; row < length; row += 1) {
    placeChildren(row, end, moved, isBefore);
    if (row % ROWS_A_SLICE === ROWS_A_SLICE - 1) {
      yield;
    }
  }
  if (isCountingUp(moved)) {
    return unchangedTree(parts);
  }
  yield;
  const origin = inverseOf(moved, length);
  yield;
  return yield* derivedTree(parts, {
    frame: gathered(frame, origin),
    depth: gathered(shape.depth, origin),
    owner: moved,
    origin,
    functions: parts.functions,
  });
}

/**
 * Gives a row's children their new places behind their parent's: equal ones keep their order.
 * @param {number} row
 * @param {Int32Array} end
 * @param {Int32Array} moved the new place of each row up to `row`, and of its children afterwards
 * @param {(row: number, other: number) => boolean} isBefore
 */
function placeChildren(row, end, moved, isBefore) {
  let isSorted = true;
  let place = moved[row] + 1;
  for (let child = row + 1, before = -1; child < end[row]; before = child, child = end[child]) {
    moved[child] = place;
    place += end[child] - child;
    isSorted = isSorted && (before < 0 || !isBefore(child, before));
  }
  if (isSorted) {
    return;
  }
  const children = [];
  for (let child = row + 1; child < end[row]; child = end[child]) {
    children.push(child);
  }
  children.sort((one, other) => (isBefore(one, other) ? -1 : isBefore(other, one) ? 1 : 0));
  place = moved[row] + 1;
  for (const child of children) {
    moved[child] = place;
    place += end[child] - child;
  }
}

/**
 * @param {Int32Array} rows
 * @returns {boolean} whether they are 0, 1, 2 ...
 */
function isCountingUp(rows) {
  let row = 0;
  while (row < rows.length && rows[row] === row) {
    row += 1;
  }
  return row === rows.length;
}
