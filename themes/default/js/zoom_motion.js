"use strict";

/**
 * Where a picture's rows lie: the part of the metric that fills the width, and the rows with how far they are scrolled.
 *
 * @typedef {object} Placement
 * @property {RowGeometry} geometry
 * @property {number} scroll px between the root's outer edge and the edge of what is in sight
 * @property {number} start in the metric's unit
 * @property {number} scale px a unit
 */

/**
 * How a row's picture has to be moved and stretched to lie where it lay before.
 * @param {Placement} before
 * @param {Placement} after
 * @param {number} depth
 * @returns {{x: number, y: number, stretch: number}}
 */
function earlierPlace(before, after, depth) {
  const rise = after.geometry.isFlame ? -1 : 1;
  return {
    x: (after.start - before.start) * before.scale,
    y: rise * (before.geometry.offset(depth) - before.scroll - (after.geometry.offset(depth) - after.scroll)),
    stretch: after.scale > 0 ? before.scale / after.scale : 1,
  };
}

/**
 * Lets the rows of a new picture come from where they lay in the one before, so that the eye can follow a zoom.
 * Ancestors of the zoomed frame fill the width in every picture and only change their row.
 * @param {readonly RowGroup[]} groups
 * @param {Placement} before
 * @param {Placement} after
 */
function animateZoom(groups, before, after) {
  const DURATION_MS = 180;
  if (matchMedia("(prefers-reduced-motion: reduce)").matches) {
    return;
  }
  for (const { depth, element } of groups) {
    const { x, y, stretch } = earlierPlace(before, after, depth);
    const top = after.geometry.top(depth);
    const from = after.geometry.isSlim(depth)
      ? `translate(0px, ${top + y}px)`
      : `translate(${x}px, ${top + y}px) scaleX(${stretch})`;
    element.animate([{ transform: from }, { transform: `translate(0px, ${top}px) scaleX(1)` }], {
      duration: DURATION_MS,
      easing: "cubic-bezier(0.2, 0.6, 0.2, 1)",
    });
  }
}
