"use strict";

/** A pattern that is refused, in words for the reader who typed it. */
class PatternError extends Error {
  /**
   * @param {string} reason
   * @param {string} source
   * @param {number | null} [start] where in the source, in UTF-16 units; null: nowhere in particular
   * @param {number} [end]
   */
  constructor(reason, source, start = null, end = source.length) {
    const place = start === null ? null : Array.from(source.slice(0, start)).length + 1;
    const found = Array.from(source.slice(start ?? 0, end));
    const shown = found.length > 60 ? [...found.slice(0, 59), "…"] : found;
    super(place === null ? reason : `${reason}, at character ${place}: "${shown.join("")}"`);
    this.name = "PatternError";
    /** In characters, counted from 1. */
    this.position = place;
  }
}

/**
 * A place in a pattern's source, and the tokens that stand there.
 */
class PatternScanner {
  /** @type {Readonly<Record<string, number>>} */
  static #CONTROLS = { a: 7, t: 9, n: 10, v: 11, f: 12, r: 13 };
  static #OCTAL = /\\([1-7][0-7]{1,2}|0[0-7]{0,2})/y;
  static #HEXADECIMAL = /\\x(?:([0-9A-Fa-f]{2})|\{([0-9A-Fa-f]+)\})/y;
  static #PUNCTUATION = /\\([\0-/:-@[-`{-\x7f])/y;
  static #FLAGS = /\(\?([imsU]*)(?:-([imsU]+))?([:)])/y;
  static #GROUP_NAME = /\(\?P?<[\p{L}\p{Nl}\p{Mn}\p{Mc}\p{Nd}\p{Pc}]+>/uy;
  static #LOOK_AROUND = /\(\?<?[=!]/y;
  // RE2 takes a count of ten digits, or one with a zero before it, for plain text.
  static #COUNTS = /\{(0|[1-9]\d{0,8})(?:(,)(0|[1-9]\d{0,8})?)?\}/y;
  static #PROPERTY = /\\([pP])(?:\{(\^?)([^}]*)\}|([^{]))/uy;

  /** @param {string} source */
  constructor(source) {
    this.source = source;
    /** In UTF-16 units. */
    this.index = 0;
  }

  /** @returns {boolean} */
  get isAtEnd() {
    return this.index >= this.source.length;
  }

  /**
   * @param {string} text
   * @returns {boolean} whether the text stands here
   */
  sees(text) {
    return this.source.startsWith(text, this.index);
  }

