"use strict";

const assert = require("node:assert/strict");
const fs = require("node:fs");
const path = require("node:path");
const { test } = require("node:test");

const { load, PATTERN_SCRIPTS } = require("./load.js");

const { Pattern, PatternError, PatternAutomaton, PatternAlphabet, PatternParser } = load(PATTERN_SCRIPTS, [
  "Pattern",
  "PatternError",
  "PatternAutomaton",
  "PatternAlphabet",
  "PatternParser",
]);

/**
 * @typedef {{pattern: string, plain?: boolean, ignoreCase?: boolean, names: string[], matches: string[],
 *   error?: boolean}} Row
 */

/** @type {Row[]} */
const ROWS = JSON.parse(fs.readFileSync(path.join(__dirname, "..", "data", "patterns.json"), "utf8"));

/**
 * @param {Row[]} rows
 * @returns {string[]} the patterns of the rows that do not come out as the table says
 */
function wrongRows(rows) {
  const wrong = rows.filter((row) => {
    try {
      const pattern = Pattern.compile(row.pattern, row);
      const found = row.error ? undefined : row.names.filter((name) => pattern.test(name));
      return row.error || JSON.stringify(found) !== JSON.stringify(row.matches);
    } catch (error) {
      return !(error instanceof PatternError) || !row.error;
    }
  });
  return wrong.map((row) => row.pattern);
}

/**
 * @param {string} source
 * @returns {InstanceType<typeof PatternError>}
 */
function refusal(source) {
  try {
    Pattern.compile(source);
  } catch (error) {
    return error;
  }
  return assert.fail(`${source} was taken`);
}

/**
 * @param {number} seed
 * @returns {(choices: number) => number} a generator of whole numbers below `choices` (Park and Miller's)
 */
function numbers(seed) {
  let state = seed;
  return (choices) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % choices;
  };
}

test("the table that Python's side is held to holds here", () => {
  assert.ok(ROWS.length >= 150);
  assert.deepEqual(wrongRows(ROWS), []);
});

test("the table holds with no memory for states or characters", () => {
  const { MOST_STATES } = PatternAutomaton;
  const { MOST_KINDS, MOST_WIDE } = PatternAlphabet;
  try {
    for (const [states, kinds, wide] of [
      [0, 512, 0],
      [3, 512, 2],
      [4_096, 1, 0],
    ]) {
      PatternAutomaton.MOST_STATES = states;
      PatternAlphabet.MOST_KINDS = kinds;
      PatternAlphabet.MOST_WIDE = wide;
      assert.deepEqual(wrongRows(ROWS), []);
    }
  } finally {
    Object.assign(PatternAutomaton, { MOST_STATES });
    Object.assign(PatternAlphabet, { MOST_KINDS, MOST_WIDE });
  }
});

test("a compiled pattern gives the same answers however often and in whatever order it is asked", () => {
  for (const row of ROWS.filter(({ error }) => !error)) {
    const pattern = Pattern.compile(row.pattern, row);
    for (const name of [...row.names, ...[...row.names].reverse()]) {
      assert.equal(pattern.test(name), row.matches.includes(name), `${row.pattern} in ${JSON.stringify(name)}`);
    }
  }
});

test("random patterns agree with JavaScript's own where the two dialects do", () => {
  const pick = numbers(20_261);
  const atoms = ["a", "b", ".", "[ab]", "[^a]", "\\d", "\\w", "^", "$", "\\b", "\\B", "\\.", "(?:)"];
  const signs = ["", "", "", "*", "+", "?", "*?", "{2}", "{1,2}", "{0,3}", "{2,}"];
  /** @type {(depth: number) => string} */
  const random = (depth) => {
    const kind = depth === 0 ? 0 : pick(4);
    const inner = [random, random].map((part) => (kind > 0 ? part(depth - 1) : ""));
    return (
      [`(?:${atoms[pick(atoms.length)]})`, inner.join(""), `(?:${inner.join("|")})`, `(?:${inner[0]})`][kind] +
      (kind === 3 || kind === 0 ? signs[pick(signs.length)] : "")
    );
  };
  for (let round = 0; round < 3_000; round += 1) {
    const source = random(3);
    const [ours, theirs] = [Pattern.compile(source), new RegExp(source)];
    for (let count = 0; count < 8; count += 1) {
      const name = Array.from({ length: pick(8) }, () => "aabb1. \n"[pick(8)]).join("");
      assert.equal(ours.test(name), theirs.test(name), `${source} in ${JSON.stringify(name)}`);
    }
  }
});

