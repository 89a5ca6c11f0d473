"use strict";

/**
 * A group of frames that share a colour: its CSS class, its name, the same in short, its self weight over the whole,
 * and the search that finds its functions and no others, "" where no short one does.
 *
 * @typedef {object} LegendEntry
 * @property {string} look
 * @property {string} group
 * @property {string} label
 * @property {number} share
 * @property {string} search
 */

/**
 * Sums up what the groups of a palette weigh, in slices: the same rules as sitegen/drawing/legend.py, held to one table
 * by tests/data/palette.json.
 */
class LegendCount {
  static MOST = 8;
  static IN_A_SLICE = 2000;

  /** @type {Map<string, {look: string, group: string, weight: number, frames: number[]}>} */
  #groups = new Map();
  #next = 0;

  /**
   * @param {CallTree} tree
   * @param {number} metric
   * @param {string} color
   */
  constructor(tree, metric, color) {
    this.tree = tree;
    this.metric = metric;
    this.palette = Palette.of(tree.frames, color);
    this.columns = tree.parts.functions.columns;
  }

  /** @returns {boolean} whether it is done; each call counts some functions */
  run() {
    const { frame, self } = this.columns;
    const { values, scale } = resolvedColumn(self, this.metric);
    const end = Math.min(frame.length, this.#next + LegendCount.IN_A_SLICE);
    for (; this.#next < end; this.#next += 1) {
      const named = frame[this.#next];
      const { look, group } = this.palette.look(named);
      const counted = this.#groups.get(look + group) ?? { look, group, weight: 0, frames: [] };
      counted.weight += scale * values[this.#next];
      counted.frames.push(named);
      this.#groups.set(look + group, counted);
    }
    return end === frame.length;
  }

  /**
   * What there is to show once all is counted.
   * @returns {{entries: LegendEntry[], more: number}} the heaviest first, and how many others weigh something
   */
  result() {
    const whole = this.tree.whole[this.metric];
    const heavy = [...this.#groups.values()]
      .filter(({ group, weight }) => group !== "" && weight > 0 && whole > 0)
      .sort((one, other) => other.weight - one.weight || (one.group < other.group ? -1 : 1));
    const entries = heavy.slice(0, LegendCount.MOST).map(({ look, group, weight, frames }) => ({
      look,
      group,
      label: groupLabel(group),
      share: weight / whole,
      search: this.#searchOf(group, frames),
    }));
    return { entries, more: heavy.length - entries.length };
  }

  /**
   * What stands before its functions where that is theirs alone, else their names.
   * @param {string} group
   * @param {readonly number[]} members
   * @returns {string}
   */
  #searchOf(group, members) {
    const LONGEST = 1500;
    const { frames } = this.tree;
    const names = new Set(members.map((frame) => frames.name(frame)));
    for (const separator of [".", "::"]) {
      const prefix = group + separator;
      const isForeign = (/** @type {string} */ name) => name.startsWith(prefix) && !names.has(name);
      const isTheirs = [...names].every((name) => name.startsWith(prefix));
      if (isTheirs && !this.columns.frame.some((frame) => isForeign(frames.name(frame)))) {
        return `^${quotedPattern(prefix)}`;
      }
    }
    const pattern = `^(?:${[...names].map(quotedPattern).join("|")})$`;
    return names.has("") || pattern.length > LONGEST ? "" : pattern;
  }
}

/**
 * A group's name, of a long path the last two parts; a kind with its badge.
 * @param {string} group
 * @returns {string}
 */
function groupLabel(group) {
  const LONGEST = 28;
  const badge = kindBadge(Palette.KINDS.indexOf(group));
  if (badge !== "") {
    return `${group} ${badge}`;
  }
  return countCharacters(group, LONGEST) <= LONGEST ? group : group.split("/").slice(-2).join("/");
}

/**
 * @param {string} text
 * @returns {string} the pattern that matches this text
 */
function quotedPattern(text) {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
}
