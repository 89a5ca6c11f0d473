"use strict";

/**
 * A search for names, by pattern or as plain text.
 *
 * The dialect is RE2's, as in the site's sources: no look-around, no back-references, unanchored. A test takes time
 * linear in the text times the pattern, whatever the pattern.
 */
class Pattern {
  static #HALF_PAIR = /\p{Cs}/u;

  /** @type {string | null} where the pattern is no more than this text */
  #literal;
  /** @type {PatternAutomaton | null} */
  #automaton;
  #compared = 0;

  /**
   * @param {string} source
   * @param {string | null} literal
   * @param {PatternAutomaton | null} automaton needed where there is no literal
   */
  constructor(source, literal, automaton) {
    this.source = source;
    this.#literal = literal;
    this.#automaton = automaton;
  }

  /**
   * The pattern that a reader typed; throws PatternError with the reason and the place.
   * @param {string} source
   * @param {{plain?: boolean, ignoreCase?: boolean}} [options] plain: the source is looked for as it stands
   * @returns {Pattern}
   */
  static compile(source, { plain = false, ignoreCase = false } = {}) {
    if (plain && !ignoreCase && !Pattern.#HALF_PAIR.test(source)) {
      return new Pattern(source, source, null); // of any length
    }
    const program = plain ? PatternParser.parsePlain(source, ignoreCase) : PatternParser.parse(source, ignoreCase);
    const literal = program.literal();
    return new Pattern(source, literal, literal === null ? new PatternAutomaton(program) : null);
  }

  /**
   * Whether the pattern occurs anywhere in the text.
   * @param {string} text
   * @returns {boolean}
   */
  test(text) {
    if (this.#automaton !== null) {
      return this.#automaton.accepts(text);
    }
    this.#compared += text.length + 1;
    return text.includes(this.#literal ?? "");
  }

  /** @returns {number} characters and instructions looked at so far: work, measured alike on every machine */
  get operations() {
    return this.#automaton?.operations ?? this.#compared;
  }
}
