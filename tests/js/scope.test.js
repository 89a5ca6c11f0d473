"use strict";

const assert = require("node:assert");
const fs = require("node:fs");
const path = require("node:path");
const test = require("node:test");
const { SCRIPTS } = require("./load.js");

test("no two scripts define the same name: they share one scope, and the later function would win in silence", () => {
  const files = fs.readdirSync(SCRIPTS, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".js"));
  /** @type {Map<string, string[]>} */
  const owners = new Map();
  for (const file of files) {
    const source = fs.readFileSync(path.join(SCRIPTS, file), "utf8");
    for (const [, name] of source.matchAll(/^(?:async )?(?:class|const|function\*?|let|var) (\w+)/gm)) {
      owners.set(name, [...(owners.get(name) ?? []), file]);
    }
  }
  assert.ok(owners.size > 100);
  assert.deepStrictEqual(
    [...owners].filter(([, files]) => files.length > 1),
    [],
  );
});
