"use strict";

/**
 * Characters that no part of a program tells apart. `taken` has a 1 for each set that holds them; `number` is -1 for a
 * kind that is not remembered.
 * @typedef {{number: number, taken: Uint8Array, facts: number}} CharacterKind
 */

/**
 * Sorts the characters of texts into the few kinds that matter to a program, each when it is first met.
 */
class PatternAlphabet {
  // Facts of a character, or of the nothing before and after a text. Words are of ASCII letters, as in RE2.
  static WORD = 1;
  static LINE_BREAK = 2;
  static TEXT_EDGE = 4;
  static WIDE = 8; // outside ASCII

  static MOST_KINDS = 512;
  static MOST_WIDE = 65_536;

  /** @type {readonly CharacterSet[]} */
  #sets;
  /** @type {number} */
  #facts;
  /** @type {(CharacterKind | undefined)[]} by code */
  #ascii = new Array(128).fill(undefined);
  /** @type {Map<number, CharacterKind>} by code point */
  #wide = new Map();
  /** @type {Map<string, CharacterKind>} */
  #kinds = new Map();

  /** How often a set was tried on a character. */
  operations = 0;

  /**
   * @param {readonly CharacterSet[]} sets
   * @param {number} facts those that make a difference to the program
   */
  constructor(sets, facts) {
    this.#sets = sets;
    this.#facts = facts;
  }

  /**
   * @param {number} codePoint
   * @returns {CharacterKind}
   */
  kindOf(codePoint) {
    return (codePoint < 128 ? this.#ascii[codePoint] : this.#wide.get(codePoint)) ?? this.#meet(codePoint);
  }

  /**
   * @param {number} codePoint
   * @returns {CharacterKind}
   */
  #meet(codePoint) {
    const taken = Uint8Array.from(this.#sets, (set) => Number(set.contains(codePoint)));
    const facts = PatternAlphabet.#factsOf(codePoint) & this.#facts;
    const kind = this.#kindLike(taken, facts);
    this.operations += taken.length;
    if (codePoint < 128) {
      this.#ascii[codePoint] = kind;
    } else if (kind.number >= 0 && this.#wide.size < PatternAlphabet.MOST_WIDE) {
      this.#wide.set(codePoint, kind);
    }
    return kind;
  }

  /**
   * @param {Uint8Array} taken
   * @param {number} facts
   * @returns {CharacterKind}
   */
  #kindLike(taken, facts) {
    const key = `${facts}:${taken.join("")}`;
    const known = this.#kinds.get(key);
    if (known !== undefined) {
      return known;
    }
    if (this.#kinds.size === PatternAlphabet.MOST_KINDS) {
      return { number: -1, taken, facts };
    }
    const kind = { number: this.#kinds.size, taken, facts };
    this.#kinds.set(key, kind);
    return kind;
  }

  /**
   * @param {number} codePoint
   * @returns {number}
   */
  static #factsOf(codePoint) {
    if (codePoint >= 128) {
      return PatternAlphabet.WIDE;
    }
    const word = /\w/.test(String.fromCharCode(codePoint)) ? PatternAlphabet.WORD : 0;
    return codePoint === 10 ? PatternAlphabet.LINE_BREAK : word;
  }
}
