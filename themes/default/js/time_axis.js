"use strict";

/*
 * The ticks of an axis of time: the same rule as sitegen/drawing/time_axis.py, held to one table by
 * tests/data/time_axis.json. Times are nanoseconds.
 */

const TIME_AXIS = {
  NARROWEST_TICK_PX: 110,
  /** How many decimal places each unit has until a nanosecond. */
  PLACES: /** @type {const} */ ([
    ["s", 9],
    ["ms", 6],
    ["µs", 3],
    ["ns", 0],
  ]),
};

/**
 * Ticks at round times, all in the unit of the later end.
 * @param {TimeWindow} window
 * @param {number} widthPx
 * @returns {{at: number, label: string}[]}
 */
function timeTicks({ from, to }, widthPx) {
  if (!(to > from)) {
    return [];
  }
  const step = timeStep((to - from) / Math.max(1, Math.floor(widthPx / TIME_AXIS.NARROWEST_TICK_PX)));
  const ticks = [];
  for (let number = Math.ceil(from / step); number <= Math.floor(to / step); number += 1) {
    ticks.push({ at: step * number, label: timeText(step * number, to) });
  }
  return ticks;
}

/**
 * A time to the nanosecond, in the unit that another one reaches: "1.230002 s".
 * @param {number} at
 * @param {number} to
 * @returns {string}
 */
function timeText(at, to) {
  const [unit, places] = TIME_AXIS.PLACES.find(([, digits]) => to >= 10 ** digits) ?? TIME_AXIS.PLACES[3];
  return `${withoutIdleZeros(moveDecimalPoint(Math.round(at).toFixed(0), -places))} ${unit}`;
}

/**
 * A time under the pointer: as exact as a pixel is.
 * @param {number} at
 * @param {TimeWindow} window
 * @param {number} widthPx
 * @returns {string}
 */
function cursorText(at, { from, to }, widthPx) {
  const pixel = timeStep(Math.max(1, (to - from) / Math.max(1, widthPx)));
  return timeText(Math.round(at / pixel) * pixel, to);
}

/**
 * @param {number} least
 * @returns {number} the smallest 1, 2 or 5 times a power of ten that is at least as large; there are no parts of 1
 */
function timeStep(least) {
  let power = 1;
  while (power * 5 < least) {
    power *= 10;
  }
  return [power, 2 * power, 5 * power].find((step) => step >= least) ?? power;
}
