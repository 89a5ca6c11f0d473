"use strict";

/**
 * A stretch of the recording, in nanoseconds since its beginning.
 *
 * @typedef {{from: number, to: number}} TimeWindow
 */

/** The least that a window may show: at a tenth of a nanosecond a pixel there is nothing more to see. */
const LEAST_WINDOW_NS = 100;

/**
 * The window moved and shrunk so that it lies in the recording, and not below what can be shown.
 * @param {TimeWindow} window
 * @param {TimeWindow} whole
 * @returns {TimeWindow}
 */
function windowWithin({ from, to }, whole) {
  const longest = whole.to - whole.from;
  const length = Math.min(longest, Math.max(LEAST_WINDOW_NS, to - from));
  const start = Math.min(Math.max(from, whole.from), whole.to - length);
  return { from: start, to: start + length };
}

/**
 * @param {TimeWindow} window
 * @param {number} at what stays in its place
 * @param {number} factor above 1 shows more
 * @param {TimeWindow} whole
 * @returns {TimeWindow}
 */
function zoomedWindow({ from, to }, at, factor, whole) {
  const longest = whole.to - whole.from;
  const length = Math.min(longest, Math.max(Math.min(LEAST_WINDOW_NS, longest), (to - from) * factor));
  const start = at - ((at - from) / (to - from)) * length;
  return windowWithin({ from: start, to: start + length }, whole);
}

/**
 * @param {TimeWindow} window
 * @param {number} by
 * @param {TimeWindow} whole
 * @returns {TimeWindow}
 */
function movedWindow({ from, to }, by, whole) {
  return windowWithin({ from: from + by, to: to + by }, whole);
}

/**
 * The window, moved where it does not hold the stretch; one that is longer than the window is shown whole, unless the
 * window lies in it.
 * @param {TimeWindow} window
 * @param {TimeWindow} stretch
 * @param {TimeWindow} whole
 * @returns {TimeWindow}
 */
function windowThatShows(window, stretch, whole) {
  const isInSight = stretch.from >= window.from && stretch.to <= window.to;
  const isAllAround = stretch.from <= window.from && stretch.to >= window.to;
  if (isInSight || isAllAround) {
    return window;
  }
  const length = window.to - window.from;
  if (stretch.to - stretch.from > length) {
    return windowWithin(stretch, whole);
  }
  const middle = (stretch.from + stretch.to) / 2;
  return windowWithin({ from: middle - length / 2, to: middle + length / 2 }, whole);
}

/**
 * @param {TimeWindow} one
 * @param {TimeWindow} other
 * @returns {boolean} whether they are the same to the nanosecond
 */
function isSameWindow(one, other) {
  return Math.round(one.from) === Math.round(other.from) && Math.round(one.to) === Math.round(other.to);
}

/**
 * A time as links write it: seconds, exact to the nanosecond.
 * @param {number} at in nanoseconds
 * @returns {string}
 */
function linkSeconds(at) {
  return withoutIdleZeros(moveDecimalPoint(Math.round(at).toFixed(0), -9));
}

/**
 * The window that a link's `from` and `to` name, seconds as text; one of them alone reaches to the end of the recording.
 * @param {string | undefined} from
 * @param {string | undefined} to
 * @returns {TimeWindow | null} null where they are no times, or the wrong way round
 */
function windowOfLink(from, to) {
  const isTime = (/** @type {string} */ text) => /^\d{1,9}(\.\d{1,12})?$/.test(text);
  if (!isTime(from ?? "0") || !isTime(to ?? "0")) {
    return null;
  }
  const window = {
    from: Math.round(Number(from ?? 0) * 1e9),
    to: to === undefined ? Number.POSITIVE_INFINITY : Math.round(Number(to) * 1e9),
  };
  return window.to > window.from ? window : null;
}
