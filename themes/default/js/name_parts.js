"use strict";

/**
 * Where a function's name can be cut: its brackets, and what separates its parts outside of them. The same as
 * sitegen/drawing/name_parts.py. Brackets without a partner take in all that follows them.
 */
class NameParts {
  static #OPENING = new Map([
    [")", "("],
    ["]", "["],
    ["}", "{"],
  ]);
  static #OPERATOR = /operator(?:\(\)|\[\]|[<>=!+\-*/%^&|~,]+)/y;
  /** By code: 1 for characters that mean something, and the first of `operator`; all else is a part of a word. */
  static #IS_MARK = Uint8Array.from({ length: 128 }, (_, code) =>
    "()[]{}<> /.:!o".includes(String.fromCharCode(code)) ? 1 : 0,
  );
  static #WORD = /[A-Za-z0-9_$]|[^\0-\x7f]/;

  #text;
  /** @type {Set<number>} */
  #operatorEnds = new Set();
  /** @type {string[]} */
  #open = [];
  #start = 0;

  /** @param {string} text */
  constructor(text) {
    /** @type {[number, number][]} outermost pairs of brackets: start and end */
    this.groups = [];
    /** @type {number[]} outside of brackets */
    this.spaces = [];
    /** @type {[number, number][]} where `.`, `::`, and before a word `:` and `!` begin and end, outside of brackets */
    this.separators = [];
    /** Behind the last `/` before any bracket. */
    this.foldersEnd = 0;
    /** Whether a word stands right behind `]` or `>`, as in `map[K]a/b.T`: then it is no function's name. */
    this.isOpaque = false;
    this.#text = text;
    const isMark = NameParts.#IS_MARK;
    for (let at = 0; at < text.length; ) {
      const code = text.charCodeAt(at);
      at = code < 128 && isMark[code] === 1 ? this.#step(at) : at + 1;
    }
  }

  /**
   * @param {number} at
   * @returns {boolean} whether C++'s `operator<<` or another symbol ends here
   */
  isOperatorEnd(at) {
    return this.#operatorEnds.has(at);
  }

  /**
   * @param {number} start
   * @returns {boolean} whether a bracket comes right behind a name, as a list of parameters does
   */
  isBehindName(start) {
    return (
      this.#operatorEnds.has(start) || (start > 0 && ">]})".includes(this.#text[start - 1])) || this.#isWord(start - 1)
    );
  }

  /**
   * Takes what stands at a place.
   * @param {number} at
   * @returns {number} the next place
   */
  #step(at) {
    const text = this.#text;
    const mark = text[at];
    if (mark === "o") {
      return this.#operatorEnd(at);
    }
    if ("([{".includes(mark) || (mark === "<" && at + 1 < text.length && !"-= ".includes(text[at + 1]))) {
      if (this.#open.length === 0) {
        this.#start = at;
      }
      this.#open.push(mark);
    } else if (this.#open.length > 0) {
      this.#close(mark, at);
    } else if (mark === " ") {
      if (!this.#operatorEnds.has(at)) {
        this.spaces.push(at);
      }
    } else if (mark === "/") {
      this.foldersEnd = this.groups.length > 0 ? this.foldersEnd : at + 1;
    } else {
      const behind = this.#separatorEnd(mark, at);
      if (behind > 0) {
        this.separators.push([at, behind]);
        return behind;
      }
    }
    return at + 1;
  }

  /**
   * @param {number} at where the word `operator` may begin
   * @returns {number} behind C++'s operator, else the next place
   */
  #operatorEnd(at) {
    const operator = NameParts.#OPERATOR;
    operator.lastIndex = at;
    if (!this.#text.startsWith("operator", at) || this.#isWord(at - 1) || !operator.test(this.#text)) {
      return at + 1;
    }
    this.#operatorEnds.add(operator.lastIndex);
    return operator.lastIndex;
  }

  /**
   * @param {string} mark
   * @param {number} at
   */
  #close(mark, at) {
    const opening = NameParts.#OPENING.get(mark);
    if (mark === ">" && this.#open[this.#open.length - 1] === "<" && !"-=".includes(this.#text[at - 1])) {
      this.#open.pop();
    } else if (opening !== undefined && this.#open.includes(opening)) {
      while (this.#open.pop() !== opening); // a `<` that was no bracket
    }
    if (this.#open.length > 0) {
      return;
    }
    this.groups.push([this.#start, at + 1]);
    if ((mark === "]" || mark === ">") && this.#isWord(at + 1)) {
      this.isOpaque = true;
      this.#open.push(""); // nothing closes it
    }
  }

  /**
   * @param {string} mark
   * @param {number} at
   * @returns {number} behind the separator that begins here; 0 where none does
   */
  #separatorEnd(mark, at) {
    const text = this.#text;
    if (mark === ".") {
      return isDigit(text[at - 1]) && isDigit(text[at + 1]) ? 0 : at + 1;
    }
    if (text.startsWith("::", at)) {
      return at + 2;
    }
    return (mark === ":" || mark === "!") && (this.#isWord(at + 1) || text[at + 1] === "<") ? at + 1 : 0;
  }

  /**
   * @param {number} at
   * @returns {boolean}
   */
  #isWord(at) {
    return at >= 0 && at < this.#text.length && NameParts.#WORD.test(this.#text[at]);
  }
}

/**
 * @param {string | undefined} character
 * @returns {boolean}
 */
function isDigit(character) {
  return character !== undefined && character >= "0" && character <= "9";
}
