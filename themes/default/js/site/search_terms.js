"use strict";

/**
 * The terms of a question, in lower case: words, and in double quotes what belongs together.
 * @param {string} question
 * @returns {string[]}
 */
function searchTerms(question) {
  const found = question.matchAll(/"([^"]+)"?|[^\s"]+/gu);
  const terms = Array.from(found, ([whole, quoted]) => lowerCase(quoted ?? whole).trim());
  return [...new Set(terms.filter((term) => term !== ""))];
}

/**
 * How often a term occurs, up to a most; overlapping occurrences count once.
 * @param {string} text
 * @param {string} term
 * @param {number} most
 * @returns {number}
 */
function occurrences(text, term, most) {
  let count = 0;
  for (let at = text.indexOf(term); at >= 0 && count < most; at = text.indexOf(term, at + term.length)) {
    count++;
  }
  return count;
}

/**
 * Where a term first begins a word, else where it first occurs; -1 where it does not.
 * @param {string} text
 * @param {string} term
 * @returns {number}
 */
function bestPlace(text, term) {
  const first = text.indexOf(term);
  for (let at = first; at >= 0; at = text.indexOf(term, at + 1)) {
    if (beginsWord(text, at)) {
      return at;
    }
  }
  return first;
}

/**
 * @param {string} text
 * @param {number} at
 * @returns {boolean}
 */
function beginsWord(text, at) {
  return at === 0 || !/[\p{L}\p{N}_]/u.test(text[at - 1]);
}

/**
 * The text in pieces, those that a term covers marked.
 * @param {string} text
 * @param {readonly string[]} terms in lower case
 * @returns {{text: string, isMatch: boolean}[]}
 */
function markedPieces(text, terms) {
  const lower = lowerCase(text);
  const covered = new Uint8Array(text.length);
  for (const term of terms) {
    for (let at = lower.indexOf(term); at >= 0; at = lower.indexOf(term, at + 1)) {
      covered.fill(1, at, at + term.length);
    }
  }
  /** @type {{text: string, isMatch: boolean}[]} */
  const pieces = [];
  for (let at = 0, begin = 0; at <= text.length; at++) {
    if (at === text.length || covered[at] !== covered[begin]) {
      if (at > begin) {
        pieces.push({ text: text.slice(begin, at), isMatch: covered[begin] === 1 });
      }
      begin = at;
    }
  }
  return pieces;
}

/**
 * A stretch of a text around the first place of a term, cut between words.
 * @param {string} text
 * @param {readonly string[]} terms in lower case
 * @returns {string}
 */
function excerptOf(text, terms) {
  const BEFORE = 60;
  const LENGTH = 220;
  const lower = lowerCase(text);
  const places = terms.map((term) => bestPlace(lower, term)).filter((place) => place >= 0);
  const wanted = Math.max(0, Math.min(...places, text.length) - BEFORE);
  const begin = places.length === 0 || wanted === 0 ? 0 : text.indexOf(" ", wanted) + 1;
  const rest = text.slice(begin);
  const end = rest.length <= LENGTH ? rest.length : rest.lastIndexOf(" ", LENGTH);
  const shown = rest.slice(0, end > 0 ? end : LENGTH);
  return `${begin > 0 ? "… " : ""}${shown}${shown.length < rest.length ? " …" : ""}`;
}
