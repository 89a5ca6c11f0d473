"use strict";

/**
 * One instruction of a program. Targets are counted from the instruction itself, so that a fragment can stand anywhere.
 *
 * TAKE    takes a character of set `value` and goes on
 * ASSERT  goes on where the assertion `value` holds
 * EITHER  goes on, and also at `value` instructions from here
 * JUMP    goes on at `value` instructions from here
 * MATCH   ends: the text matches
 *
 * @typedef {{op: number, value: number}} Instruction
 * A piece of a program, made of smaller ones that it may share; written out only at the end, because deep nesting would
 * copy the same instructions over and over. `length` counts instructions; `repeats` says how often the innermost piece
 * is written out because of counts, nested counts multiplied.
 * @typedef {{parts: readonly (Instruction | Fragment)[], length: number, repeats: number}} Fragment
 */
class PatternProgram {
  static TAKE = 0;
  static ASSERT = 1;
  static EITHER = 2;
  static JUMP = 3;
  static MATCH = 4;

  static BEGIN_TEXT = 1;
  static END_TEXT = 2;
  static BEGIN_LINE = 4;
  static END_LINE = 8;
  static WORD_EDGE = 16;
  static NO_WORD_EDGE = 32;

  /**
   * @param {Fragment} fragment the whole pattern
   * @param {readonly CharacterSet[]} sets what the TAKE instructions point to
   */
  constructor(fragment, sets) {
    this.instructions = [...PatternProgram.#written(fragment), PatternProgram.#instruction(PatternProgram.MATCH, 0)];
    this.sets = sets;
  }

  /**
   * The one text that the pattern looks for, or null where it is more than that.
   * @returns {string | null}
   */
  literal() {
    /** @type {string[]} */
    const characters = [];
    for (const { op, value } of this.instructions.slice(0, -1)) {
      const only = op === PatternProgram.TAKE ? this.sets[value].only : null;
      if (only === null || (only >= 0xd800 && only <= 0xdfff)) {
        return null; // half a surrogate pair is a character of its own, never a half of another
      }
      characters.push(String.fromCodePoint(only));
    }
    return characters.join("");
  }

  /**
   * @param {number} op
   * @param {number} value
   * @returns {Instruction}
   */
  static #instruction(op, value) {
    return { op, value };
  }

  /**
   * @param {number} op TAKE or ASSERT
   * @param {number} value
   * @returns {Fragment}
   */
  static one(op, value) {
    return { parts: [PatternProgram.#instruction(op, value)], length: 1, repeats: 1 };
  }

  /**
   * One after the other.
   * @param {readonly Fragment[]} items
   * @returns {Fragment}
   */
  static sequence(items) {
    return items.length === 1
      ? items[0]
      : PatternProgram.#joined(
          items.filter(({ length }) => length > 0),
          items,
        );
  }

  /**
   * Any one of them.
   *
   *     EITHER -> next   first   JUMP -> end
   *     EITHER -> next   second  JUMP -> end
   *                      last
   *
   * @param {readonly Fragment[]} branches at least one
   * @returns {Fragment}
   */
  static choice(branches) {
    const last = branches[branches.length - 1];
    let toEnd = branches.reduce((total, { length }) => total + length + 2, -2 - last.length);
    if (branches.length === 1) {
      return last;
    }
    /** @type {(Instruction | Fragment)[]} */
    const parts = [];
    for (const branch of branches.slice(0, -1)) {
      toEnd -= branch.length + 2;
      parts.push(PatternProgram.#instruction(PatternProgram.EITHER, branch.length + 2), branch);
      parts.push(PatternProgram.#instruction(PatternProgram.JUMP, toEnd + last.length + 1));
    }
    return PatternProgram.#joined([...parts, last], branches);
  }

  /**
   * From `least` to `most` times, each time written out.
   *
   *     item  item  EITHER -> end  item                    {2,3}
   *     item  item  EITHER -> the item before              {2,}
   *     EITHER -> end  item  JUMP -> EITHER                *
   *
   * @param {Fragment} item
   * @param {number} least
   * @param {number} most Infinity for no limit
   * @returns {Fragment}
   */
  static repeat(item, least, most) {
    const { EITHER, JUMP } = PatternProgram;
    /** @type {(Instruction | Fragment)[]} */
    const parts = new Array(least).fill(item);
    if (most === Infinity && least > 0) {
      parts.push(PatternProgram.#instruction(EITHER, -item.length));
    } else if (most === Infinity) {
      parts.push(PatternProgram.#instruction(EITHER, item.length + 2), item);
      parts.push(PatternProgram.#instruction(JUMP, -item.length - 1));
    } else {
      for (let left = most - least; left > 0; left -= 1) {
        parts.push(PatternProgram.#instruction(EITHER, left * (item.length + 1)), item);
      }
    }
    const copies = Math.max(1, most === Infinity ? least : most);
    return { ...PatternProgram.#joined(parts, []), repeats: item.repeats * copies };
  }

  /**
   * @param {readonly (Instruction | Fragment)[]} parts
   * @param {readonly Fragment[]} fragments all that are in it, the empty ones too
   * @returns {Fragment}
   */
  static #joined(parts, fragments) {
    return {
      parts,
      length: parts.reduce((total, part) => total + ("op" in part ? 1 : part.length), 0),
      repeats: fragments.reduce((most, { repeats }) => Math.max(most, repeats), 1),
    };
  }

  /**
   * @param {Fragment} fragment
   * @returns {Instruction[]}
   */
  static #written(fragment) {
    /** @type {Instruction[]} */
    const instructions = [];
    /** @type {(Instruction | Fragment)[]} */
    const stack = [fragment];
    for (let part = stack.pop(); part !== undefined; part = stack.pop()) {
      if ("op" in part) {
        instructions.push(part);
      } else {
        stack.push(...[...part.parts].reverse());
      }
    }
    return instructions;
  }
}
