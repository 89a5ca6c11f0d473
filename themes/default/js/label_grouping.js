"use strict";

/**
 * What the samples with one value of a label make of a tree.
 *
 * @typedef {object} LabelGroup
 * @property {number} frame that stands for the value
 * @property {Int32Array} rows of the tree that is grouped, rising; the first is the root
 * @property {Float64Array[]} columns their own weights
 * @property {number} share what the group weighs, over all metrics and sides
 */

/**
 * Puts the values of a label right below the root and below each of them the stacks of its samples; exact in rows of
 * smaller frames too. A row that is in several groups is shown by that of the heaviest.
 * @param {TreeParts} parts the page's own tree
 * @param {LabelTable} labels
 * @param {number} key
 * @param {LabelChoices} [choices] which samples are kept
 * @returns {DerivationSteps}
 */
function* groupTree(parts, labels, key, choices = new Map()) {
  const sums = new LabelSums(parts, labels);
  const frames = LabelFrames.of(parts.frames, labels.keys[key]);
  const climb = new ClimbedRows(parts.shape);
  yield;
  const setsOf = setsByValue(labels, key, choices);
  /** @type {LabelGroup[]} */
  const groups = [];
  for (const value of frames.order) {
    sums.add(setsOf.get(value) ?? []);
    yield;
    const rows = climb.from(sums);
    yield;
    if (rows.length > 0) {
      const columns = sums.columns.map((column) => along(column, rows));
      groups.push({ frame: frames.frameOf(value), rows, columns, share: groupShare(parts.weights, columns) });
    }
    sums.clear();
    yield;
  }
  return yield* joinedGroups({ ...parts, frames: frames.table }, groups, sums);
}

/**
 * @param {LabelTable} labels
 * @param {number} key
 * @param {LabelChoices} choices
 * @returns {Map<number, number[]>} the sets of labels that choices keep, by their value of a key
 */
function setsByValue(labels, key, choices) {
  /** @type {Map<number, number[]>} */
  const byValue = new Map();
  for (const set of chosenSets(labels, choices)) {
    const value = set < 0 ? -1 : labels.sets[set][key];
    const sets = byValue.get(value) ?? [];
    sets.push(set);
    byValue.set(value, sets);
  }
  return byValue;
}

/** Finds the rows of a group: those that have weight, and those above them. */
class ClimbedRows {
  #parent;
  #found;
  /** At each row the number of the last group that has it. */
  #seen;
  #group = 0;

  /** @param {TreeShape} shape */
  constructor({ parent, length }) {
    this.#parent = parent;
    this.#found = new Int32Array(length);
    this.#seen = new Int32Array(length);
  }

  /**
   * @param {LabelSums} sums
   * @returns {Int32Array} rising
   */
  from({ rows, columns }) {
    const seen = this.#seen;
    this.#group += 1;
    let count = 0;
    for (let at = 0; at < rows.length; at += 1) {
      const isWeighing = columns.some((column) => column[rows[at]] !== 0);
      for (let row = isWeighing ? rows[at] : -1; row >= 0 && seen[row] !== this.#group; row = this.#parent[row]) {
        seen[row] = this.#group;
        this.#found[count] = row;
        count += 1;
      }
    }
    return this.#risen(count);
  }

  /**
   * @param {number} count
   * @returns {Int32Array} the rows that were found, rising
   */
  #risen(count) {
    const MANY = 0.05; // from this part of all on, to look at every row is quicker than to sort
    const seen = this.#seen;
    const rows = this.#found.slice(0, count);
    if (count < MANY * seen.length) {
      return rows.sort();
    }
    let at = 0;
    for (let row = 0; row < seen.length; row += 1) {
      if (seen[row] === this.#group) {
        rows[at] = row;
        at += 1;
      }
    }
    return rows;
  }
}

/**
 * A loop: `from` takes several times as long, and trees have a million rows.
 * @param {Float64Array} column
 * @param {Int32Array} rows
 * @returns {Float64Array} the column at those rows
 */
function along(column, rows) {
  const values = new Float64Array(rows.length);
  for (let at = 0; at < rows.length; at += 1) {
    values[at] = column[rows[at]];
  }
  return values;
}

/**
 * @param {TreeWeights} weights
 * @param {readonly Float64Array[]} columns
 * @returns {number}
 */
function groupShare({ metrics, whole, wholeBefore }, columns) {
  return columns.reduce((share, column, place) => {
    const metric = place % metrics.length;
    const all = whole[metric] + (wholeBefore?.[metric] ?? 0);
    const sum = column.reduce((total, weight) => total + weight, 0);
    return share + (all > 0 ? sum / all : 0);
  }, 0);
}

/**
 * @param {TreeParts} parts with the frames of the groups
 * @param {readonly LabelGroup[]} groups in their order
 * @param {LabelSums} sums
 * @returns {DerivationSteps}
 */
function* joinedGroups(parts, groups, sums) {
  const length = 1 + groups.reduce((total, { rows }) => total + rows.length, 0);
  const frame = new Int32Array(length);
  const depth = new Int32Array(length);
  const origin = new Int32Array(length);
  const columns = sums.columns.map(() => new Float64Array(length));
  frame[0] = CallTree.ROOT;
  /** @type {Map<LabelGroup, number>} */
  const starts = new Map();
  let start = 1;
  for (const group of groups) {
    starts.set(group, start);
    const { rows } = group;
    for (let at = 0; at < rows.length; at += 1) {
      frame[start + at] = parts.frame[rows[at]];
      depth[start + at] = parts.shape.depth[rows[at]] + 1;
    }
    origin.set(rows, start);
    frame[start] = group.frame;
    origin[start] = -1;
    columns.forEach((column, place) => {
      column.set(group.columns[place], start);
    });
    start += rows.length;
    yield;
  }
  const place = heaviestPlaces(parts.shape.length, starts);
  yield;
  return yield* derivedTree(parts, {
    ...{ frame, depth, owner: countingUp(length), origin, place },
    weights: sums.weightsOf(columns),
    foldedCounts: copiedCounts(parts.foldedCounts, origin, place),
  });
}

/**
 * @param {number} length of the tree that was grouped
 * @param {ReadonlyMap<LabelGroup, number>} starts the first row of each group
 * @returns {Int32Array} for each row that of the heaviest group that has it, or -1
 */
function heaviestPlaces(length, starts) {
  const place = new Int32Array(length).fill(-1);
  const lightestFirst = [...starts].sort(([one], [other]) => one.share - other.share);
  for (const [{ rows }, start] of lightestFirst) {
    for (let at = 0; at < rows.length; at += 1) {
      place[rows[at]] = start + at;
    }
  }
  place[0] = 0;
  return place;
}

/**
 * @param {ReadonlyMap<number, number>} counts of the tree that was grouped
 * @param {Int32Array} origin
 * @param {Int32Array} place
 * @returns {Map<number, number>} of rows of smaller frames that are not the place of the row they come from
 */
function copiedCounts(counts, origin, place) {
  /** @type {Map<number, number>} */
  const copied = new Map();
  for (let row = 0; row < origin.length && counts.size > 0; row += 1) {
    const count = counts.get(origin[row]);
    if (count !== undefined && place[origin[row]] !== row) {
      copied.set(row, count);
    }
  }
  return copied;
}
