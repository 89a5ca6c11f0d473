"use strict";

/**
 * Loads scripts of the theme as a page does: classic scripts that share one scope.
 *
 * They are compiled as one function, in the tests' own realm, so that what they return can be compared with
 * assert.deepStrictEqual, and every call gets a scope of its own.
 */

const fs = require("node:fs");
const path = require("node:path");
const vm = require("node:vm");

const SCRIPTS = path.join(__dirname, "..", "..", "themes", "default", "js");

/** The scripts of the pattern matcher. */
const PATTERN_SCRIPTS = [
  "pattern_characters.js",
  "pattern_program.js",
  "pattern_scanner.js",
  "pattern_parser.js",
  "pattern_alphabet.js",
  "pattern_automaton.js",
  "pattern.js",
];

/**
 * @param {readonly string[]} scripts names of files in themes/default/js, in the page's order
 * @param {readonly string[]} names globals that the scripts define and the test wants
 * @param {Record<string, unknown>} [globals] what the scripts find beside Node's own: document, window, ...
 * @returns {Record<string, any>} the wanted globals, by name
 */
function load(scripts, names, globals = {}) {
  const sources = scripts.map((script) => {
    const filename = path.join(SCRIPTS, script);
    const source = fs.readFileSync(filename, "utf8");
    new vm.Script(source, { filename }); // a syntax error is reported with its own file and line
    return source;
  });
  const body = [...sources, `return { ${names.join(", ")} };`].join("\n");
  const define = vm.compileFunction(body, Object.keys(globals), { filename: scripts.join("+") });
  return define(...Object.values(globals));
}

module.exports = { load, PATTERN_SCRIPTS, SCRIPTS };
