"use strict";

const assert = require("node:assert");
const test = require("node:test");
const { load } = require("./load.js");

const { SearchIndex, joinedIndex, searchTerms, rankPages, markedPieces, excerptOf, functionHash, lowerCase } = load(
  [
    "location_hash.js",
    "site/search_index.js",
    "site/search_terms.js",
    "site/search_ranking.js",
    "site/search_result.js",
  ],
  ["SearchIndex", "joinedIndex", "searchTerms", "rankPages", "markedPieces", "excerptOf", "functionHash", "lowerCase"],
);

/**
 * @param {string} title
 * @param {Partial<SearchedPage>} [more]
 */
function page(title, more = {}) {
  return { title, url: `${title}/`, summary: "", date: "", tags: [], sections: [], figures: ["cpu"], ...more };
}

/**
 * @param {ReturnType<typeof page>[]} pages
 * @param {Record<string, number[]>} [functions] places by name
 */
function index(pages, functions = {}) {
  return new SearchIndex({ version: 1, pages, names: Object.keys(functions), places: Object.values(functions) });
}

/**
 * @param {SearchIndex} searched
 * @param {string} question
 */
function titles(searched, question) {
  return rankPages(searched, question).map((/** @type {FoundPage} */ { page: { title } }) => title);
}

test("a question is cut into words, and quotes keep what belongs together", () => {
  assert.deepStrictEqual(searchTerms('  Log "Write System" call Log'), ["log", "write system", "call"]);
  assert.deepStrictEqual(searchTerms('"never closed'), ["never closed"]);
  assert.deepStrictEqual(searchTerms(' "" '), []);
});

test("lower case keeps every place, also where a capital has no single small letter", () => {
  assert.strictEqual(lowerCase("İA").length, 2);
  assert.strictEqual(lowerCase("ÄB"), "äb");
});

test("parts are joined as the one index that they would be: pages as lists have them, names by code point", () => {
  const head = { version: 1, pages: [page("home")], names: [], places: [], parts: ["part-0.js", "part-1.js"] };
  const names = ["main", "\uFF5E", "\u{1D7D8}"];
  /** @type {SearchData} */
  const one = {
    version: 1,
    pages: [page("heavy"), page("new"), page("b\uFF5E"), page("undated")],
    names,
    places: [
      [0, 0, 1, 3, 0, 2],
      [1, 0, 3],
      [2, 0, 4],
    ],
    order: [
      [7, 0],
      [null, 30],
      [null, 20],
      [null, 0],
    ],
  };
  /** @type {SearchData} */
  const other = {
    version: 1,
    pages: [page("light"), page("b\u{1D7D8}"), page("a")],
    names: ["idle", "main"],
    places: [
      [1, 0, 5],
      [2, 0, 6],
    ],
    order: [
      [-1, 0],
      [null, 20],
      [null, 10],
    ],
  };
  for (const parts of [
    [head, one, other],
    [head, other, one],
  ]) {
    const { pages, names: joined, places } = joinedIndex(parts);
    assert.deepStrictEqual(
      pages.map((/** @type {SearchedPage} */ { title }) => title),
      ["light", "heavy", "new", "b\uFF5E", "b\u{1D7D8}", "a", "undated", "home"],
    );
    assert.deepStrictEqual(joined, ["idle", ...names]);
    const held = places.map((/** @type {number[]} */ numbers) => new Set(numbers.filter((_, at) => at % 3 === 0)));
    assert.deepStrictEqual(held, [new Set([4]), new Set([1, 5, 6]), new Set([2]), new Set([3])]);
  }
  assert.strictEqual(joinedIndex([one]), one);
});

test("every term has to be on the page, in its text or among its functions", () => {
  const searched = index(
    [page("a", { summary: "about the heap" }), page("b", { summary: "about the heap" }), page("c")],
    { "runtime.mallocgc": [1, 0, 500, 2, 0, 500] },
  );
  assert.deepStrictEqual(titles(searched, "heap mallocgc"), ["b"]);
  assert.deepStrictEqual(titles(searched, "heap"), ["a", "b"]);
  assert.deepStrictEqual(titles(searched, "nowhere"), []);
  assert.deepStrictEqual(titles(searched, ""), []);
});

