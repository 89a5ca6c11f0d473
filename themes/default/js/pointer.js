"use strict";

/**
 * What the pointer does to a picture.
 *
 * @typedef {object} PointerActions
 * @property {(hit: Hit, x: number, y: number) => void} hover
 * @property {(hit: Hit, isTouch: boolean) => void} press
 */

/** Listens to mouse, pen and touch over a picture, and finds the frame by its place. */
class Pointer {
  #request = 0;
  #isTouch = false;

  /**
   * @param {Stage} stage
   * @param {PointerActions} actions
   */
  constructor(stage, actions) {
    const { svg } = stage;
    svg.addEventListener("pointerdown", (event) => {
      this.#isTouch = event.pointerType === "touch";
    });
    svg.addEventListener("pointermove", ({ pointerType, clientX, clientY }) => {
      if (pointerType !== "touch") {
        cancelAnimationFrame(this.#request);
        this.#request = requestAnimationFrame(() => actions.hover(stage.hitAt(clientX, clientY), clientX, clientY));
      }
    });
    svg.addEventListener("pointerleave", () => {
      cancelAnimationFrame(this.#request);
      actions.hover(Hit.MISS, 0, 0);
    });
    svg.addEventListener("click", (event) => {
      if (!event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey) {
        actions.press(stage.hitAt(event.clientX, event.clientY), this.#isTouch);
      }
    });
  }
}
