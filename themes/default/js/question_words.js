"use strict";

/*
 * How questions are told: in the menu of a frame, in the form that asks them, and on the chips of those that were asked.
 */

/**
 * `label` begins a chip and is the kind's name in the form; `menu` is what the menu of a frame calls it; `meaning` is
 * what becomes of the stacks.
 *
 * @typedef {{label: string, menu: string, meaning: string}} QuestionTelling
 */

/**
 * The kinds that are asked of functions, in the order of the form.
 * @type {ReadonlyMap<QuestionKind, QuestionTelling>}
 */
const FUNCTION_QUESTIONS = new Map(
  /** @type {[QuestionKind, QuestionTelling][]} */ ([
    ["focus", { label: "Focus on", menu: "Focus on it", meaning: "Only stacks that hold it are kept." }],
    ["ignore", { label: "Ignore", menu: "Ignore it", meaning: "Stacks that hold it are left out." }],
    ["hide", { label: "Hide", menu: "Hide it", meaning: "It is taken out of stacks; its callers keep the weight." }],
    [
      "root",
      { label: "Show from", menu: "Show from here", meaning: "Stacks begin at it; those without it are left out." },
    ],
    [
      "collapse",
      {
        label: "Collapse recursion of",
        menu: "Collapse its recursion",
        meaning: "From its outermost to its innermost call it is one frame.",
      },
    ],
  ]),
);

/** What a collapse of all recursion is called. */
const RECURSIONS = new Map([
  ["direct", "Collapse direct recursion"],
  ["all", "Collapse all recursion"],
]);

/**
 * A question as its chip tells it: what is done, and to what.
 * @param {Question} question
 * @returns {{verb: string, name: string, besides: string}} besides: what follows the name
 */
function questionWords({ kind, text }) {
  switch (kind) {
    case "label": {
      const at = text.indexOf("=");
      const value = text.slice(at + 1);
      return {
        verb: value === "" ? "Only without" : "Only",
        name: value === "" ? text.slice(0, at) : text,
        besides: "",
      };
    }
    case "group":
      return { verb: "Group by", name: text, besides: "" };
    case "recursion":
      return { verb: RECURSIONS.get(text) ?? text, name: "", besides: "" };
    case "whatif": {
      const { name, factor } = whatIfOf(text);
      return { verb: "What if", name, besides: factor === 0 ? "cost nothing" : `cost ${factorText(factor)}` };
    }
    default:
      return { verb: FUNCTION_QUESTIONS.get(kind)?.label ?? kind, name: text, besides: "" };
  }
}

/**
 * @param {Question} question
 * @returns {string} "Focus on main.serve"
 */
function questionText(question) {
  const { verb, name, besides } = questionWords(question);
  return [verb, name, besides].filter((part) => part !== "").join(" ");
}

/**
 * @param {number} factor
 * @returns {string} "× 0.5"
 */
function factorText(factor) {
  return `× ${Number(factor.toFixed(2))}`;
}

/**
 * A stack in the folded form, root first: a ";" in a name becomes ":", a line break a space.
 * @param {CallTree} tree
 * @param {number} row
 * @param {boolean} isInverted whether the tree reads stacks from the inside out
 * @returns {string}
 */
function foldedStack(tree, row, isInverted) {
  const names = [];
  for (let here = row; tree.parent[here] >= 0; here = tree.parent[here]) {
    names.push(
      tree
        .name(here)
        .replaceAll(";", ":")
        .replace(/\s*[\r\n]+\s*/g, " "),
    );
  }
  return (isInverted ? names : names.reverse()).join(";");
}

/**
 * @param {CallTree} tree
 * @param {number} row
 * @returns {boolean} whether the row's function is anywhere called by itself, directly or not
 */
function isRecursive({ frames, frame, end }, row) {
  const { functionOf } = frames;
  const wanted = frame[row] < 0 ? -1 : functionOf[frame[row]];
  let open = 0;
  for (let here = 0; wanted >= 0 && here < frame.length; here += 1) {
    if (frame[here] >= 0 && functionOf[frame[here]] === wanted) {
      if (here < open) {
        return true;
      }
      open = end[here];
    }
  }
  return false;
}
