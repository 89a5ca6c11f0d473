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
  if (matchMedia("(prefers-reduced-motion: reduce)").matches) {
    return;
  }
  const { geometry } = after;
  for (const { depth, element } of groups) {
    const { x, y, stretch } = earlierPlace(before, after, depth);
    const top = geometry.top(depth);
    const from = geometry.isSlim(depth)
      ? `translate(0px, ${top + y}px)`
      : `translate(${x}px, ${top + y}px) scaleX(${stretch})`;
    element.animate([{ transform: from }, { transform: `translate(0px, ${top}px)` }], timing);
  }
  const { x, y, stretch } = earlierPlace(before, after, geometry.zoomDepth);
  slivers.animate([{ transform: `translate(${x}px, ${y}px) scaleX(${stretch})` }, { transform: "none" }], timing);
  marks.animate([{ opacity: 0 }, { opacity: 0, offset: 0.7 }, { opacity: 1 }], timing);
}
