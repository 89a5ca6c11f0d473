"use strict";

/*
 * How a weight is written for a person: the same rules as sitegen/model/units.py, held to one table by
 * tests/data/numbers.json. Digits are rounded half up on the exact binary value, which is what toExponential and toFixed
 * do; a decimal point is moved in the text, never by a multiplication that would round a second time.
 */

/**
 * `per` is what the weight was divided by, where it was: "s", "request". The unit "share" is a part of the whole.
 * @typedef {{name: string, unit: string, per?: string}} Metric
 */

/**
 * A weight with its unit: "1.63 s", "1,234 samples", "21.3 µs/request", of a share "12.00%".
 * @param {number} value in the metric's unit
 * @param {Metric} metric
 * @returns {string}
 */
function formatWeight(value, metric) {
  return metric.per ? `${withUnit(value, metric)}/${metric.per}` : withUnit(value, metric);
}

/**
 * A difference of two weights with its sign; that of two shares in points.
 * @param {number} change in the metric's unit
 * @param {Metric} metric
 * @returns {string}
 */
function formatChange(change, metric) {
  return metric.unit === "share" ? formatPoints(100 * change) : (change > 0 ? "+" : "") + formatWeight(change, metric);
}

/**
 * From one to the other, with the unit once where it is the same: "-4.50 to +3.50 points".
 * @param {string} low
 * @param {string} high
 * @returns {string}
 */
function formatRange(low, high) {
  const [number, ...unit] = low.split(" ");
  return unit.length > 0 && high.endsWith(` ${unit.join(" ")}`) ? `${number} to ${high}` : `${low} to ${high}`;
}

/**
 * @param {number} value
 * @param {Metric} metric
 * @returns {string}
 */
function withUnit(value, metric) {
  switch (metric.unit) {
    case "share":
      return formatShare(value);
    case "nanoseconds":
      return formatTime(value, -9);
    case "microseconds":
      return formatTime(value, -6);
    case "milliseconds":
      return formatTime(value, -3);
    case "seconds":
      return formatTime(value, 0);
    case "bytes":
      return formatBytes(value);
    case "kilobytes":
      return formatBytes(value * 1024);
    case "megabytes":
      return formatBytes(value * 1024 * 1024);
  }
  const isCount = metric.unit === "count";
  const noun = isCount ? metric.name.replaceAll("_", " ") : metric.unit;
  if (isCount && value === 1 && noun.endsWith("s")) {
    return `1 ${noun.slice(0, -1)}`;
  }
  // The one metric that Go names in the singular.
  return `${formatNumber(value)} ${value !== 1 && noun === "goroutine" ? "goroutines" : noun}`;
}

/**
 * A bare number: whole ones with commas, others with three significant digits.
 * @param {number} value
 * @returns {string}
 */
function formatNumber(value) {
  return Number.isInteger(value) ? withCommas(BigInt(value).toString()) : significantText(value, 0);
}

/**
 * A share as a percentage: two decimals from 1 % up, two significant digits below.
 * @param {number} share 1 is all
 * @returns {string}
 */
function formatShare(share) {
  if (share === 0) {
    return "0%";
  }
  if (Math.abs(share) < 0.01) {
    return `${withoutIdleZeros(moveDecimalPoint(share.toExponential(1), 2))}%`;
  }
  const text = moveDecimalPoint(share.toFixed(4), 2);
  return `${/^-?100\.00$/.test(text) ? text.slice(0, -3) : text}%`;
}

/**
 * A difference of shares: "+1.23 points".
 * @param {number} points in percentage points
 * @returns {string}
 */
function formatPoints(points) {
  const text = points.toFixed(2).replace(/^-(?=0\.00$)/, "");
  return `${text.startsWith("-") ? "" : "+"}${text} points`;
}

/**
 * @param {number} value
 * @param {number} exponent the value is in seconds times ten to this
 * @returns {string}
 */
function formatTime(value, exponent) {
  const magnitude = decimalExponent(value) + exponent;
  if (magnitude >= 0) {
    return `${significantText(value, exponent)} s`;
  }
  if (magnitude >= -3) {
    return `${significantText(value, exponent + 3)} ms`;
  }
  return magnitude >= -6 ? `${significantText(value, exponent + 6)} µs` : `${significantText(value, exponent + 9)} ns`;
}

/**
 * @param {number} bytes
 * @returns {string}
 */
function formatBytes(bytes) {
  let scaled = bytes; // dividing by 1024 is exact
  for (const unit of ["B", "KiB", "MiB", "GiB"]) {
    if (Math.abs(scaled) < 1024) {
      return `${significantText(scaled, 0)} ${unit}`;
    }
    scaled /= 1024;
  }
  return `${significantText(scaled, 0)} TiB`;
}

/**
 * The value times ten to `shift`: three significant digits below a thousand, whole and with commas from there.
 * @param {number} value
 * @param {number} shift
 * @returns {string}
 */
function significantText(value, shift) {
  const magnitude = decimalExponent(value) + shift;
  return magnitude >= 3
    ? withCommas(moveDecimalPoint(value.toExponential(magnitude), shift))
    : withoutIdleZeros(moveDecimalPoint(value.toExponential(2), shift));
}

/**
 * The exponent of the first significant digit. Twenty digits say it of every double: fewer would round 0.99999... up.
 * @param {number} value
 * @returns {number} for zero -Infinity
 */
function decimalExponent(value) {
  return value === 0 ? -Infinity : Number(value.toExponential(20).split("e")[1]);
}

/**
 * A decimal number's text with its point moved to the right, written out without an exponent.
 * @param {string} text as toExponential or toFixed write it
 * @param {number} places
 * @returns {string}
 */
function moveDecimalPoint(text, places) {
  const [mantissa, exponent = "0"] = text.split("e");
  const sign = mantissa.startsWith("-") ? "-" : "";
  const [whole, fraction = ""] = mantissa.slice(sign.length).split(".");
  const at = whole.length + Number(exponent) + places;
  const digits = (whole + fraction).padEnd(at, "0").padStart(whole.length + fraction.length + Math.max(0, 1 - at), "0");
  const point = Math.max(1, at);
  const moved = point < digits.length ? `${digits.slice(0, point)}.${digits.slice(point)}` : digits;
  return sign + moved.replace(/^0+(?=\d)/, "");
}

/**
 * @param {string} text
 * @returns {string}
 */
function withoutIdleZeros(text) {
  return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
}

/**
 * @param {string} digits of a whole number
 * @returns {string}
 */
function withCommas(digits) {
  return digits.replace(/\B(?=(?:\d{3})+$)/g, ",");
}
