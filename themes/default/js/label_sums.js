"use strict";

/**
 * What the rows of a tree weigh by the labels of their samples, such as `thread` or a tag of pprof. A set of labels is
 * what a sample has: of each key one value, or -1 for none; one with several values of a key has a value of its own for
 * them. Samples without any label have no set: they are what is left. So every question about labels has an exact
 * answer, also one that combines keys.
 *
 * @typedef {object} LabelTable
 * @property {readonly LabelKey[]} keys
 * @property {readonly string[]} left_out keys of which the page carries nothing, because they have too many values
 * @property {readonly (readonly number[])[]} sets of each the value of every key, or -1
 * @property {readonly (readonly number[])[]} rows of each set those that have samples with it, rising: the first, then
 * the distance of each to the one before it
 * @property {readonly (readonly WeightColumn[])[]} self of each set a column a metric, along its rows
 * @property {readonly (readonly WeightColumn[])[] | null} before the same of a difference's earlier side, else null
 *
 * Values are texts, sorted; the last one may stand for all those that are too light to be told apart.
 *
 * @typedef {{key: string, values: readonly string[]}} LabelKey
 *
 * Of each key that was chosen by, the values that are kept; -1 stands for samples without it.
 *
 * @typedef {ReadonlyMap<number, ReadonlySet<number>>} LabelChoices
 */

/** Adds up what rows weigh with some sets of labels; exact in rows of smaller frames too. */
class LabelSums {
  /** @type {Float64Array[] | null} */
  #rest = null;
  #touched;
  #touchedRows;
  #count = 0;

  /**
   * @param {TreeParts} parts the page's own tree: labels say nothing of the rows of a derived one
   * @param {LabelTable} labels
   */
  constructor({ shape, weights }, labels) {
    this.labels = labels;
    this.weights = weights;
    this.sides = /** @type {("self" | "before")[]} */ (weights.before === null ? ["self"] : ["self", "before"]);
    /** A column a metric, the sides one after another; zero but in the rows that were added to. */
    this.columns = this.sides.flatMap(() => weights.metrics.map(() => new Float64Array(shape.length)));
    this.#touched = new Uint8Array(shape.length);
    this.#touchedRows = new Int32Array(shape.length);
  }

  /** @returns {Int32Array} the rows that were added to, in no order */
  get rows() {
    return this.#touchedRows.subarray(0, this.#count);
  }

  /**
   * Adds the weight of samples with any of some sets of labels.
   * @param {readonly number[]} sets -1 for samples without labels
   */
  add(sets) {
    for (const set of sets) {
      if (set < 0) {
        this.#addRest();
      } else {
        this.#addSet(this.columns, set, 1);
        for (const row of risingRows(this.labels.rows[set])) {
          this.#touch(row);
        }
      }
    }
  }

  /** Begins anew. */
  clear() {
    const { rows } = this;
    for (const column of [...this.columns, this.#touched]) {
      for (let at = 0; at < rows.length; at += 1) {
        column[rows[at]] = 0;
      }
    }
    this.#count = 0;
  }

  /**
   * @param {readonly Float64Array[]} columns as `columns`
   * @returns {TreeWeights}
   */
  weightsOf(columns) {
    const { metrics, whole, wholeBefore } = this.weights;
    const side = (/** @type {number} */ place) =>
      columns
        .slice(place * metrics.length, (place + 1) * metrics.length)
        .map((values) => /** @type {WeightColumn} */ ({ scale: 1, values }));
    return new TreeWeights({
      ...{ metrics, whole, wholeBefore, self: side(0) },
      before: this.sides.length > 1 ? side(1) : null,
    });
  }

  /** @param {number} row */
  #touch(row) {
    if (this.#touched[row] === 0) {
      this.#touched[row] = 1;
      this.#touchedRows[this.#count] = row;
      this.#count += 1;
    }
  }

  #addRest() {
    this.#rest ??= this.#findRest();
    this.#rest.forEach((rest, place) => {
      const column = this.columns[place];
      for (let row = 0; row < rest.length; row += 1) {
        const left = rest[row];
        if (left !== 0) {
          column[row] += left;
          this.#touch(row);
        }
      }
    });
  }

  /** @returns {Float64Array[]} what no set of labels has, along all rows */
  #findRest() {
    const own = this.sides.flatMap((side) =>
      this.weights.metrics.map((_, metric) => {
        const { values, scale } = resolvedColumn(this.weights[side] ?? [], metric);
        const column = new Float64Array(values.length);
        for (let row = 0; row < column.length; row += 1) {
          column[row] = scale * values[row];
        }
        return column;
      }),
    );
    const rest = own.map((column) => column.slice());
    for (const set of this.labels.sets.keys()) {
      this.#addSet(rest, set, -1);
    }
    const ROUNDING = 1e-9; // of weights that are not whole, something like it is left where nothing is
    for (const [place, column] of rest.entries()) {
      for (let row = 0; row < column.length; row += 1) {
        if (Math.abs(column[row]) <= ROUNDING * own[place][row]) {
          column[row] = 0;
        }
      }
    }
    return rest;
  }

  /**
   * @param {readonly Float64Array[]} columns
   * @param {number} set
   * @param {1 | -1} sign
   */
  #addSet(columns, set, sign) {
    const rows = risingRows(this.labels.rows[set]);
    const { metrics } = this.weights;
    for (const [place, sums] of columns.entries()) {
      const side = this.labels[this.sides[Math.floor(place / metrics.length)]];
      const { values, scale } = resolvedColumn(side?.[set] ?? [], place % metrics.length);
      for (let index = 0; index < rows.length; index += 1) {
        sums[rows[index]] += sign * scale * values[index];
      }
    }
  }
}

/**
 * The sets of labels that choices keep, -1 among them where samples without labels are kept.
 * @param {LabelTable} labels
 * @param {LabelChoices} choices
 * @returns {number[]}
 */
function chosenSets({ keys, sets }, choices) {
  const isKept = (/** @type {readonly number[]} */ values) =>
    [...choices].every(([key, kept]) => kept.has(values[key]));
  const kept = [...sets.keys()].filter((set) => isKept(sets[set]));
  return isKept(keys.map(() => -1)) ? [...kept, -1] : kept;
}

/**
 * @param {readonly number[]} distances
 * @returns {Int32Array}
 */
function risingRows(distances) {
  const rows = new Int32Array(distances.length);
  let row = 0;
  for (let index = 0; index < rows.length; index += 1) {
    row += distances[index];
    rows[index] = row;
  }
  return rows;
}
