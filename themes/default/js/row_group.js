"use strict";

/**
 * A frame of the picture as it is to be painted.
 *
 * @typedef {object} PaintedFrame
 * @property {number} row
 * @property {number} left in px
 * @property {number} width in px
 * @property {string} className
 * @property {string} label
 * @property {number} labelLeft where its room begins, in px
 */

/** The frames of one depth that have elements of their own. They are kept, and set anew from left to right. */
class RowGroup {
  /** Where a label's baseline lies in a row, and in the slim row of an ancestor. */
  static BASELINE = 13.5;
  static SLIM_BASELINE = 10;
  static INSET = 4;

  /** @type {FrameElement[]} */
  #frames = [];
  #used = 0;
  /** @type {FrameElement | null} */
  #kept = null;
  #height = 0;

  /** @param {number} depth */
  constructor(depth) {
    this.depth = depth;
    this.element = svgElement("g", "row");
    /** Says when the group was last painted. */
    this.turn = 0;
  }

  /** @returns {readonly FrameElement[]} the painted frames that are elements, from left to right */
  get frames() {
    return this.#frames.slice(0, this.#used);
  }

  /**
   * Starts a new painting.
   * @param {number} turn
   * @param {number} top
   * @param {number} height of the frames
   * @param {number} kept the row whose element stays its own, so that the keyboard's focus stays on it
   */
  begin(turn, top, height, kept) {
    this.turn = turn;
    this.#used = 0;
    this.#height = height;
    const index = this.#frames.findIndex((frame) => frame.row === kept);
    this.#kept = index < 0 ? null : this.#frames.splice(index, 1)[0];
    setAttribute(this.element, "transform", `translate(0 ${top})`);
  }

  /** @param {PaintedFrame} frame */
  addFrame(frame) {
    if (this.#kept !== null && this.#kept.row === frame.row) {
      this.#frames.splice(this.#used, 0, this.#kept);
      this.#kept = null;
    }
    this.#frames[this.#used] ??= new FrameElement(this.depth);
    const element = this.#frames[this.#used];
    element.show(frame, this.#height);
    if (element.group.parentNode === null) {
      this.element.append(element.group);
    }
    this.#used += 1;
  }

  /** Takes out the frames that the last painting did not use; the focus has left them by now. */
  takeOutUnused() {
    if (this.#kept !== null) {
      this.#frames.push(this.#kept);
      this.#kept = null;
    }
    for (const unused of this.#frames.slice(this.#used)) {
      unused.row = -1;
      unused.group.remove();
    }
  }
}

/** The elements of a frame, and what they show now, so that only changes reach the document. */
class FrameElement {
  #className = "";
  #left = -1;
  #width = -1;
  #height = 0;
  #label = "";
  #labelLeft = -1;
  #title = svgElement("title");
  #rect = svgElement("rect");
  #text = svgElement("text");

  /** @param {number} depth */
  constructor(depth) {
    this.row = -1;
    this.depth = depth;
    this.group = svgElement("g");
    this.#rect.setAttribute("rx", "1.5");
    this.group.append(this.#title, this.#rect);
  }

  /**
   * @param {PaintedFrame} frame
   * @param {number} height
   */
  show({ row, left, width, className, label, labelLeft }, height) {
    this.row = row;
    if (className !== this.#className) {
      this.#className = className;
      this.group.setAttribute("class", className);
    }
    if (width !== this.#width) {
      this.#width = width;
      this.#rect.setAttribute("width", String(roundedPx(width)));
    }
    if (height !== this.#height) {
      this.#height = height;
      this.#rect.setAttribute("height", String(height));
      this.#text.setAttribute("y", String(height < 15 ? RowGroup.SLIM_BASELINE : RowGroup.BASELINE));
    }
    if (left !== this.#left) {
      this.#left = left;
      this.#rect.setAttribute("x", String(roundedPx(left)));
    }
    if (labelLeft !== this.#labelLeft) {
      this.#labelLeft = labelLeft;
      this.#text.setAttribute("x", String(roundedPx(labelLeft + RowGroup.INSET)));
    }
    if (label !== this.#label) {
      this.#label = label;
      this.#text.textContent = label;
      if (label === "") {
        this.#text.remove();
      } else if (this.#text.parentNode === null) {
        this.group.append(this.#text);
      }
    }
  }

  /**
   * Says what the frame is, as the static picture does.
   * @param {string} title
   * @param {string} weight exact, in the metric's unit
   */
  describe(title, weight) {
    if (this.#title.textContent !== title) {
      this.#title.textContent = title;
      this.group.dataset.w = weight;
    }
  }

  /**
   * Makes the frame an item of the tree, which needs a name: it has to be described first, or be the Tab stop.
   * @param {TreeItem} [item] where more is known than its level
   */
  becomeItem({ place, isExpanded } = { place: null, isExpanded: null }) {
    setAttribute(this.group, "role", "treeitem");
    setAttribute(this.group, "aria-level", String(this.depth + 1));
    setAttribute(this.group, "aria-posinset", place === null ? null : String(place.position));
    setAttribute(this.group, "aria-setsize", place === null ? null : String(place.count));
    setAttribute(this.group, "aria-expanded", isExpanded === null ? null : String(isExpanded));
  }

  /** @param {boolean} isShown the browser's own tooltip would stand beside ours */
  showTitle(isShown) {
    if (isShown) {
      this.group.prepend(this.#title);
    } else {
      this.#title.remove();
    }
  }
}

/**
 * @param {number} px
 * @returns {number} to a hundredth
 */
function roundedPx(px) {
  return Math.round(px * 100) / 100;
}