test("work grows with the text times the pattern, never faster", () => {
  const pick = numbers(7);
  const random = Array.from({ length: 12_000 }, () => "ab"[pick(2)]).join("");
  const hostile = [
    ["(a+)+$", `${"a".repeat(12_000)}b`],
    ["(a|a)*b", "a".repeat(12_000)],
    ["(.*)*x", "a".repeat(12_000)],
    ["(x+x+)+y", "x".repeat(12_000)],
    ["(?:a?){1000}a{1000}b", "a".repeat(12_000)],
    ["(a|b)*a(a|b){900}c", random],
    ["(?:.*a){12}(?:.*b){12}c", random],
    [".{0,1000}.{0,1000}.{0,1000}c", random.slice(0, 3_000)],
    ["((((((a*)*)*)*)*)*)*b", "a".repeat(12_000)],
    [`${"(".repeat(1_600)}a${")*".repeat(1_600)}b`, "a".repeat(12_000)],
    [`(?i)${Array.from({ length: 600 }, (_, index) => String.fromCodePoint(0x400 + index)).join("|")}`, random],
  ];
  for (const [source, name] of hostile) {
    const pattern = Pattern.compile(source);
    const { length } = PatternParser.parse(source, false).instructions;
    assert.equal(pattern.test(name), false, source);
    assert.ok(pattern.operations <= (name.length + 1) * (length + 1) * 2, `${source}: ${pattern.operations}`);
  }
});

test("usual patterns cost about one operation a character", () => {
  const names = Array.from({ length: 2_000 }, (_, index) => `net/http.(*conn).serve.func${index}.ServeHTTP`);
  const characters = names.reduce((sum, name) => sum + name.length, 0);
  for (const source of ["(?i)servehttp$", "\\bmalloc\\w*", "^runtime\\.|gc.*Mark", "func\\d+\\.x"]) {
    const pattern = Pattern.compile(source);
    for (const name of names) pattern.test(name);
    assert.ok(pattern.operations < characters * 1.1, `${source}: ${pattern.operations} for ${characters}`);
  }
});

test("a refusal says why and where, in characters", () => {
  const expected = [
    ["a(?=b)", 2, 'look-around is not supported, at character 2: "(?="'],
    ["(a)\\1", 4, 'back-references are not supported, at character 4: "\\1"'],
    ["a++", 3, 'a repeat cannot be repeated; put the first in brackets, at character 3: "+"'],
    ["😀é)", 3, '")" has no "(" before it, at character 3: ")"'],
    ["x(a", 2, 'a group is not closed, ")" is missing, at character 2: "(a"'],
    ["x[a", 2, 'a class is not closed, "]" is missing, at character 2: "[a"'],
    ["[z-a]", 2, 'the ends of the range are out of order, at character 2: "z-a"'],
    ["a|*", 3, 'there is nothing to repeat, at character 3: "*"'],
    ["a{1001}", 2, 'counts, nested ones multiplied, go up to 1000, at character 2: "{1001}"'],
    ["\\p{Grek}", 1, 'there is no such class of characters, at character 1: "\\p{Grek}"'],
    ["ab\\", 3, 'a single backslash stands at the end, at character 3: "\\"'],
    ["\\C", 1, 'single bytes are not supported, at character 1: "\\C"'],
  ];
  for (const [source, position, message] of expected) {
    const error = refusal(String(source));
    assert.equal(error.message, message);
    assert.equal(error.position, position);
  }
});

test("patterns that are too long or write out too much are refused before they are made", () => {
  assert.match(refusal("a".repeat(100_000)).message, /^the pattern has 100000 characters, and 5000 are the most$/);
  assert.match(refusal("a{1000}".repeat(11)).message, /^the pattern is too large .* at character 72/);
  assert.match(refusal("(?:a|b|c|d){1000}".repeat(2)).message, /^the pattern is too large/);
  assert.match(refusal("[".repeat(5_000)).message, /is missing, at character 1: "\[{59}…"$/);
  assert.match(refusal("(".repeat(5_000)).message, /is missing, at character 5000: "\("$/);
});

test("the longest patterns that are taken still work", () => {
  const name = "ab".repeat(2_500);
  assert.ok(Pattern.compile(name).test(`x${name}`));
  assert.ok(Pattern.compile(`${"(".repeat(2_499)}ab${")".repeat(2_499)}`).test("ab"));
  assert.ok(Pattern.compile("|".repeat(4_999)).test(""));
  assert.ok(Pattern.compile("a?b*".repeat(1_250)).test(""));
  assert.ok(Pattern.compile("(a".repeat(1_666) + ")".repeat(1_666)).test("a".repeat(1_666)));
});

test("plain text may be of any length, and half a pair never matches in a whole one", () => {
  const name = "std::map<a,b>".repeat(10_000);
  assert.ok(Pattern.compile(name, { plain: true }).test(`${name}::insert`));
  assert.ok(!Pattern.compile(name, { plain: true }).test(name.slice(1)));
  assert.ok(!Pattern.compile("\ud83d", { plain: true }).test("😀"));
  assert.throws(() => Pattern.compile(name, { plain: true, ignoreCase: true }), PatternError);
});

test("a character is told from all others, however many kinds a pattern knows", () => {
  const letters = Array.from({ length: 1_500 }, (_, index) => String.fromCodePoint(0x4e00 + index));
  const pattern = Pattern.compile(`^(?:${letters.map((letter) => `${letter}x`).join("|")})+$`);
  assert.ok(pattern.test(letters.map((letter) => `${letter}x`).join("")));
  assert.ok(
    !pattern.test(
      letters
        .map((letter) => `${letter}x`)
        .join("")
        .slice(0, -1),
    ),
  );
  assert.ok(!pattern.test("\u5fffx"));
});
