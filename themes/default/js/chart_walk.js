"use strict";

/**
 * From a stretch to another one: to the call before or after it in its track, to its caller, to its longest call.
 * @param {Timeline} timeline
 * @param {number} row
 * @param {"before" | "after" | "caller" | "longest"} step
 * @returns {number} the same row where there is none
 */
function chartStep(timeline, row, step) {
  const { tree, begin, end, track } = timeline;
  if (step === "caller") {
    return track[tree.parent[row]] >= 0 ? tree.parent[row] : row;
  }
  if (step === "longest") {
    let longest = row;
    for (let child = row + 1; child < tree.end[row]; child = tree.end[child]) {
      longest = longest === row || timeline.length(child) > timeline.length(longest) ? child : longest;
    }
    return longest;
  }
  const beside =
    step === "after"
      ? { from: end[row], to: Number.POSITIVE_INFINITY }
      : { from: Number.NEGATIVE_INFINITY, to: begin[row] };
  const found = stretchesBetween(timeline, track[row], beside).filter((other) =>
    step === "after" ? other > row : other < row,
  );
  return (step === "after" ? found[0] : found[found.length - 1]) ?? row;
}
