"use strict";

/**
 * @typedef {{left: number, top: number, width: number, height: number}} Box in px of the picture
 */

/** What lies over the frames and catches no pointer: the outline under the pointer, its likes, and the selection. */
class Marks {
  #alike = svgElement("path", "mark-alike");
  #hovered = svgElement("rect", "mark-hovered");
  #selected = svgElement("rect", "mark-selected");

  /** @param {SVGSVGElement} svg */
  constructor(svg) {
    this.element = svgElement("g", "marks");
    this.element.setAttribute("aria-hidden", "true");
    this.element.append(this.#alike, this.#hovered, this.#selected);
    svg.append(this.element);
  }

  /**
   * @param {Box | null} hovered
   * @param {readonly Box[]} alike frames of the same function
   */
  showHover(hovered, alike) {
    Marks.#place(this.#hovered, hovered);
    this.#alike.setAttribute("d", alike.map(boxShape).join(""));
  }

  /** @param {Box | null} selected */
  showSelection(selected) {
    Marks.#place(this.#selected, selected);
  }

  /**
   * @param {SVGRectElement} rect
   * @param {Box | null} box
   */
  static #place(rect, box) {
    const NARROWEST = 2; // px, so that a sliver can be seen to be marked
    rect.setAttribute("x", String(roundedPx(box?.left ?? 0)));
    rect.setAttribute("y", String(box?.top ?? 0));
    rect.setAttribute("width", String(box === null ? 0 : Math.max(NARROWEST, roundedPx(box.width))));
    rect.setAttribute("height", String(box?.height ?? 0));
  }
}
