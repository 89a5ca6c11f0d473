"use strict";

/** The ways from frame to frame: zooming in and back out, walking, stepping through what a search found. */
class Journey {
  /** A match that the search steps to is shown at least this wide. */
  static MATCH_PX = 40;

  /** @type {Figure} */
  #figure;
  /** @type {number[]} where zooms came from, for the way back */
  #trail = [];

  /** @param {Figure} figure */
  constructor(figure) {
    this.#figure = figure;
  }

  /** Forgets the way back. */
  begin() {
    this.#trail = [];
  }

  /** @param {number} row */
  zoomTo(row) {
    const figure = this.#figure;
    const { zoom } = figure.state;
    if (FigureViews.kind(figure.state.view).leadsToGraph) {
      zoomInGraph(figure, row);
      return;
    }
    if (row === zoom || figure.tree.frame[row] === CallTree.FOLDED) {
      figure.change({ selected: row });
      return;
    }
    this.#trail.push(zoom);
    figure.change({ zoom: row, selected: row }, { history: "push" });
    figure.say(`Zoomed to ${figure.scene.spoken}`);
  }

  /** Goes back to the zoom before, with the frame selected that filled the picture. */
  zoomBack() {
    const figure = this.#figure;
    const { zoom } = figure.state;
    if (zoom > 0) {
      figure.change({ zoom: this.#trail.pop() ?? 0, selected: zoom }, { history: "push", reveals: true });
      figure.say(`Zoomed out. ${figure.scene.spoken}`);
    }
  }

  /**
   * Zooms to a frame that is named elsewhere on the page, and takes the reader there.
   * @param {number} row
   */
  visit(row) {
    const figure = this.#figure;
    figure.isTouched = false;
    this.zoomTo(row);
    figure.element.scrollIntoView({ block: "nearest" });
    figure.focusPicture();
  }

  /** Zooms to the selected frame. */
  zoomToSelected() {
    this.zoomTo(this.#figure.scene.selected);
  }

  /** Leaves the zoom, else the search, else the selected frame. */
  escape() {
    const figure = this.#figure;
    const { zoom, search } = figure.state;
    if (zoom > 0) {
      this.zoomBack();
    } else if (search.text !== "") {
      figure.setSearch({ ...search, text: "" });
    } else {
      figure.deselect();
    }
  }

  /** @param {Step} step */
  walk(step) {
    const figure = this.#figure;
    const { metric, zoom } = figure.state;
    figure.isTouched = false;
    figure.change({ selected: walk(figure.tree, metric, figure.scene.selected, step, zoom) }, { reveals: true });
    figure.focusPicture();
  }

  /** @param {1 | -1} direction */
  stepMatch(direction) {
    const figure = this.#figure;
    const { zoom, selected, view } = figure.state;
    const { matches } = figure.search;
    const panel = figure.views.panel(view);
    if (panel?.stepMatch !== undefined) {
      panel.stepMatch(direction);
      return;
    }
    const row = matches?.step(selected < 0 && direction > 0 ? zoom - 1 : figure.scene.selected, direction) ?? -1;
    if (matches === null || row < 0) {
      return;
    }
    this.show(row, "replace");
    figure.say(`${formatNumber(matches.place(row))} of ${formatNumber(matches.rows.length)}: ${figure.scene.spoken}`);
  }

  /**
   * Selects a frame, and zooms where it could not be seen otherwise.
   * @param {number} row
   * @param {"push" | "replace"} mode how the address follows another zoom
   */
  show(row, mode) {
    const figure = this.#figure;
    const { metric, zoom, view } = figure.state;
    if (FigureViews.kind(view).leadsToGraph) {
      figure.change({ selected: row }, { reveals: true });
      return;
    }
    const picture = { zoom, widthPx: figure.stage.widthPx, leastPx: Journey.MATCH_PX };
    const outer = zoomThatShows(figure.tree, metric, row, picture);
    if (outer !== zoom) {
      this.#trail.push(zoom);
    }
    figure.change({ zoom: outer, selected: row }, { history: outer === zoom ? null : mode, reveals: true });
  }
}
