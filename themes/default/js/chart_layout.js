"use strict";

/*
 * Which stretches of a timeline a picture shows, and where: the rule of sitegen/drawing/chart_layout.py, held to one
 * table by tests/data/chart.json, and besides that only the tracks in sight. Calls outside of the window and what lies
 * below calls too short to draw are skipped whole.
 */

/**
 * What is drawn: rows with left and width in px, cut at the edges; hatched runs, which have tracks.
 *
 * @typedef {object} ChartPicture
 * @property {TimeWindow} window
 * @property {number} widthPx
 * @property {number[]} rows
 * @property {number[]} left
 * @property {number[]} width
 * @property {number[]} runTrack
 * @property {number[]} runLeft
 * @property {number[]} runWidth
 *
 * @typedef {object} ChartOptions
 * @property {readonly Lane[]} [lanes] those that are shown
 * @property {number} [first] the first track in sight
 * @property {number} [last] the last one
 * @property {number} [most] how many elements there may be; above that the threshold rises
 */

/**
 * @param {Timeline} timeline
 * @param {TimeWindow} window
 * @param {number} widthPx
 * @param {ChartOptions} [options]
 * @returns {ChartPicture}
 */
function layOutChart(
  timeline,
  window,
  widthPx,
  { lanes = timeline.lanes, first = 0, last = Number.POSITIVE_INFINITY, most = 5000 } = {},
) {
  const STEP = 1.5;
  for (let threshold = 0.5; ; threshold *= STEP) {
    const picture = drawnStretches(timeline, window, widthPx, threshold, { lanes, first, last });
    if (picture.rows.length + picture.runTrack.length <= most || threshold > widthPx) {
      return picture;
    }
  }
}

/**
 * @param {Timeline} timeline
 * @param {TimeWindow} window
 * @param {number} widthPx
 * @param {number} threshold how wide a stretch has to be
 * @param {{lanes: readonly Lane[], first: number, last: number}} limits
 * @returns {ChartPicture}
 */
function drawnStretches(timeline, window, widthPx, threshold, { lanes, first, last }) {
  const { tree, begin, end, track } = timeline;
  const scale = window.to > window.from ? widthPx / (window.to - window.from) : 0;
  const runs = new Runs(threshold);
  /** @type {ChartPicture} */
  const picture = { window, widthPx, rows: [], left: [], width: [], runTrack: [], runLeft: [], runWidth: [] };
  for (const lane of lanes) {
    if (lane.first > last || lane.first + lane.tracks <= first) {
      continue;
    }
    for (let row = lane.row + 1; row < tree.end[lane.row]; ) {
      const left = Math.min(widthPx, Math.max(0, (begin[row] - window.from) * scale));
      const wide = Math.min(widthPx, Math.max(0, (end[row] - window.from) * scale)) - left;
      if (wide < threshold) {
        if (wide > 0) {
          runs.add(track[row], left, wide);
        }
        row = tree.end[row];
        continue;
      }
      if (track[row] >= first && track[row] <= last) {
        picture.rows.push(row);
        picture.left.push(left);
        picture.width.push(wide);
      }
      row = track[row] >= last ? tree.end[row] : row + 1;
    }
  }
  const { runDepth, runLeft, runWidth } = runs.painted(first);
  return { ...picture, runTrack: runDepth, runLeft, runWidth };
}

/**
 * The stretches of a track between two times, from left to right.
 * @param {Timeline} timeline
 * @param {number} track
 * @param {TimeWindow} between
 * @returns {number[]} rows
 */
function stretchesBetween(timeline, track, { from, to }) {
  const { tree, begin, end } = timeline;
  const lane = timeline.lanes.find(({ first, tracks }) => track >= first && track < first + tracks);
  /** @type {number[]} */
  const rows = [];
  if (lane === undefined) {
    return rows;
  }
  for (let row = lane.row + 1; row < tree.end[lane.row]; ) {
    const isBeside = end[row] < from || begin[row] > to;
    if (!isBeside && timeline.track[row] === track) {
      rows.push(row);
    }
    row = isBeside || timeline.track[row] >= track ? tree.end[row] : row + 1;
  }
  return rows;
}

/**
 * What lies at a place of a chart: the stretch there, else the longest of those too short to draw within reach.
 * @param {Timeline} timeline
 * @param {ChartPicture} picture
 * @param {{track: number, x: number}} place x in px
 * @returns {Hit}
 */
function chartHit(timeline, { window, widthPx }, { track, x }) {
  const pixel = (window.to - window.from) / widthPx;
  const at = window.from + x * pixel;
  const reach = Hit.REACH_PX * pixel;
  const near = stretchesBetween(timeline, track, { from: at - reach, to: at + reach });
  const exact = near.find((row) => timeline.begin[row] <= at && timeline.end[row] > at);
  if (exact !== undefined && timeline.length(exact) >= pixel) {
    return new Hit(exact);
  }
  const longest = near.reduce(
    (best, row) => (best >= 0 && timeline.length(best) >= timeline.length(row) ? best : row),
    -1,
  );
  return longest < 0 ? Hit.MISS : new Hit(longest, near.length > 1 ? near : []);
}
