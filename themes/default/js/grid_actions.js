"use strict";

/*
 * What the rows of a figure's tables lead to: their frame in the graph, a search, a sandwich.
 */

/**
 * What the buttons at the end of a name do, by their texts.
 * @param {Figure} figure
 * @param {(place: number) => string} name
 * @param {(place: number) => number} row of the tree, -1 for none
 * @returns {Map<string, (place: number) => void>}
 */
function gridButtons(figure, name, row) {
  /** @type {[string, (place: number) => void][]} */
  const buttons = [
    ["Graph", (place) => zoomInGraph(figure, row(place))],
    ["Search", (place) => figure.setSearch(exactSearch(name(place)))],
  ];
  if (figure.views.names.has("sandwich")) {
    buttons.push(["Sandwich", (place) => figure.surroundings.asking.showCallersOf(literalChoice(name(place)))]);
  }
  return new Map(buttons);
}

/**
 * Leaves a table for the graph, zoomed to a frame.
 * @param {Figure} figure
 * @param {number} row -1 for a frame that the tree does not have
 */
function zoomInGraph(figure, row) {
  if (row < 0) {
    figure.say("All its frames are too small to be kept apart on this page.");
    return;
  }
  const view = figure.rest.view === "icicle" ? "icicle" : "flame";
  const zoom = figure.tree.frame[row] === CallTree.FOLDED ? figure.tree.parent[row] : row;
  const done = () => {
    figure.say(`${FigureViews.kind(view).label}, zoomed to ${figure.scene.spoken}`);
    figure.stage.focus();
  };
  figure.isTouched = false;
  figure.change({ view, zoom, selected: row }, { history: "push", reveals: true, done });
}

/**
 * Lights what is pointed at in a table: its callouts, and the function in the other figures of the page.
 * @param {Figure} figure
 * @param {number} row -1 for none
 */
function hoverInGrid(figure, row) {
  figure.callouts.hover(row);
  figure.services.links.hover(figure, functionOfRow(figure.tree, row));
}

/**
 * Selects a frame; a zoom that it lies outside of is left.
 * @param {Figure} figure
 * @param {number} row -1 for none
 * @param {boolean} isTouch
 */
function selectInGrid(figure, row, isTouch) {
  const { tree, state } = figure;
  const { zoom } = state;
  figure.isTouched = isTouch;
  if (row < 0 || isAbove(tree, row, zoom) || isInside(tree, row, zoom)) {
    figure.change({ selected: row });
  } else {
    figure.change({ selected: row, zoom: 0 }, { history: "replace" });
  }
}
