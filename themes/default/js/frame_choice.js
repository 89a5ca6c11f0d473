"use strict";

/*
 * Which frames a reader means, named as authors name them: log.Printf, literally; "log.Printf", for names with signs of
 * their own; /^log\./, a pattern.
 */

/**
 * @param {string} text
 * @returns {{test(name: string): boolean}} throws a PatternError for a pattern that cannot be read
 */
function nameTest(text) {
  if (text.length > 2 && text.startsWith("/") && text.endsWith("/")) {
    return Pattern.compile(text.slice(1, -1));
  }
  const literal = /^"(?:[^"\\]|\\["\\])*"$/.test(text) ? text.slice(1, -1).replace(/\\(["\\])/g, "$1") : text;
  return { test: (name) => name === literal };
}

/**
 * @param {string} name
 * @returns {string} what names a frame of just this name
 */
function literalChoice(name) {
  return /^["/]/.test(name) ? `"${name.replace(/["\\]/g, "\\$&")}"` : name;
}

/**
 * The named frames, found in slices.
 * @param {FrameTable} frames
 * @param {string} text
 * @returns {Generator<void, Uint8Array, void>} 1 for each named row of the table
 */
function* namedFrames(frames, text) {
  const SLICE_MS = 4;
  const scan = new NameScan(frames, nameTest(text));
  while (!scan.run(SLICE_MS)) {
    yield;
  }
  return scan.matchedFrames();
}

/**
 * @param {Pick<TreeParts, "frames" | "frame">} tree
 * @param {string} text
 * @returns {string} why it names no frame of the tree, or ""
 */
function problemWithChoice({ frames, frame }, text) {
  try {
    const test = nameTest(text);
    const LONG_MS = 200; // a pattern that takes longer is believed
    const scan = new NameScan(frames, test);
    const isKnown = !scan.run(LONG_MS) || hasMarked(frame, scan.matchedFrames());
    return isKnown ? "" : `there is no function “${shortened(text)}”`;
  } catch (error) {
    if (!(error instanceof PatternError)) {
      throw error;
    }
    return error.message;
  }
}

/**
 * @param {Int32Array} frame of each row
 * @param {Uint8Array} marks
 * @returns {boolean} whether a row is of a marked frame: a page's trees share their frames
 */
function hasMarked(frame, marks) {
  return frame.some((number) => number >= 0 && marks[number] === 1);
}
