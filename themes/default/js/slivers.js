"use strict";

/**
 * Frames too narrow for a label in a large picture, and hatched runs: one path for each look. A thousand of them cost
 * less than ten elements; the pointer finds them by their place.
 */
class Slivers {
  /** @type {Map<string, {element: SVGPathElement, shape: string}>} */
  #paths = new Map();

  constructor() {
    this.element = svgElement("g", "slivers");
    this.element.setAttribute("aria-hidden", "true");
  }

  /** Starts a new painting. */
  begin() {
    for (const path of this.#paths.values()) {
      path.shape = "";
    }
  }

  /**
   * @param {string} className
   * @param {Box} box
   */
  add(className, box) {
    let path = this.#paths.get(className);
    if (path === undefined) {
      path = { element: svgElement("path", className), shape: "" };
      this.#paths.set(className, path);
    }
    path.shape += boxShape(box);
  }

  /** Ends the painting: the shapes go into the document. */
  end() {
    for (const { element, shape } of this.#paths.values()) {
      if (shape === "") {
        element.remove();
      } else {
        element.setAttribute("d", shape);
        if (element.parentNode === null) {
          this.element.append(element);
        }
      }
    }
  }
}

/**
 * @param {Box} box
 * @returns {string} a path around it
 */
function boxShape({ left, top, width, height }) {
  const wide = roundedPx(width);
  return `M${roundedPx(left)} ${top}h${wide}v${height}h-${wide}z`;
}
