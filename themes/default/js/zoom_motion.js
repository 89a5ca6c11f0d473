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
 * Lets a new picture come from where its rows lay in the one before, so that the eye can follow a zoom. Ancestors of the
 * zoomed frame fill the width in every picture and only change their row.
 * @param {Painter} painter
 * @param {SVGGElement} marks come when the picture stands
 * @param {Placement} before
 * @param {Placement} after
 */
function animateZoom({ groups, slivers }, marks, before, after) {
  const timing = { duration: 180, easing: "cubic-bezier(0.2, 0.6, 0.2, 1)" };
  // Added to where a row lies: a motion in place of that makes a layer of every row, at its largest stretch, which took
  // 400 MiB after a few zooms.
  /** @type {KeyframeAnimationOptions} */
  const motion = { ...timing, composite: "add" };
  if (matchMedia("(prefers-reduced-motion: reduce)").matches) {
    return;
  }
  const { geometry } = after;
  for (const { depth, element } of groups) {
    const { x, y, stretch } = earlierPlace(before, after, depth);
    const from = geometry.isSlim(depth) ? `translate(0px, ${y}px)` : `translate(${x}px, ${y}px) scaleX(${stretch})`;
    element.animate([{ transform: from }, { transform: "none" }], motion);
  }
  const { x, y, stretch } = earlierPlace(before, after, geometry.zoomDepth);
  slivers.animate([{ transform: `translate(${x}px, ${y}px) scaleX(${stretch})` }, { transform: "none" }], motion);
  marks.animate([{ opacity: 0 }, { opacity: 0, offset: 0.7 }, { opacity: 1 }], timing);
}
