"use strict";

const assert = require("node:assert/strict");
const { test } = require("node:test");

const { load } = require("./load.js");
const { readTable } = require("./small_trees.js");

const TABLE = readTable("hash.json");
const { parseHash, formatHash, encodeHashValue, decodeHashValue } = load(
  ["location_hash.js"],
  ["parseHash", "formatHash", "encodeHashValue", "decodeHashValue"],
);

/**
 * @param {Record<string, Record<string, string>>} figures
 * @returns {Map<string, Map<string, string>>}
 */
function asMaps(figures) {
  return new Map(Object.entries(figures).map(([id, values]) => [id, new Map(Object.entries(values))]));
}

test("hashes are read as the table says; what makes no sense is told apart", () => {
  for (const { hash, figures, unread } of TABLE.read) {
    const expected = figures === null ? null : { figures: asMaps(figures), unread };
    assert.deepEqual(parseHash(hash), expected, hash);
  }
});

test("states are written as the table says, and read back", () => {
  for (const { figures, hash } of TABLE.written) {
    const states = asMaps(figures);
    assert.equal(formatHash(states), hash);
    const read = parseHash(hash)?.figures ?? new Map();
    assert.deepEqual(read, new Map([...states].filter(([, values]) => values.size > 0)));
  }
});

test("values are encoded so that none of the hash's own signs is left", () => {
  for (const { text, value } of TABLE.encoded) {
    assert.equal(encodeHashValue(text), value);
    assert.equal(decodeHashValue(value), text);
  }
  assert.equal(decodeHashValue("%zz"), "%zz", "badly encoded, taken as it stands");
  assert.equal(encodeHashValue("half a pair: \ud800"), "half%20a%20pair%3A%20%EF%BF%BD");
});
