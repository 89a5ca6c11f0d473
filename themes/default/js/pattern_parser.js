"use strict";

/**
 * Reads RE2's syntax into a program, without recursion: a group that opens is pushed on a stack.
 *
 * See https://github.com/google/re2/wiki/Syntax; where that page is silent, RE2 itself was asked.
 *
 * @typedef {{folded: boolean, multiline: boolean, dotAll: boolean}} PatternFlags
 * @typedef {{branches: Fragment[], items: Fragment[], outer: PatternFlags, start: number}} PatternGroup
 */
class PatternParser {
  static MOST_CHARACTERS = 5_000;
  static MOST_INSTRUCTIONS = 10_000; // only counts can lead there: one character makes two at most
  static MOST_REPEATS = 1_000; // RE2's own

  /** @type {PatternScanner} */
  #scanner;
  /** @type {PatternFlags} */
  #flags;
  /** @type {PatternGroup} */
  #group;
  /** @type {PatternGroup[]} the groups around this one, outermost first */
  #outer = [];
  #repeatEnd = -1;
  #size = 0;
  /** @type {Map<string, number>} */
  #setNumbers = new Map();
  /** @type {CharacterSet[]} */
  #sets = [];

  /**
   * @param {string} source
   * @param {boolean} ignoreCase
   */
  constructor(source, ignoreCase) {
    this.#scanner = new PatternScanner(source);
    this.#flags = { folded: ignoreCase, multiline: false, dotAll: false };
    this.#group = { branches: [], items: [], outer: this.#flags, start: 0 };
  }

  /**
   * The program of a pattern; throws PatternError.
   * @param {string} source
   * @param {boolean} ignoreCase
   * @returns {PatternProgram}
   */
  static parse(source, ignoreCase) {
    const length = Array.from(source).length;
    if (length > PatternParser.MOST_CHARACTERS) {
      const most = PatternParser.MOST_CHARACTERS;
      throw new PatternError(`the pattern has ${length} characters, and ${most} are the most`, source);
    }
    const parser = new PatternParser(source, ignoreCase);
    while (!parser.#scanner.isAtEnd) {
      parser.#parseOne();
    }
    return parser.#finished();
  }

  /**
   * The program that looks for the text as it stands; throws PatternError where the text is too long.
   * @param {string} text
   * @param {boolean} ignoreCase
   * @returns {PatternProgram}
   */
  static parsePlain(text, ignoreCase) {
    const parser = new PatternParser(text, ignoreCase);
    while (!parser.#scanner.isAtEnd) {
      parser.#takeOne(parser.#scanner.next());
    }
    return parser.#finished();
  }

  /** @returns {PatternProgram} */
  #finished() {
    if (this.#outer.length > 0) {
      this.#scanner.fail('a group is not closed, ")" is missing', this.#group.start);
    }
    return new PatternProgram(PatternParser.#fragmentOf(this.#group), this.#sets);
  }

