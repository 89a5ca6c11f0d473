"use strict";

/**
 * What the things of a table weigh - functions, or rows of a tree - by their index, in the measure that is shown.
 * `verdict` is null where nothing was tested.
 *
 * @typedef {object} Weighing
 * @property {Metric} unit
 * @property {number} whole what shares are of
 * @property {(index: number) => number} self
 * @property {(index: number) => number} total
 * @property {(index: number) => number} selfBefore
 * @property {(index: number) => number} totalBefore
 * @property {(index: number) => number} rank its place by name
 * @property {(index: number) => number} [frames] how many rows a function has
 * @property {(index: number, part: "self" | "total") => number | null} [verdict]
 *
 * A column: what it is sorted by, and what stands in its cells, the second text more quietly.
 *
 * @typedef {object} TableColumn
 * @property {string} id
 * @property {string} label
 * @property {string} spoken what the label says to those who do not see what is beside it
 * @property {"name" | "number" | "change"} kind
 * @property {(weighing: Weighing, index: number) => number} key
 * @property {(weighing: Weighing, index: number) => readonly [string, string]} texts
 * @property {(weighing: Weighing, index: number) => number} [share] how long its bar is, 1 for the whole
 *
 * How a table is sorted: "size" is by how large a change is, whichever way.
 *
 * @typedef {"falling" | "rising" | "size"} Direction
 * @typedef {{column: number, direction: Direction}} Sorting
 */

/**
 * The columns of a table of weights. Of a difference both sides and the change, or the change alone where only that is
 * known.
 * @param {string} named what the first column is called
 * @param {{isDifference: boolean, isNet: boolean}} tree
 * @param {boolean} [hasFrames] whether the last column counts rows
 * @returns {TableColumn[]}
 */
function weightColumns(named, { isDifference, isNet }, hasFrames = false) {
  /** @type {TableColumn} */
  const name = {
    id: "name",
    label: named,
    spoken: named,
    kind: "name",
    key: ({ rank }, index) => rank(index),
    texts: () => ["", ""], // whoever has the names writes them
  };
  /** @type {TableColumn} */
  const frames = {
    id: "frames",
    label: "Frames",
    spoken: "Frames of the graph",
    kind: "number",
    key: (weighing, index) => weighing.frames?.(index) ?? 0,
    texts: (weighing, index) => [formatNumber(weighing.frames?.(index) ?? 0), ""],
  };
  const weights = /** @type {const} */ (["self", "total"]).flatMap((part) =>
    isDifference ? changeColumns(part, isNet) : [sideColumn(part, part, "")],
  );
  return [name, ...weights, ...(hasFrames ? [frames] : [])];
}

/**
 * @param {"self" | "total"} part
 * @param {boolean} isNet
 * @returns {TableColumn[]} before, after and change
 */
function changeColumns(part, isNet) {
  const before = /** @type {const} */ (`${part}Before`);
  const difference = (/** @type {Weighing} */ weighing, /** @type {number} */ index) =>
    weighing[part](index) - weighing[before](index);
  /** @type {TableColumn} */
  const change = {
    id: `${part}-change`,
    label: isNet ? titled(part) : "Change",
    spoken: `${titled(part)}, change`,
    kind: "change",
    key: difference,
    texts: (weighing, index) => {
      const change = { before: weighing[before](index), after: weighing[part](index) };
      const moved = difference(weighing, index);
      const verdict = weighing.verdict?.(index, part) ?? null;
      const isNoise = verdict === Comparison.SMALL || verdict === Comparison.NOISE;
      const relative = isNet ? "" : relativeText({ ...change, difference: moved });
      const besides = moved === 0 ? "" : [isNoise ? "~" : "", relative].join(" ").trim();
      return [formatChange(moved, weighing.unit), besides];
    },
  };
  return isNet ? [change] : [sideColumn(part, before, " before"), sideColumn(part, part, " after"), change];
}

/**
 * @param {"self" | "total"} part
 * @param {"self" | "total" | "selfBefore" | "totalBefore"} column
 * @param {string} side of a difference, "" where there is only one
 * @returns {TableColumn}
 */
function sideColumn(part, column, side) {
  return {
    id: `${part}${side.replace(" ", "-")}`,
    label: side === " after" ? "After" : `${titled(part)}${side}`,
    spoken: `${titled(part)}${side && `,${side}`}`,
    kind: "number",
    key: (weighing, index) => weighing[column](index),
    texts: (weighing, index) => {
      const weight = weighing[column](index);
      return [formatWeight(weight, weighing.unit), side === "" ? shareText(weight, weighing.whole) : ""];
    },
    ...(side === "" && { share: (weighing, index) => shareOf(weighing[column](index), weighing.whole) }),
  };
}

/**
 * @param {string} word
 * @returns {string} with a capital
 */
function titled(word) {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/**
 * How a column is sorted when its head is pressed: names rise at first, numbers fall, changes go by their size; then
 * the other ways, round and round.
 * @param {TableColumn} column
 * @param {Direction | null} direction how it is sorted now, null where another column is
 * @returns {Direction}
 */
function nextDirection({ kind }, direction) {
  /** @type {Readonly<Record<TableColumn["kind"], readonly Direction[]>>} */
  const ways = { name: ["rising", "falling"], number: ["falling", "rising"], change: ["size", "falling", "rising"] };
  const offered = ways[kind];
  return direction === null ? offered[0] : offered[(offered.indexOf(direction) + 1) % offered.length];
}

/**
 * The comparison that a table is sorted with: by a column, then the heaviest or largest change in all and of itself
 * first, then by name.
 * @param {readonly TableColumn[]} columns
 * @param {Sorting} sorting
 * @param {Weighing} weighing
 * @returns {(one: number, other: number) => number}
 */
function tableOrder(columns, { column, direction }, weighing) {
  const isChange = columns.some(({ kind }) => kind === "change");
  const sized = (/** @type {"self" | "total"} */ part) => (/** @type {number} */ index) =>
    isChange
      ? Math.abs(weighing[part](index) - weighing[/** @type {const} */ (`${part}Before`)](index))
      : weighing[part](index);
  const { key } = columns[column];
  const first = remembered((index) => (direction === "size" ? Math.abs(key(weighing, index)) : key(weighing, index)));
  const total = remembered(sized("total"));
  const own = remembered(sized("self"));
  const sign = direction === "rising" ? -1 : 1;
  return (one, other) =>
    sign * (first(other) - first(one)) ||
    total(other) - total(one) ||
    own(other) - own(one) ||
    weighing.rank(one) - weighing.rank(other);
}

/**
 * @param {(index: number) => number} value
 * @returns {(index: number) => number} the same, computed once for each index: sorting asks many times
 */
function remembered(value) {
  /** @type {number[]} */
  const known = [];
  return (index) => {
    known[index] ??= value(index);
    return known[index];
  };
}

/**
 * @param {TableColumn} column
 * @param {Direction} direction
 * @returns {string} "Sorted by self, the largest first"
 */
function spokenSorting({ spoken, kind }, direction) {
  const name = spoken.toLowerCase();
  if (kind === "name") {
    return `Sorted by name${direction === "falling" ? ", from the end" : ""}`;
  }
  const first = { falling: kind === "change" ? "gains first" : "the largest first", rising: "the smallest first" };
  const losses = kind === "change" && direction === "rising" ? "losses first" : "";
  return `Sorted by ${name}, ${direction === "size" ? "the largest first, either way" : losses || first[direction]}`;
}
