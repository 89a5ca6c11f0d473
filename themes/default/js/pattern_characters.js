"use strict";

/**
 * Sets of characters: what one position of a pattern takes.
 *
 * A set is a union of parts, each the inside of a RegExp class that is only ever tried on one character, which
 * cannot backtrack. A part knows whether it is negated, because RE2 folds case before it negates.
 *
 * @typedef {{inside: string, negated: boolean}} CharacterPart
 */
class CharacterSet {
  /** @type {Readonly<Record<string, string>>} RE2's [:name:] groups, ASCII only. */
  static #POSIX = {
    alnum: "0-9A-Za-z",
    alpha: "A-Za-z",
    ascii: "\\u{0}-\\u{7f}",
    blank: "\\t ",
    cntrl: "\\u{0}-\\u{1f}\\u{7f}",
    digit: "0-9",
    graph: "!-~",
    lower: "a-z",
    print: " -~",
    punct: "!-\\/:-@\\[-`\\{-~",
    space: "\\t-\\r ",
    upper: "A-Z",
    word: "0-9A-Za-z_",
    xdigit: "0-9A-Fa-f",
  };

  /** @type {Readonly<Record<string, string>>} \d, \s and \w; \s is without the vertical tab, as in RE2. */
  static #ESCAPED = { d: "0-9", s: "\\t\\n\\f\\r ", w: "0-9A-Za-z_" };

  /** RE2 knows scripts by their full names only, and RegExp the codes too: all of four letters, as these names are. */
  static #SCRIPTS_OF_FOUR = new Set(["Ahom", "Cham", "Kawi", "Lisu", "Miao", "Modi", "Newa", "Thai", "Toto"]);

  static #GENERAL_CATEGORY = /^(?:C[cfos]|L[lmotu]?|M[cen]?|N[dlo]?|P[cdefios]?|S[ckmo]?|Z[lps]?)$/;

  /** @type {string} */
  #flags;
  /** @type {readonly CharacterPart[]} */
  #parts;
  /** @type {boolean} */
  #negated;
  /** @type {readonly {expression: RegExp, negated: boolean}[] | null} made when first asked for: most are literals */
  #tests = null;

  /**
   * @param {readonly CharacterPart[]} parts
   * @param {{negated?: boolean, folded?: boolean, only?: number | null}} [options] folded: case is ignored, by simple
   *   Unicode folding; only: the set's one character, where it has but one
   */
  constructor(parts, { negated = false, folded = false, only = null } = {}) {
    const included = parts
      .filter((part) => !part.negated)
      .map((part) => part.inside)
      .join("");
    this.#flags = folded ? "iu" : "u";
    this.#parts = [{ inside: included, negated: false }, ...parts.filter((part) => part.negated)];
    this.#negated = negated;
    this.only = only;
    /** Equal keys mean equal sets. */
    this.key = `${this.#flags}${negated ? "^" : "["}${this.#parts.map((part) => part.inside).join("|")}`;
  }

  /**
   * The set of one character, or of all its cases.
   * @param {number} codePoint
   * @param {boolean} folded
   * @returns {CharacterSet}
   */
  static ofOne(codePoint, folded) {
    const character = String.fromCodePoint(codePoint);
    const hasCases = character.toLowerCase() !== character || character.toUpperCase() !== character;
    const parts = [CharacterSet.range(codePoint, codePoint)];
    return folded && hasCases ? new CharacterSet(parts, { folded }) : new CharacterSet(parts, { only: codePoint });
  }

  /**
   * @param {number} low
   * @param {number} high
   * @returns {CharacterPart}
   */
  static range(low, high) {
    return { inside: `\\u{${low.toString(16)}}-\\u{${high.toString(16)}}`, negated: false };
  }

  /**
   * The part that \d, \D, \s, \S, \w or \W stands for, or null for another letter.
   * @param {string} letter
   * @returns {CharacterPart | null}
   */
  static escaped(letter) {
    const lower = letter.toLowerCase();
    return Object.hasOwn(CharacterSet.#ESCAPED, lower)
      ? { inside: CharacterSet.#ESCAPED[lower], negated: lower !== letter }
      : null;
  }

  /**
   * The part that [:name:] or [:^name:] stands for, or null for an unknown name.
   * @param {string} name between the colons
   * @returns {CharacterPart | null}
   */
  static posix(name) {
    const negated = name.startsWith("^");
    const known = negated ? name.slice(1) : name;
    return Object.hasOwn(CharacterSet.#POSIX, known) ? { inside: CharacterSet.#POSIX[known], negated } : null;
  }

  /**
   * The part that \p{name} stands for, or null for an unknown name.
   * @param {string} name a general category or a script as RE2 spells them, or "Any"
   * @param {boolean} negated
   * @returns {CharacterPart | null}
   */
  static unicode(name, negated) {
    if (name === "Any" || CharacterSet.#GENERAL_CATEGORY.test(name)) {
      return { inside: `\\p{${name}}`, negated };
    }
    if (name === "C") {
      return { inside: "\\p{Cc}\\p{Cf}\\p{Co}\\p{Cs}", negated }; // RE2's has no unassigned characters
    }
    const isFullName = /^[A-Z][A-Za-z_]+$/.test(name) && name !== "Unknown";
    if (!isFullName || (name.length === 4 && !CharacterSet.#SCRIPTS_OF_FOUR.has(name))) {
      return null;
    }
    const inside = `\\p{Script=${name}}`;
    try {
      new RegExp(`[${inside}]`, "u");
    } catch {
      return null; // the browser's Unicode has no such script
    }
    return { inside, negated };
  }

  /**
   * @param {number} codePoint
   * @returns {boolean}
   */
  contains(codePoint) {
    if (this.only !== null) {
      return codePoint === this.only;
    }
    this.#tests ??= this.#parts.map(({ inside, negated }) => ({
      expression: new RegExp(`[${inside}]`, this.#flags),
      negated,
    }));
    const character = String.fromCodePoint(codePoint);
    const isInside = this.#tests.some(({ expression, negated }) => expression.test(character) !== negated);
    return isInside !== this.#negated;
  }
}
