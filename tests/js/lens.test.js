"use strict";

const assert = require("node:assert/strict");
const { test } = require("node:test");

const { load } = require("./load.js");
const DERIVATION_SCRIPTS = /** @type {string[]} */ (require("./derivations.js").DERIVATION_SCRIPTS);
const { FIGURE_SCRIPTS, pageBlock } = require("./small_trees.js");

const PATTERNS = ["characters", "alphabet", "parser", "scanner", "program", "automaton"].map(
  (part) => `pattern_${part}.js`,
);
const { Lens, LensView, PageData, StateChanges, stateAtRest } = load(
  [
    ...new Set([...FIGURE_SCRIPTS, ...DERIVATION_SCRIPTS, ...PATTERNS, "pattern.js", "label_questions.js"]),
    ...["lens_view.js", "lens.js", "view_list.js", "state_changes.js"],
  ],
  ["Lens", "LensView", "PageData", "StateChanges", "stateAtRest"],
);

// main 10 > (a 4 > x 3, b 6 > x 6), by name
const PAGE = new PageData(
  JSON.stringify(
    pageBlock({ depth: [0, 1, 2, 3, 2, 3], self: [0, 0, 1, 3, 0, 6], name: ["", "main", "a", "x", "b", "x"] }),
  ),
);
const BASE = PAGE.tree(0);
const REST = stateAtRest(PAGE.figures[0]);
const WISH = { questions: [], isInverted: false, order: "name", metric: 0, scale: "", width: "larger" };

/**
 * @param {any} tree
 * @returns {string[]}
 */
function rowsOf(tree) {
  return [...tree.frame.keys()].map((row) => `${tree.depth[row]} ${tree.name(row)} ${tree.total(row, 0)}`);
}

test("nothing asked is the page's own tree", () => {
  assert.equal(new Lens(BASE).viewOf(WISH).tree, BASE);
});

test("questions, direction and order come one after another", () => {
  const lens = new Lens(BASE);
  const questions = [
    { kind: "hide", text: "main" },
    { kind: "whatif", text: "b~0.5" },
  ];
  assert.deepEqual(rowsOf(lens.viewOf({ ...WISH, questions }).tree), ["0 all 7", "1 a 4", "2 x 3", "1 b 3", "2 x 3"]);
  assert.deepEqual(rowsOf(lens.viewOf({ ...WISH, isInverted: true, order: "heavy" }).tree), [
    ...["0 all 10", "1 x 9", "2 b 6", "3 main 6", "2 a 3", "3 main 3"],
    ...["1 a 1", "2 main 1"],
  ]);
  assert.deepEqual(rowsOf(lens.viewOf({ ...WISH, order: "heavy" }).tree), [
    ...["0 all 10", "1 main 10", "2 b 6", "3 x 6", "2 a 4", "3 x 3"],
  ]);
});

test("a wish that was answered is at hand the next time", () => {
  const lens = new Lens(BASE);
  const view = lens.viewOf({ ...WISH, isInverted: true });
  let found = null;
  lens.look({ ...WISH, isInverted: true, metric: 0 }, (/** @type {any} */ known) => {
    found = known;
  });
  assert.equal(found, view);
});

test("rows are found again, or the nearest of their callers", () => {
  const focused = new Lens(BASE).viewOf({ ...WISH, questions: [{ kind: "ignore", text: "b" }] });
  assert.deepEqual(rowsOf(focused.tree), ["0 all 4", "1 main 4", "2 a 4", "3 x 3"]);
  assert.deepEqual([focused.place(3), focused.place(5), focused.nearest(5), focused.origin(3)], [3, -1, 1, 3]);
  const callouts = focused.callouts([{ id: "c", number: 1, row: 5, rows: [3, 5] }]);
  assert.deepEqual(callouts, [{ id: "c", number: 1, row: -1, rows: [3] }]);
  assert.ok(new LensView(BASE).callouts(callouts) === callouts);
});

/**
 * @param {any} [rest]
 * @returns {{changes: any, shown: string[], busy: boolean[]}}
 */
function changing(rest = REST) {
  /** @type {string[]} */
  const shown = [];
  /** @type {boolean[]} */
  const busy = [];
  const changes = new StateChanges(
    new Lens(BASE),
    rest,
    (/** @type {any} */ _, /** @type {any} */ { history = null }) =>
      shown.push(`${changes.state.view} ${changes.view.tree.name(changes.state.zoom)} ${history}`),
    (/** @type {boolean} */ isBusy) => busy.push(isBusy),
  );
  return { changes, shown, busy };
}

test("the zoomed and the selected frame stay what they were", () => {
  const { changes } = changing();
  changes.change({ zoom: 4, selected: 5 }, {});
  changes.change({ questions: [{ kind: "hide", text: "main" }] }, {});
  const { tree } = changes.view;
  assert.deepEqual([tree.name(changes.state.zoom), tree.name(changes.state.selected)], ["b", "x"]);
  changes.change({ questions: [] }, {});
  assert.deepEqual([changes.state.zoom, changes.state.selected], [4, 5]);
  changes.change({ view: "bottom-up" }, {});
  assert.equal(changes.state.zoom, 0, "callers are another question than callees");
});

test("long work is done in slices, and what is asked meanwhile is not lost", async () => {
  const slice = Lens.SLICE_MS;
  Lens.SLICE_MS = -1; // every step is a slice of its own
  try {
    const { changes, shown, busy } = changing();
    changes.change({ view: "bottom-up" }, { history: "push" });
    changes.change({ order: "heavy" }, {});
    changes.change({ zoom: 1 }, {});
    assert.deepEqual(shown, ["flame main null"], "the former picture can still be used");
    assert.deepEqual(busy, [true, true]);
    for (let turn = 0; changes.lens.isBusy && turn < 1000; turn += 1) {
      await new Promise((resolve) => setTimeout(resolve, 0));
    }
    assert.deepEqual(shown, ["flame main null", "bottom-up all push"]);
    assert.deepEqual(busy, [true, true, false]);
    assert.equal(changes.state.order, "heavy");
  } finally {
    Lens.SLICE_MS = slice;
  }
});
