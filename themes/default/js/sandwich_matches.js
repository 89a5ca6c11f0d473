"use strict";

/**
 * The match a step away from the selected frame of a sandwich, going round at either end: the callers' come first, and
 * then the callees'.
 * @param {readonly SandwichHalf[]} halves
 * @param {SandwichHalf} active the one with the selected frame
 * @param {1 | -1} direction
 * @returns {{half: SandwichHalf, row: number, place: number, count: number} | null} place counted from 1
 */
function nextSandwichMatch(halves, active, direction) {
  const matches = halves.flatMap((half) => half.matchedRows.map((row) => ({ half, row })));
  const here = halves.indexOf(active);
  const distances = matches.map(({ half, row }) => halves.indexOf(half) - here || row - active.selected);
  const count = matches.length;
  if (count === 0) {
    return null;
  }
  const before = distances.filter((distance) => distance < 0).length;
  const following = distances.findIndex((distance) => distance > 0);
  const index = direction > 0 ? Math.max(0, following) : (before + count - 1) % count;
  return { ...matches[index], place: index + 1, count };
}
