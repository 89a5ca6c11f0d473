"use strict";

/*
 * Colours, badges and legends, held to the table that tests/drawing/test_palette.py reads too.
 */

const assert = require("node:assert/strict");
const fs = require("node:fs");
const path = require("node:path");
const test = require("node:test");
const { load } = require("./load.js");

const SCRIPTS = [
  "numbers.js",
  "name_parts.js",
  "short_names.js",
  "labels.js",
  "frame_table.js",
  "tree_weights.js",
  "packages.js",
  "palette.js",
  "badges.js",
  "legend_entries.js",
];
const { FrameTable, LegendCount, Palette, badgedLabel, groupLabel, kindBadge, packageOf, textHash } = load(SCRIPTS, [
  "FrameTable",
  "LegendCount",
  "Palette",
  "badgedLabel",
  "groupLabel",
  "kindBadge",
  "packageOf",
  "textHash",
]);
const TABLE = JSON.parse(fs.readFileSync(path.join(__dirname, "..", "data", "palette.json"), "utf8"));

/** @typedef {{name: string, file?: string, module?: string, kind?: number, self?: number}} Listed */

/**
 * @param {readonly Listed[]} listed
 * @returns {any} a frame table
 */
function frameTable(listed) {
  const strings = [""];
  const place = (/** @type {string} */ text) =>
    strings.includes(text) ? strings.indexOf(text) : strings.push(text) - 1;
  const columns = {
    name: listed.map(({ name }) => place(name)),
    file: listed.map(({ file = "" }) => place(file)),
    module: listed.map(({ module = "" }) => place(module)),
    line: listed.map(() => 0),
    kind: listed.map(({ kind = 0 }) => kind),
  };
  return new FrameTable(columns, strings);
}

/**
 * @param {readonly Listed[]} listed functions with their self weights
 * @param {string} color
 * @returns {{entries: any[], more: number}}
 */
function legend(listed, color) {
  const columns = {
    frame: listed.map((_, index) => index),
    self: [{ scale: 10, values: listed.map(({ self = 0 }) => self / 10) }],
  };
  const whole = [listed.reduce((sum, { self = 0 }) => sum + self, 0)];
  const tree = { frames: frameTable(listed), whole, parts: { functions: { columns } } };
  const count = new LegendCount(tree, 0, color);
  while (!count.run()) {
    // in slices
  }
  return count.result();
}

for (const [name, file, module, expected] of TABLE.packages) {
  test(`the package of ${name} in ${file || module || "no file"} is ${expected}`, () => {
    assert.equal(packageOf(name, file, module), expected);
  });
}

test("hashes are those of zlib", () => {
  for (const [text, expected] of TABLE.hashes) {
    assert.equal(textHash(text), expected);
  }
});

test("frames look as the table says", () => {
  for (const [color, name, file, module, kind, look, group] of TABLE.looks) {
    const frames = frameTable([{ name, file, module, kind }]);
    assert.deepEqual(Palette.of(frames, color).look(0), { look, group }, `${color} ${name}`);
  }
});

test("a palette is made once for the frames of a page", () => {
  const frames = frameTable([{ name: "f" }]);
  assert.equal(Palette.of(frames, "package"), Palette.of(frames, "package"));
  assert.notEqual(Palette.of(frames, "package"), Palette.of(frames, "file"));
});

test("a badge stands where there is room behind the name", () => {
  for (const [label, badge, widthPx, expected] of TABLE.badged) {
    assert.equal(badgedLabel(label, badge, widthPx), expected);
  }
  assert.deepEqual([0, 1, 2, 3, 4].map(kindBadge), ["", "[i]", "[k]", "[j]", ""]);
});

test("a legend shortens paths and badges kinds", () => {
  for (const [group, expected] of TABLE.groups) {
    assert.equal(groupLabel(group), expected);
  }
});

test("a legend lists the heaviest groups by self weight, and how to search for them", () => {
  const listed = [
    { name: "main.main", self: 30 },
    { name: "net/http.Get", self: 40 },
    { name: "net/http.Do", self: 80 },
    { name: "log.Print" },
    { name: "write", kind: 2, self: 50 },
  ];
  const { entries, more } = legend(listed, "package");
  assert.equal(more, 0);
  assert.deepEqual(
    entries.map(({ look, label, share, search }) => [look, label, share, search]),
    [
      ["hue-2", "net/http", 0.6, "^net/http\\."],
      ["hue-calm", "kernel [k]", 0.25, "^(?:write)$"],
      [`hue-${textHash("main") % 12}`, "main", 0.15, "^main\\."],
    ],
  );
  assert.deepEqual(legend(listed, "hot"), { entries: [], more: 0 });
});

test("functions that share their beginning with others are searched by name", () => {
  // The class's package is said by the file; `app.` would find the other file's function too.
  const listed = [
    { name: "app.run", file: "app.py", self: 2 },
    { name: "app.stop", file: "other.py", self: 1 },
  ];
  assert.deepEqual(
    legend(listed, "package").entries.map(({ group, search }) => [group, search]),
    [
      ["app", "^(?:app\\.run)$"],
      ["other", "^(?:app\\.stop)$"],
    ],
  );
});

test("a group of too many functions for one pattern has no search", () => {
  const listed = Array.from({ length: 400 }, (_, index) => ({ name: `function_${index}`, file: "a.c", self: 1 }));
  const [entry] = legend(listed, "file").entries;
  assert.deepEqual([entry.group, entry.share, entry.search], ["a.c", 1, ""]);
});

test("large tables are counted in slices", () => {
  const listed = Array.from({ length: LegendCount.IN_A_SLICE + 1 }, (_, index) => ({
    name: `p${index % 10}.f${index}`,
    self: 1,
  }));
  const { entries, more } = legend(listed, "package");
  assert.equal(entries.length, LegendCount.MOST);
  assert.equal(more, 10 - LegendCount.MOST);
  assert.deepEqual([entries[0].group, entries[0].share], ["p0", 201 / 2001]);
});