test("a title counts more than a heading, a heading more than a text, a word more than its part", () => {
  const searched = index([
    page("part", { sections: [["", "", "preallocate it"]] }),
    page("text", { sections: [["", "", "we allocate it"]] }),
    page("heading", { sections: [["h", "We allocate", ""]] }),
    page("We allocate", {}),
  ]);
  assert.deepStrictEqual(titles(searched, "allocate"), ["We allocate", "heading", "text", "part"]);
});

test("a rare term decides over a common one", () => {
  const common = [["", "", "go go go go"]];
  const searched = index([
    page("common", { sections: /** @type {any} */ (common), summary: "go" }),
    page("other", { sections: /** @type {any} */ (common) }),
    page("rare", { sections: [["", "", "go escapes"]] }),
    page("rarer", { sections: [["", "Escapes", "go"]] }),
  ]);
  assert.deepStrictEqual(titles(searched, "go escapes"), ["rarer", "rare"]);
  assert.deepStrictEqual(titles(searched, "go")[0], "common");
});

test("functions are ranked by their names and by their weight", () => {
  const searched = index([page("light"), page("heavy"), page("part")], {
    "runtime.mallocgc": [0, 0, 100, 1, 0, 6400],
    "runtime.mallocgcTiny": [1, 0, 9900],
    xmallocgcx: [2, 0, 10000],
  });
  assert.deepStrictEqual(titles(searched, "mallocgc"), ["heavy", "light", "part"]);
  const [heavy] = rankPages(searched, "MALLOCGC");
  assert.deepStrictEqual(heavy.functions, [
    { name: "runtime.mallocgc", figure: "cpu", share: 0.64 },
    { name: "runtime.mallocgcTiny", figure: "cpu", share: 0.99 },
  ]);
});

test("of many functions the best few are named and the others counted", () => {
  /** @type {Record<string, number[]>} */
  const functions = {};
  for (const share of [100, 900, 400, 1600, 2500, 3600]) {
    functions[`pkg.read${share}`] = [0, 0, share];
  }
  const [only] = rankPages(index([page("only")], functions), "read");
  assert.deepStrictEqual(
    only.functions.map((/** @type {FoundFunction} */ { share }) => share),
    [0.36, 0.25, 0.16, 0.09],
  );
  assert.strictEqual(only.moreFunctions, 2);
});

test("the section that fits best is shown", () => {
  const searched = index([
    page("a", {
      sections: [
        ["", "", "one lock"],
        ["locks", "Locks", "lock lock"],
      ],
    }),
  ]);
  assert.strictEqual(rankPages(searched, "lock")[0].section, 1);
  assert.strictEqual(rankPages(searched, "a")[0].section, -1);
});

test("matches are marked, also where they overlap", () => {
  assert.deepStrictEqual(markedPieces("Banana", ["ana"]), [
    { text: "B", isMatch: false },
    { text: "anana", isMatch: true },
  ]);
  assert.deepStrictEqual(markedPieces("", ["a"]), []);
});

test("an excerpt is cut between words around the first match", () => {
  const text = `${"before ".repeat(40)}needle ${"after ".repeat(60)}`.trim();
  const excerpt = excerptOf(text, ["needle"]);
  assert.match(excerpt, /^… before .*needle after .*after …$/);
  assert.ok(excerpt.length < 240);
  assert.strictEqual(excerptOf("short", ["none"]), "short");
});

test("a function's link searches its figure for exactly this name", () => {
  assert.strictEqual(
    functionHash({ name: "net/http.(*conn).serve", figure: "cpu 1" }),
    `#!v=1;cpu%201.search=${encodeURIComponent("^net/http\\.\\(\\*conn\\)\\.serve$").replace(/~/g, "%7E")}`,
  );
  assert.strictEqual(
    functionHash({ name: "n".repeat(501), figure: "a" }),
    `#!v=1;a.search=${"n".repeat(501)};a.plain=1`,
  );
});
