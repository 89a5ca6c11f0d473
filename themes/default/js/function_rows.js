"use strict";

/*
 * From functions to where they stand, and back. Functions are numbered by the page's table of frames, which all its
 * trees share.
 */

/**
 * @param {CallTree} tree
 * @param {number} row -1 for none
 * @returns {number} the row's function, -1 where it has none
 */
function functionOfRow({ frame, frames }, row) {
  return row < 0 || frame[row] < 0 ? -1 : frames.functionOf[frame[row]];
}

/**
 * Where a function is best seen in a picture.
 * @param {CallTree} tree
 * @param {number} metric
 * @param {number} number the function's, -1 for none
 * @param {number} [zoom] the row that fills the picture
 * @returns {number} the function's widest row in the picture, -1 where it has none
 */
function widestRowOf(tree, metric, number, zoom = 0) {
  const { frame, end, frames } = tree;
  const { functionOf } = frames;
  const edges = tree.edges(metric);
  let widest = -1;
  let most = 0;
  if (number < 0) {
    return -1;
  }
  for (let row = zoom; row < end[zoom]; row += 1) {
    if (frame[row] < 0 || functionOf[frame[row]] !== number) {
      continue;
    }
    const width = edges[end[row]] - edges[row];
    if (width > most) {
      most = width;
      widest = row;
    }
  }
  return widest >= 0 ? widest : (ancestorsOf(tree, zoom).find((row) => functionOfRow(tree, row) === number) ?? -1);
}

/**
 * @param {TreeParts} parts
 * @param {number} metric
 * @returns {number} a frame of the function with the most weight of its own, on either side; -1 where there is none
 */
function heaviestFunction(parts, metric) {
  const { frame, self, selfBefore } = topTable(parts, metric);
  let heaviest = -1;
  let most = 0;
  frame.forEach((named, place) => {
    const weight = Math.max(self[place], selfBefore?.[place] ?? 0);
    if (weight > most && parts.functions.of(named, metric)?.frames) {
      most = weight;
      heaviest = named;
    }
  });
  return heaviest;
}

/**
 * Leaves a panel for the graph, and shows a function where it is widest.
 * @param {Figure} figure
 * @param {number} number the function's
 */
function showInGraph(figure, number) {
  const row = widestRowOf(figure.tree, figure.state.metric, number);
  if (row < 0) {
    figure.say("No frame of what is shown is of this function.");
    return;
  }
  const { view } = figure.rest;
  const { makes, isInverted = false } = FigureViews.kind(view);
  figure.change({ view: makes === "graph" && !isInverted ? view : "flame", zoom: 0 }, { history: "push" });
  figure.journey.show(row, "replace");
  figure.focusPicture();
}
