// Answers questions about trees for tests in Python: a line of JSON each way, until the input ends.

import { createRequire } from "node:module";
import { createInterface } from "node:readline";

const theme = createRequire(import.meta.url)("./derivations.js");

/**
 * A question as Python asks it; what a question needs depends on its kind.
 *
 * @typedef {object} Question
 * @property {string} kind
 * @property {number[]} [marks] frames
 * @property {number} [budget]
 * @property {number} [metric]
 * @property {number} [factor]
 * @property {{kind: string, text: string}[]} [asked] as a link asks of labels
 */

/**
 * What a question's name does to the parts of a tree.
 *
 * @type {Record<string, (parts: any, marks: Uint8Array, question: Question, block: any) => any>}
 */
const QUESTIONS = {
  focus: (parts, marks) => theme.focusTree(parts, marks),
  ignore: (parts, marks) => theme.ignoreTree(parts, marks),
  hide: (parts, marks) => theme.hideFrames(parts, marks),
  root: (parts, marks) => theme.rootTree(parts, marks),
  "collapse direct": (parts, marks) => theme.collapseDirect(parts, marks),
  collapse: (parts, marks) => theme.collapseRecursion(parts, marks),
  invert: (parts, _, { budget }) => theme.invertTree(parts, budget),
  callers: (parts, marks, { budget }) => theme.callersOf(parts, marks, budget),
  callees: (parts, marks) => theme.calleesOf(parts, marks),
  order: (parts, _, { metric }) =>
    theme.orderTree(parts, metric === undefined ? null : new theme.CallTree(parts).edges(metric)),
  scale: (parts, marks, { factor }) => theme.scaleTree(parts, marks, factor),
  labels: (parts, _, { asked = [] }) => theme.inTurn(parts, theme.labelSteps(parts, asked)),
};

/**
 * @param {any} base the parts of a tree
 * @param {any} block the tree as the page's data hold it
 * @param {Question} question
 * @returns {(parts: any) => any}
 */
function put(base, block, question) {
  const marks = new Uint8Array(base.frames.length);
  for (const frame of question.marks ?? []) {
    marks[frame] = 1;
  }
  return (parts) => QUESTIONS[question.kind](parts, marks, question, block);
}

/**
 * @param {{page: any, questions: Question[]}} request
 * @returns {object} rows with their frame, depth and weights, a column a metric, and the table of functions
 */
function answer({ page, questions }) {
  const base = theme.partsOf(page);
  const { parts, place, origin, undecided } = theme.finished(
    theme.inTurn(
      base,
      questions.map((question) => put(base, page.trees[0], question)),
    ),
  );
  const tree = new theme.CallTree(parts);
  const rows = [...parts.frame.keys()];
  const metrics = [...parts.weights.metrics.keys()];
  const along = (/** @type {(row: number, metric: number) => number} */ weight) =>
    metrics.map((metric) => rows.map((row) => weight(row, metric)));
  const added = [...Array(parts.frames.length - base.frames.length).keys()];
  return {
    added: added.map((place) => parts.frames.name(base.frames.length + place)),
    frame: [...parts.frame],
    depth: [...parts.shape.depth],
    self: along((row, metric) => tree.selfWeight(row, metric)),
    before: along((row, metric) => tree.selfBefore(row, metric)),
    total: along((row, metric) => tree.total(row, metric)),
    totalBefore: along((row, metric) => tree.totalBefore(row, metric)),
    width: along((row, metric) => tree.width(row, metric)),
    folded: rows.map((row) => tree.foldedCount(row)),
    place: [...place],
    origin: [...origin],
    undecided: metrics.map((metric) => theme.undecidedWeight(base, { undecided }, metric)),
    table: metrics.map((metric) => {
      const columns = Object.entries(theme.topTable(parts, metric));
      return Object.fromEntries(columns.map(([name, column]) => [name, column && [...column]]));
    }),
  };
}

for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(`${JSON.stringify(answer(JSON.parse(line)))}\n`);
}
