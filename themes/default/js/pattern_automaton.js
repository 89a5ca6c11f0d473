"use strict";

/**
 * Where a program may be between two characters, and the facts of the character before; `next` by number of kind, and
 * whether a text that ends here matches.
 * @typedef {{pending: Int32Array, before: number, next: (PatternState | undefined)[], ending: boolean | undefined}}
 *   PatternState
 */

/**
 * Runs a program over texts, one look at each character, whatever the pattern.
 *
 * States are made when first reached and remembered, so that usual patterns cost one table look-up a character. The
 * memory is bounded: a text that leads beyond it is followed instruction by instruction, in time linear in the text
 * times the program. A place's assertions are settled when the character after it is known.
 */
class PatternAutomaton {
  static MOST_STATES = 4_096;
  static MOST_PENDING = 1_000_000; // in all states together: 4 MB, and 2 MB of keys

  /** @type {Int32Array} */
  #ops;
  /** @type {Int32Array} as in the instructions, but targets are counted from the program's start */
  #values;
  /** @type {PatternAlphabet} */
  #alphabet;
  /** @type {CharacterKind} what stands after a text */
  #end;

  /** @type {Map<string, PatternState>} */
  #states = new Map();
  #pendingTotal = 0;
  /** @type {PatternState} */
  #accepted = { pending: new Int32Array(0), before: 0, next: [], ending: true };
  /** @type {PatternState} */
  #first;

  #step = 0;
  /** @type {Float64Array} by instruction: the last step that reached it */
  #seen;
  /** @type {Int32Array} */
  #stack;
  /** @type {Int32Array} */
  #current;
  /** @type {Int32Array} */
  #found;
  #operations = 0;

  /** @param {PatternProgram} program */
  constructor({ instructions, sets }) {
    const { ASSERT, EITHER, JUMP } = PatternProgram;
    const size = instructions.length;
    this.#ops = Int32Array.from(instructions, ({ op }) => op);
    this.#values = Int32Array.from(instructions, ({ op, value }, index) =>
      op === EITHER || op === JUMP ? index + value : value,
    );
    this.#seen = new Float64Array(size);
    this.#stack = new Int32Array(size + 1); // each instruction takes one off and puts at most two on
    this.#current = new Int32Array(size);
    this.#found = new Int32Array(size);

