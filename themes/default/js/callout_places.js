"use strict";

/*
 * Which callouts a frame has, and how one is shown.
 */

/**
 * Where a callout is shown: zoomed out as far as its frame can be seen.
 * @param {LensView} view
 * @param {number} row of the page's own tree
 * @param {{zoom: number, widthPx: number, leastPx: number}} picture at rest
 * @param {FigureState} rest
 * @returns {{zoom: number, selected: number}}
 */
function calloutPlace(view, row, picture, { metric, scale, width }) {
  const tree = view.tree.shownAs(metric, view.tree.scaleOf(metric, scale), width);
  const selected = view.nearest(row);
  const isSeen = tree.width(selected, metric) > 0;
  return { zoom: isSeen ? zoomThatShows(tree, metric, selected, picture) : picture.zoom, selected };
}

/**
 * @param {string} view the reader's
 * @param {string} atRest the author's
 * @returns {string} the reader's where it is a graph that can show what the author shows, else the author's
 */
function viewForCallouts(view, atRest) {
  const isGraph = VIEW_LIST.get(view)?.makes === "graph";
  return isGraph && isInvertedView(view) === isInvertedView(atRest) ? view : atRest;
}

/**
 * The callouts of a frame.
 * @param {readonly PinnedCallout[]} callouts
 * @param {number} row -1 for none
 * @returns {number[]} counted from 0
 */
function calloutsOf(callouts, row) {
  return row < 0 ? [] : [...callouts.keys()].filter((index) => callouts[index].rows.includes(row));
}

/**
 * @param {readonly PinnedCallout[]} callouts
 * @param {number} row
 * @returns {string} ", callout 2", or nothing
 */
function spokenCallouts(callouts, row) {
  return calloutsOf(callouts, row)
    .map((index) => `, callout ${callouts[index].number}`)
    .join("");
}

/**
 * @param {string} anchor
 * @param {string} figureId
 * @returns {string | null} the number in the anchor of a callout of this figure
 */
function calloutNumber(anchor, figureId) {
  const number = anchor.startsWith(`${figureId}-c`) ? anchor.slice(figureId.length + 2) : "";
  return /^\d+$/.test(number) ? number : null;
}

/**
 * @param {{top: number, bottom: number}} edges in the window
 * @param {number} roomPx how much of the window is free, from its top
 * @returns {number} how far to scroll to see them, 0 where they are in sight
 */
function nearestScroll({ top, bottom }, roomPx) {
  return top < 0 || bottom - top > roomPx ? top : Math.max(0, bottom - roomPx);
}
