"use strict";

/*
 * Short marks of how a frame's code came to run: the same rules as sitegen/drawing/badges.py, held to one table by
 * tests/data/palette.json.
 */

/**
 * @param {number} kind as the frame table has it
 * @returns {string} "" where it is nothing special, or the name says so
 */
function kindBadge(kind) {
  return ["", "[i]", "[k]", "[j]"][kind] ?? "";
}

/**
 * @param {CallTree} tree
 * @param {number} row
 * @returns {string} the badge of the row's frame
 */
function rowBadge(tree, row) {
  const frame = tree.frame[row];
  return frame < 0 ? "" : kindBadge(tree.frames.columns.kind[frame]);
}

/**
 * A label with a badge behind it where there is room for it: never at the cost of the name.
 * @param {string} label
 * @param {string} badge
 * @param {number} widthPx
 * @param {number} [characterPx]
 * @returns {string}
 */
function badgedLabel(label, badge, widthPx, characterPx = 6.9) {
  const room = Math.trunc((widthPx - 8) / characterPx);
  const isCut = label === "" || label.endsWith("…");
  const isRoom = badge !== "" && !isCut && countCharacters(label, room) + 1 + badge.length <= room;
  return isRoom ? `${label} ${badge}` : label;
}