    const first = Int32Array.of(0);
    const taken = new Uint8Array(sets.length);
    // RE2 works on UTF-8 and tries the places between the bytes of a character too, where \B holds.
    const matchesInside = this.#advance(first, 1, 0, { number: -1, taken, facts: 0 }) < 0;
    const asserted = instructions.reduce((all, { op, value }) => all | (op === ASSERT ? value : 0), 0);
    const facts = PatternAutomaton.#factsAsked(asserted) | (matchesInside ? PatternAlphabet.WIDE : 0);
    this.#alphabet = new PatternAlphabet(sets, facts);
    this.#end = { number: -1, taken, facts: PatternAlphabet.TEXT_EDGE };
    this.#first = { pending: first, before: PatternAlphabet.TEXT_EDGE & facts, next: [], ending: undefined };
  }

  /** @returns {number} characters and instructions looked at so far: work, measured alike on every machine */
  get operations() {
    return this.#operations + this.#alphabet.operations;
  }

  /**
   * Whether the program matches anywhere in the text.
   * @param {string} text
   * @returns {boolean}
   */
  accepts(text) {
    const { length } = text;
    let state = this.#first;
    let index = 0;
    while (index < length) {
      const unit = text.charCodeAt(index);
      const codePoint = unit < 0xd800 ? unit : (text.codePointAt(index) ?? unit);
      const kind = this.#alphabet.kindOf(codePoint);
      const next = state.next[kind.number] ?? this.#follow(state, kind);
      if (next === null) {
        return this.#simulate(text, index, state);
      }
      if (next === this.#accepted) {
        this.#operations += index + 1;
        return true;
      }
      index += codePoint > 0xffff ? 2 : 1;
      state = next;
    }
    this.#operations += length + 1;
    state.ending ??= this.#advance(state.pending, state.pending.length, state.before, this.#end) < 0;
    return state.ending;
  }

  /**
   * The state after one more character, or null where the memory is full.
   * @param {PatternState} state
   * @param {CharacterKind} kind
   * @returns {PatternState | null}
   */
  #follow(state, kind) {
    if (kind.number < 0) {
      return null;
    }
    const count = this.#advance(state.pending, state.pending.length, state.before, kind);
    const next = count < 0 ? this.#accepted : this.#stateOf(this.#found.slice(0, count).sort(), kind.facts);
    if (next !== null) {
      state.next[kind.number] = next;
    }
    return next;
  }

  /**
   * @param {Int32Array} pending rising
   * @param {number} before
   * @returns {PatternState | null}
   */
  #stateOf(pending, before) {
    const key = String.fromCharCode(before, ...pending); // no program has as many instructions as UTF-16 has units
    const known = this.#states.get(key);
    if (known !== undefined) {
      return known;
    }
    const { MOST_STATES, MOST_PENDING } = PatternAutomaton;
    if (this.#states.size === MOST_STATES || this.#pendingTotal + pending.length > MOST_PENDING) {
      return null;
    }
    /** @type {PatternState} */
    const state = { pending, before, next: [], ending: undefined };
    this.#states.set(key, state);
    this.#pendingTotal += pending.length;
    return state;
  }

  /**
   * Goes on from a state to the end of the text without remembering anything.
   * @param {string} text
   * @param {number} start
   * @param {PatternState} state
   * @returns {boolean}
   */
  #simulate(text, start, state) {
    let count = state.pending.length;
    let before = state.before;
    let index = start;
    this.#current.set(state.pending);
    while (index < text.length) {
      const codePoint = text.codePointAt(index) ?? 0;
      const kind = this.#alphabet.kindOf(codePoint);
      count = this.#advance(this.#current, count, before, kind);
      if (count < 0) {
        return true;
      }
      [this.#current, this.#found] = [this.#found, this.#current];
      before = kind.facts;
      index += codePoint > 0xffff ? 2 : 1;
    }
    return this.#advance(this.#current, count, before, this.#end) < 0;
  }

  /**
   * Takes one character from all places at once and leaves the new places in #found. A match may begin at any place.
   * @param {Int32Array} pending
   * @param {number} count how many of them are meant
   * @param {number} before facts of the character before
   * @param {CharacterKind} kind of the character after
   * @returns {number} how many places there are now, or -1 where the text matches
   */
  #advance(pending, count, before, kind) {
    const { TAKE, ASSERT, EITHER, JUMP, MATCH } = PatternProgram;
    const assertions = PatternAutomaton.#assertionsBetween(before, kind.facts);
    const [ops, values, seen, stack, next] = [this.#ops, this.#values, this.#seen, this.#stack, this.#found];
    const step = ++this.#step;
    let found = 1;
    let visited = 0;
    let isMatch = (kind.facts & PatternAlphabet.WIDE) !== 0;
    next[0] = 0;
    for (let place = 0; place < count && !isMatch; place += 1) {
      let depth = 1;
      stack[0] = pending[place];
      while (depth > 0) {
        const at = stack[--depth];
        if (seen[at] === step) {
          continue;
        }
        const op = ops[at];
        seen[at] = step;
        visited += 1;
        isMatch ||= op === MATCH;
        if (op === TAKE) {
          next[found] = at + 1;
          found += kind.taken[values[at]];
        }
        if (op === EITHER || (op === ASSERT && (assertions & values[at]) !== 0)) {
          stack[depth++] = at + 1;
        }
        if (op === EITHER || op === JUMP) {
          stack[depth++] = values[at];
        }
      }
    }
    this.#operations += visited;
    return isMatch ? -1 : found;
  }

  /**
   * The assertions that hold between two characters.
   * @param {number} before facts of the one
   * @param {number} after facts of the other
   * @returns {number}
   */
  static #assertionsBetween(before, after) {
    const { BEGIN_TEXT, END_TEXT, BEGIN_LINE, END_LINE, WORD_EDGE, NO_WORD_EDGE } = PatternProgram;
    const { WORD, LINE_BREAK, TEXT_EDGE } = PatternAlphabet;
    return (
      ((before & TEXT_EDGE) !== 0 ? BEGIN_TEXT | BEGIN_LINE : 0) |
      ((before & LINE_BREAK) !== 0 ? BEGIN_LINE : 0) |
      ((after & TEXT_EDGE) !== 0 ? END_TEXT | END_LINE : 0) |
      ((after & LINE_BREAK) !== 0 ? END_LINE : 0) |
      (((before ^ after) & WORD) !== 0 ? WORD_EDGE : NO_WORD_EDGE)
    );
  }

  /**
   * The facts that assertions ask for.
   * @param {number} asserted
   * @returns {number}
   */
  static #factsAsked(asserted) {
    const { BEGIN_TEXT, BEGIN_LINE, END_LINE, WORD_EDGE, NO_WORD_EDGE } = PatternProgram;
    const { WORD, LINE_BREAK, TEXT_EDGE } = PatternAlphabet;
    return (
      ((asserted & (WORD_EDGE | NO_WORD_EDGE)) !== 0 ? WORD : 0) |
      ((asserted & (BEGIN_LINE | END_LINE)) !== 0 ? LINE_BREAK : 0) |
      ((asserted & (BEGIN_TEXT | BEGIN_LINE)) !== 0 ? TEXT_EDGE : 0)
    );
  }
}
