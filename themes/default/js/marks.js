"use strict";

/**
 * @typedef {{left: number, top: number, width: number, height: number}} Box in px of the picture
 */

/** What lies over the frames: the outline under the pointer, its likes, and the selection, which catch no pointer. */
class Marks {
  #alike = svgElement("path", "mark-alike");
  #hovered = svgElement("rect", "mark-hovered");
  #selected = svgElement("rect", "mark-selected");

  /** @param {SVGSVGElement} svg */
  constructor(svg) {
    /** All that lies over the frames; pins come beside the marks. */
    this.element = svgElement("g", "overlay");
    this.element.setAttribute("aria-hidden", "true");
    const marks = svgElement("g", "marks");
    marks.append(this.#alike, this.#hovered, this.#selected);
    this.element.append(marks);
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
