"use strict";

/**
 * Asks for a menu at a place: by the right button of a mouse, and by a finger that rests. What the finger then lifts off
 * is not pressed.
 */
class MenuGestures {
  static LONG_MS = 500;
  /** A finger never rests quite still. */
  static STILL_PX = 10;

  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #start = { x: 0, y: 0 };
  #isTouch = false;
  #isOpened = false;

  /**
   * @param {Element} element
   * @param {(x: number, y: number, isTouch: boolean) => boolean} open whether there was something to open a menu on
   */
  constructor(element, open) {
    this.open = open;
    element.addEventListener("pointerdown", (event) => this.#press(/** @type {PointerEvent} */ (event)));
    element.addEventListener("pointermove", (event) => this.#move(/** @type {PointerEvent} */ (event)));
    for (const name of ["pointerup", "pointercancel", "pointerleave"]) {
      element.addEventListener(name, () => clearTimeout(this.#timer));
    }
    element.addEventListener("contextmenu", (event) => this.#onMenu(/** @type {MouseEvent} */ (event)));
    // In the capture phase: before those that take the lift for a press.
    element.addEventListener("click", (event) => this.#onClick(event), true);
  }

  /** @param {PointerEvent} event */
  #press({ pointerType, isPrimary, clientX: x, clientY: y }) {
    clearTimeout(this.#timer);
    this.#isOpened = false;
    this.#isTouch = pointerType === "touch";
    this.#start = { x, y };
    if (this.#isTouch && isPrimary) {
      this.#timer = setTimeout(() => {
        this.#isOpened = this.open(x, y, true);
      }, MenuGestures.LONG_MS);
    }
  }

  /** @param {PointerEvent} event */
  #move({ clientX, clientY }) {
    if (Math.hypot(clientX - this.#start.x, clientY - this.#start.y) > MenuGestures.STILL_PX) {
      clearTimeout(this.#timer);
    }
  }

  /** @param {MouseEvent} event which some browsers send for a resting finger too, before or after our own time is up */
  #onMenu(event) {
    if (event.shiftKey) {
      return; // the way to the browser's own menu
    }
    clearTimeout(this.#timer);
    const isOpened = this.#isOpened || this.open(event.clientX, event.clientY, this.#isTouch);
    this.#isOpened = isOpened && this.#isTouch;
    if (isOpened) {
      event.preventDefault();
    }
  }

  /** @param {Event} event */
  #onClick(event) {
    if (this.#isOpened) {
      this.#isOpened = false;
      event.stopImmediatePropagation();
      event.preventDefault();
    }
  }
}