  #parseOne() {
    const { BEGIN_TEXT, BEGIN_LINE, END_TEXT, END_LINE } = PatternProgram;
    switch (this.#scanner.source[this.#scanner.index]) {
      case "(":
        return this.#openGroup();
      case ")":
        return this.#closeGroup();
      case "|":
        return this.#nextBranch();
      case "*":
        return this.#repeatBySign(0, Infinity);
      case "+":
        return this.#repeatBySign(1, Infinity);
      case "?":
        return this.#repeatBySign(0, 1);
      case "{":
        return this.#repeatOrBrace();
      case "[":
        return this.#takeBracketed();
      case "\\":
        return this.#takeEscape();
      case ".":
        return this.#takeAny();
      case "^":
        return this.#assert(this.#flags.multiline ? BEGIN_LINE : BEGIN_TEXT, 1);
      case "$":
        return this.#assert(this.#flags.multiline ? END_LINE : END_TEXT, 1);
      default:
        return this.#takeOne(this.#scanner.next());
    }
  }

  #openGroup() {
    const start = this.#scanner.index;
    const outer = this.#flags;
    const { on, off, opens } = this.#scanner.groupOpening();
    this.#flags = PatternParser.#changed(outer, on, off);
    if (opens) {
      this.#outer.push(this.#group);
      this.#group = { branches: [], items: [], outer, start };
    }
  }

  /**
   * @param {PatternFlags} flags
   * @param {string} on
   * @param {string} off
   * @returns {PatternFlags}
   */
  static #changed(flags, on, off) {
    /** @type {(letter: string, before: boolean) => boolean} */
    const changed = (letter, before) => (before || on.includes(letter)) && !off.includes(letter);
    return {
      folded: changed("i", flags.folded),
      multiline: changed("m", flags.multiline),
      dotAll: changed("s", flags.dotAll),
    };
  }

  #nextBranch() {
    this.#grow(2, this.#scanner.index);
    this.#group.branches.push(PatternProgram.sequence(this.#group.items));
    this.#group.items = [];
    this.#scanner.index += 1;
  }

  #closeGroup() {
    const group = this.#group;
    const start = this.#scanner.index;
    this.#scanner.index += 1;
    this.#group = this.#outer.pop() ?? this.#scanner.fail('")" has no "(" before it', start, start + 1);
    this.#flags = group.outer;
    this.#group.items.push(PatternParser.#fragmentOf(group));
  }

  /**
   * @param {PatternGroup} group
   * @returns {Fragment}
   */
  static #fragmentOf(group) {
    return PatternProgram.choice([...group.branches, PatternProgram.sequence(group.items)]);
  }

  #repeatOrBrace() {
    const start = this.#scanner.index;
    const counts = this.#scanner.counts();
    return counts === null ? this.#takeOne(this.#scanner.next()) : this.#repeat(counts.least, counts.most, start);
  }

  /**
   * @param {number} least
   * @param {number} most
   */
  #repeatBySign(least, most) {
    this.#scanner.index += 1;
    this.#repeat(least, most, this.#scanner.index - 1);
  }

  /**
   * Repeats the item before. A "?" that makes the repeat lazy is passed over: which match is found is nothing to us.
   * @param {number} least
   * @param {number} most
   * @param {number} start of the operator that was just read
   */
  #repeat(least, most, start) {
    const scanner = this.#scanner;
    const end = scanner.index;
    const item = this.#group.items.pop() ?? scanner.fail("there is nothing to repeat", start, end);
    if (start === this.#repeatEnd) {
      scanner.fail("a repeat cannot be repeated; put the first in brackets", start, end);
    }
    if (most < least) {
      scanner.fail("the counts are out of order", start, end);
    }
    const isCounted = Math.max(least, most === Infinity ? 0 : most) <= PatternParser.MOST_REPEATS;
    const repeated = isCounted ? PatternProgram.repeat(item, least, most) : null;
    if (repeated === null || repeated.repeats > PatternParser.MOST_REPEATS) {
      return scanner.fail(`counts, nested ones multiplied, go up to ${PatternParser.MOST_REPEATS}`, start, end);
    }
    this.#grow(repeated.length - item.length, start);
    this.#group.items.push(repeated);
    scanner.index += scanner.sees("?") ? 1 : 0;
    this.#repeatEnd = scanner.index;
  }

  #takeEscape() {
    const { BEGIN_TEXT, END_TEXT, WORD_EDGE, NO_WORD_EDGE } = PatternProgram;
    const start = this.#scanner.index;
    switch (this.#scanner.source[start + 1]) {
      case "A":
        return this.#assert(BEGIN_TEXT, 2);
      case "z":
        return this.#assert(END_TEXT, 2);
      case "b":
        return this.#assert(WORD_EDGE, 2);
      case "B":
        return this.#assert(NO_WORD_EDGE, 2);
      case "C":
        return this.#scanner.fail("single bytes are not supported", start, start + 2);
      case "Q":
        return this.#takeQuoted();
      default: {
        const part = this.#scanner.escapedPart();
        return part === null
          ? this.#takeOne(this.#scanner.escapedCharacter())
          : this.#take(new CharacterSet([part], { folded: this.#flags.folded }));
      }
    }
  }

  #takeQuoted() {
    const start = this.#scanner.index + 2;
    const found = this.#scanner.source.indexOf("\\E", start);
    const end = found < 0 ? this.#scanner.source.length : found;
    this.#scanner.index = start;
    while (this.#scanner.index < end) {
      this.#takeOne(this.#scanner.next());
    }
    this.#scanner.index = found < 0 ? end : end + 2;
  }

  #takeBracketed() {
    const { parts, negated } = this.#scanner.bracketed();
    this.#take(new CharacterSet(parts, { negated, folded: this.#flags.folded }));
  }

  #takeAny() {
    this.#scanner.index += 1;
    this.#take(new CharacterSet(this.#flags.dotAll ? [] : [CharacterSet.range(10, 10)], { negated: true }));
  }

  /** @param {number} codePoint */
  #takeOne(codePoint) {
    this.#take(CharacterSet.ofOne(codePoint, this.#flags.folded));
  }

  /** @param {CharacterSet} set */
  #take(set) {
    let number = this.#setNumbers.get(set.key);
    if (number === undefined) {
      number = this.#sets.push(set) - 1;
      this.#setNumbers.set(set.key, number);
    }
    this.#add(PatternProgram.one(PatternProgram.TAKE, number));
  }

  /**
   * @param {number} assertion
   * @param {number} length
   */
  #assert(assertion, length) {
    this.#scanner.index += length;
    this.#add(PatternProgram.one(PatternProgram.ASSERT, assertion));
  }

  /** @param {Fragment} fragment of one instruction */
  #add(fragment) {
    this.#grow(1, this.#scanner.index);
    this.#group.items.push(fragment);
  }

  /**
   * Keeps a small pattern from writing out a large program.
   * @param {number} more
   * @param {number} position
   */
  #grow(more, position) {
    this.#size += more;
    if (this.#size > PatternParser.MOST_INSTRUCTIONS) {
      this.#scanner.fail("the pattern is too large from here on; use smaller counts", position);
    }
  }
}
