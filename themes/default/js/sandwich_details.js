"use strict";

/**
 * A frame of a sandwich that is selected, and what it weighs there.
 *
 * @typedef {object} SandwichFrame
 * @property {CallTree} tree of the half
 * @property {number} metric
 * @property {number} row
 * @property {boolean} isCaller whether it is in the half of the callers
 */

/** What is known of the selected frame of a sandwich, below it. */
class SandwichDetails {
  /** @type {SandwichFrame | null} */
  #shown = null;

  /**
   * @param {object} actions each with a function's name
   * @param {(name: string) => void} actions.open
   * @param {(name: string) => void} actions.search
   * @param {(frame: SandwichFrame) => void} actions.find shows the function in the graph
   * @param {(name: string) => Promise<boolean>} actions.copy
   */
  constructor({ open, search, find, copy }) {
    this.name = htmlElement("p", "details-name");
    this.name.dir = "ltr";
    this.facts = htmlElement("dl", "details-facts");
    const name = () => this.name.textContent ?? "";
    const copying = buttonElement("Copy name", "", () => confirmCopy(copying, copy(name())));
    this.open = buttonElement("Its callers and callees", "", () => open(name()));
    this.buttons = htmlElement("div", "details-actions");
    this.buttons.append(
      this.open,
      buttonElement("Search this", "", () => search(name())),
      buttonElement("Show in the graph", "", () => this.#shown !== null && find(this.#shown)),
      copying,
    );
    this.element = htmlElement("section", "sandwich-details");
    this.element.setAttribute("aria-label", "Selected frame of the sandwich");
    this.element.hidden = true;
    this.element.append(this.name, this.facts, this.buttons);
  }

  /** @param {SandwichFrame | null} shown null puts them away */
  show(shown) {
    this.#shown = shown;
    this.element.hidden = shown === null;
    if (shown === null) {
      return;
    }
    const { tree, row } = shown;
    this.name.textContent = tree.name(row);
    this.facts.replaceChildren(
      ...sandwichFacts(shown).map(([label, value]) => {
        const pair = htmlElement("div");
        pair.append(htmlElement("dt", "", label), htmlElement("dd", "", value));
        return pair;
      }),
    );
    this.buttons.hidden = tree.frame[row] < 0;
  }
}

/**
 * What is said of a frame of a sandwich: its weight there, and how much of the function's that is.
 * @param {SandwichFrame} frame
 * @returns {[string, string][]} labels and values
 */
function sandwichFacts({ tree, metric, row, isCaller }) {
  const facts = detailFacts(tree, metric, row, frameFacts(tree, metric, row, 0));
  const [total, ...others] = facts.filter(([label]) => !isCaller || label !== "Self"); // a caller's own is elsewhere
  const share = shareOfSandwich(tree, metric, row);
  return share === "" ? [total, ...others] : [total, ["Of the function", share], ...others];
}

/**
 * @param {CallTree} tree
 * @param {number} metric
 * @param {number} row
 * @returns {string} the row's share of the function's weight; "" of the function itself, and in a difference
 */
function shareOfSandwich(tree, metric, row) {
  return row === 0 || tree.isDifference ? "" : shareText(tree.total(row, metric), tree.total(0, metric));
}

/**
 * What a sandwich is about, in numbers: "2.1 s, 24.12% of all, self 0.5 s, in 12 frames".
 * @param {SandwichTrees} trees
 * @param {CallTree} callees in the measure that is shown
 * @param {number} metric
 * @returns {string}
 */
function sandwichWords({ functions, rows, undecided }, callees, metric) {
  const facts = frameFacts(callees, metric, 0, 0);
  const self = facts.selfChange === null ? `self ${formatWeight(facts.self, facts.metric)}` : "";
  const place = `in ${countOf(rows, "frame")}${functions > 1 ? ` of ${countOf(functions, "function")}` : ""}`;
  const most = undecided[metric];
  const more =
    most > 0 ? `smaller frames may hold more of it, at most ${formatWeight(most, callees.metrics[metric])}` : "";
  return [weightSentence(facts), self, place, more].filter((part) => part !== "").join(", ");
}
