"use strict";

/*
 * Where the pins of callouts stand in a picture: the rule of sitegen/drawing/pins.py, held to one table by
 * tests/data/pins.json.
 *
 * A pin is a numbered disc at the left end of the frame that it names. Where that is too narrow, the pin stands on the
 * nearest caller with room for it, right where the named frame is, and is a ring: it is inside.
 */

/**
 * A callout as the page's data has it: its pin belongs on `row`, all of `rows` light up.
 *
 * @typedef {{id: string, number: number, row: number, rows: number[]}} PinnedCallout
 *
 * A pin on the frame of `row`: of which callout, counted from 0, where the named frame is, and the disc's centre in px.
 *
 * @typedef {{callout: number, row: number, home: number, x: number, isInside: boolean}} Pin
 */

const PIN_PX = 13;
const PIN_GAP_PX = 2;
const PIN_INSET_PX = 3;
const NARROWEST_PINNED_PX = 14;

/**
 * The pins of a picture by row and from left to right; none for a callout all of whose frames lie outside of it.
 * @param {CallTree} tree
 * @param {number} metric
 * @param {Picture} picture
 * @param {readonly PinnedCallout[]} callouts
 * @returns {Pin[]}
 */
function placePins(tree, metric, picture, callouts) {
  const { zoom, threshold, reach, widthPx } = picture;
  const narrowest = Math.max(NARROWEST_PINNED_PX, threshold);
  const roomOf = (/** @type {number} */ row) => {
    const { width } = placeOf(tree, metric, picture, row);
    const isDrawn = row <= zoom || (tree.depth[row] <= reach && width >= narrowest);
    return isDrawn && width >= NARROWEST_PINNED_PX ? pinCapacity(width) : 0;
  };
  const homes = callouts.map((callout) => homeOf(tree, metric, zoom, callout));
  const isGuest = (/** @type {number} */ callout) => homes[callout] < 0 || roomOf(homes[callout]) === 0;
  // Who has a frame of his own to stand on comes before those who are only guests there.
  const order = [...callouts.keys()].sort((one, other) => Number(isGuest(one)) - Number(isGuest(other)));
  /** @type {Map<number, Pin[]>} */
  const hosts = new Map();
  for (const callout of order) {
    const home = homes[callout];
    let row = home;
    while (row >= 0 && (hosts.get(row)?.length ?? 0) >= roomOf(row)) {
      row = tree.parent[row];
    }
    if (row < 0) {
      continue;
    }
    const { left, width } = placeOf(tree, metric, picture, home);
    const isInside = row !== home;
    const x = isInside ? Math.min(Math.max(left + width / 2, 0), widthPx) : Number.NEGATIVE_INFINITY;
    hosts.set(row, [...(hosts.get(row) ?? []), { callout, row, home, x, isInside }]);
  }
  return [...hosts]
    .sort(([one], [other]) => one - other)
    .flatMap(([row, pins]) => spreadPins(pins, placeOf(tree, metric, picture, row)));
}

/**
 * For the rows with pins the widest stretch that these leave free: the room of the label.
 * @param {CallTree} tree
 * @param {number} metric
 * @param {Picture} picture
 * @param {readonly Pin[]} pins
 * @returns {Map<number, {left: number, width: number}>}
 */
function labelRooms(tree, metric, picture, pins) {
  /** @type {Map<number, {left: number, width: number}>} */
  const rooms = new Map();
  for (const row of new Set(pins.map((pin) => pin.row))) {
    const { left, width } = placeOf(tree, metric, picture, row);
    const centres = pins.filter((pin) => pin.row === row).map(({ x }) => x);
    const starts = [left, ...centres.map((x) => x + PIN_PX / 2)];
    const ends = [...centres.map((x) => x - PIN_PX / 2), left + width];
    const widths = starts.map((start, index) => ends[index] - start);
    const widest = widths.indexOf(Math.max(...widths));
    rooms.set(row, { left: starts[widest], width: widths[widest] });
  }
  return rooms;
}

/**
 * The callout's own row, or where that is not in the picture the widest of the others; -1 without any.
 * @param {CallTree} tree
 * @param {number} metric
 * @param {number} zoom
 * @param {PinnedCallout} callout
 * @returns {number}
 */
function homeOf(tree, metric, zoom, { row, rows }) {
  const isInPicture = (/** @type {number} */ other) =>
    tree.width(other, metric) > 0 && (isInside(tree, other, zoom) || isAbove(tree, other, zoom));
  if (isInPicture(row)) {
    return row;
  }
  let widest = -1;
  for (const other of rows) {
    if (isInPicture(other) && (widest < 0 || tree.width(other, metric) > tree.width(widest, metric))) {
      widest = other;
    }
  }
  return widest;
}

/**
 * @param {number} width of a frame in px
 * @returns {number} between its ends and a pin
 */
function pinInset(width) {
  return Math.min(PIN_INSET_PX, (width - PIN_PX) / 2);
}

/**
 * @param {number} width of a frame in px
 * @returns {number} how many pins fit beside each other
 */
function pinCapacity(width) {
  return Math.trunc((width - 2 * pinInset(width) + PIN_GAP_PX) / (PIN_PX + PIN_GAP_PX));
}

/**
 * The pins of one frame as near to where they belong as they can be side by side.
 * @param {readonly Pin[]} pins
 * @param {{left: number, width: number}} place of the frame
 * @returns {Pin[]} from left to right
 */
function spreadPins(pins, { left, width }) {
  const step = PIN_PX + PIN_GAP_PX;
  const inset = pinInset(width) + PIN_PX / 2;
  const ordered = [...pins].sort((one, other) => (one.x === other.x ? one.callout - other.callout : one.x - other.x));
  let least = left + inset;
  return ordered.map((pin, index) => {
    const most = left + width - inset - step * (ordered.length - 1 - index);
    const x = Math.min(Math.max(pin.x, least), most);
    least = x + step;
    return { ...pin, x };
  });
}
