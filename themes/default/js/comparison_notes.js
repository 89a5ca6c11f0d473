"use strict";

/** What stands under a difference: the sentence of the comparison shown, and the table of the largest changes. */
class ComparisonNotes {
  /** @param {Figure} figure */
  constructor(figure) {
    const { element } = figure;
    const former = /** @type {HTMLDetailsElement | null} */ (element.querySelector(".figure-movers"));
    this.sentence = element.querySelector(".figure-status-note");
    this.movers = new MoversTable(former, {
      linkTo: (row) => figure.links.linkTo(row),
      visit: (row) => figure.journey.visit(row),
      light: (row) => figure.light(row),
    });
    former?.remove();
    this.sentence?.after(this.movers.element);
  }

  /** @param {CallTree} tree as it is shown */
  show(tree) {
    if (this.sentence !== null) {
      this.sentence.textContent = tree.comparison?.block.sentence ?? "";
    }
    this.movers.show(tree);
  }
}