  /**
   * Goes over what the expression finds here, if it does.
   * @param {RegExp} expression sticky
   * @returns {RegExpExecArray | null}
   */
  #accept(expression) {
    expression.lastIndex = this.index;
    const found = expression.exec(this.source);
    this.index += found === null ? 0 : found[0].length;
    return found;
  }

  /** @returns {number} the code point that stood here */
  next() {
    const codePoint = this.source.codePointAt(this.index) ?? 0;
    this.index += codePoint > 0xffff ? 2 : 1;
    return codePoint;
  }

  /**
   * @param {string} reason
   * @param {number} start
   * @param {number} [end]
   * @returns {never}
   */
  fail(reason, start, end = this.source.length) {
    throw new PatternError(reason, this.source, start, end);
  }

  /**
   * The beginning of a group: the flags that it changes, and whether it opens anything ("(?i)" does not).
   * @returns {{on: string, off: string, opens: boolean}}
   */
  groupOpening() {
    const start = this.index;
    if (!this.sees("(?")) {
      this.index += 1;
      return { on: "", off: "", opens: true };
    }
    if (this.#accept(PatternScanner.#GROUP_NAME) !== null) {
      return { on: "", off: "", opens: true };
    }
    const flags = this.#accept(PatternScanner.#FLAGS);
    if (flags !== null) {
      return { on: flags[1], off: flags[2] ?? "", opens: flags[3] === ":" };
    }
    if (this.#accept(PatternScanner.#LOOK_AROUND) !== null) {
      this.fail("look-around is not supported", start, this.index);
    }
    if (this.sees("(?P<") || this.sees("(?<")) {
      this.fail("a group's name is letters, digits and _ between < and >", start);
    }
    return this.fail("there is no such kind of group", start, start + 4);
  }

  /**
   * The counts of a repeat as {2,5}, or null where the brace stands for itself.
   * @returns {{least: number, most: number} | null} most: Infinity for no limit
   */
  counts() {
    const found = this.#accept(PatternScanner.#COUNTS);
    if (found === null) {
      return null;
    }
    const least = Number(found[1]);
    const open = found[2] === undefined ? least : Infinity;
    return { least, most: found[3] === undefined ? open : Number(found[3]) };
  }

  /**
   * The class in brackets that begins here.
   * @returns {{parts: CharacterPart[], negated: boolean}}
   */
  bracketed() {
    const start = this.index;
    const negated = this.source[start + 1] === "^";
    /** @type {CharacterPart[]} */
    const parts = [];
    this.index += negated ? 2 : 1;
    while (parts.length === 0 || !this.sees("]")) {
      if (this.isAtEnd) {
        this.fail('a class is not closed, "]" is missing', start);
      }
      parts.push(this.#posix() ?? this.escapedPart() ?? this.#range());
    }
    this.index += 1;
    return { parts, negated };
  }

  /**
   * The class that an escape as \d or \pL stands for, or null where none begins here.
   * @returns {CharacterPart | null}
   */
  escapedPart() {
    const start = this.index;
    if (this.sees("\\p") || this.sees("\\P")) {
      const found = this.#accept(PatternScanner.#PROPERTY);
      const isNegated = (found?.[1] === "P") !== (found?.[2] === "^");
      const part = found && CharacterSet.unicode(found[3] ?? found[4], isNegated);
      return part ?? this.fail("there is no such class of characters", start, found ? this.index : start + 3);
    }
    const part = this.sees("\\") ? CharacterSet.escaped(this.source[start + 1] ?? "") : null;
    this.index += part === null ? 0 : 2;
    return part;
  }

  /**
   * The one character that the escape here stands for.
   * @returns {number}
   */
  escapedCharacter() {
    const start = this.index;
    const octal = this.#accept(PatternScanner.#OCTAL);
    const number = octal ?? this.#accept(PatternScanner.#HEXADECIMAL);
    if (number !== null) {
      const codePoint = octal ? parseInt(octal[1], 8) : parseInt(number[1] ?? number[2], 16);
      return codePoint <= 0x10ffff ? codePoint : this.fail("there is no such character", start, this.index);
    }
    const punctuation = this.#accept(PatternScanner.#PUNCTUATION);
    if (punctuation !== null) {
      return punctuation[1].charCodeAt(0);
    }
    const letter = this.source[start + 1] ?? "";
    if (Object.hasOwn(PatternScanner.#CONTROLS, letter)) {
      this.index += 2;
      return PatternScanner.#CONTROLS[letter];
    }
    if (letter === "") {
      this.fail("a single backslash stands at the end", start);
    }
    return this.fail(
      /[1-9]/.test(letter) ? "back-references are not supported" : "there is no such escape",
      start,
      start + 1 + String.fromCodePoint(this.source.codePointAt(start + 1) ?? 0).length,
    );
  }

  /** @returns {CharacterPart | null} */
  #posix() {
    const start = this.index;
    const end = this.sees("[:") ? this.source.indexOf(":]", start + 2) : -1;
    if (end < 0) {
      return null;
    }
    this.index = end + 2;
    const part = CharacterSet.posix(this.source.slice(start + 2, end));
    return part ?? this.fail("there is no such class of characters", start, this.index);
  }

  /** @returns {CharacterPart} */
  #range() {
    const start = this.index;
    const low = this.#rangeEnd();
    if (!this.sees("-") || this.sees("-]") || this.index + 1 === this.source.length) {
      return CharacterSet.range(low, low);
    }
    this.index += 1;
    const high = this.#rangeEnd();
    return low <= high
      ? CharacterSet.range(low, high)
      : this.fail("the ends of the range are out of order", start, this.index);
  }

  /** @returns {number} */
  #rangeEnd() {
    return this.sees("\\") ? this.escapedCharacter() : this.next();
  }
}
