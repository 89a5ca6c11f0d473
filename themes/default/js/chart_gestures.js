"use strict";

/**
 * What the pointer does to a chart. Places are in px of the picture.
 *
 * @typedef {object} ChartActions
 * @property {(x: number, y: number, event: PointerEvent | null) => void} hover event null: the pointer left
 * @property {(x: number, y: number, isTouch: boolean) => void} press
 * @property {(x: number, y: number) => void} open a double click
 * @property {(byPx: number) => void} pan
 * @property {(x: number, factor: number) => void} zoom
 * @property {() => void} done the hand has come to rest
 */

/** Mouse, pen and touch over a chart: drag to move, wheel with Ctrl and two fingers to zoom, sideways wheel to move. */
class ChartGestures {
  static LEAST_DRAG_PX = 4;
  /** A wheel has no end; after this it has come to rest. */
  static REST_MS = 250;

  /** @type {Map<number, {x: number, y: number}>} */
  #down = new Map();
  #start = { x: 0, y: 0 };
  #isDragging = false;
  #isTouch = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #rest;

  /**
   * @param {SVGSVGElement} svg
   * @param {ChartActions} actions
   */
  constructor(svg, actions) {
    this.svg = svg;
    this.actions = actions;
    svg.addEventListener("pointerdown", (event) => this.#press(event));
    svg.addEventListener("pointermove", (event) => this.#move(event));
    svg.addEventListener("pointerup", (event) => this.#lift(event));
    svg.addEventListener("pointercancel", (event) => this.#lift(event));
    svg.addEventListener("pointerleave", () => actions.hover(0, 0, null));
    svg.addEventListener("click", (event) => {
      const { x, y } = this.#place(event);
      if (!this.#isDragging && !event.ctrlKey && !event.metaKey && !event.altKey) {
        actions.press(x, y, this.#isTouch);
      }
    });
    svg.addEventListener("dblclick", (event) => {
      const { x, y } = this.#place(event);
      actions.open(x, y);
    });
    svg.addEventListener("wheel", (event) => this.#turn(event), { passive: false });
  }

  /** @param {PointerEvent} event */
  #press(event) {
    if (event.button !== 0) {
      return;
    }
    if (this.#down.size === 0) {
      this.#isDragging = false;
      this.#start = this.#place(event);
    }
    this.#isTouch = event.pointerType === "touch";
    this.#down.set(event.pointerId, this.#place(event));
  }

  /** @param {PointerEvent} event */
  #move(event) {
    const now = this.#place(event);
    const before = this.#down.get(event.pointerId);
    if (before === undefined) {
      this.actions.hover(now.x, now.y, event);
      return;
    }
    if (!this.#isDragging && Math.abs(now.x - this.#start.x) < ChartGestures.LEAST_DRAG_PX && this.#down.size < 2) {
      return;
    }
    if (!this.#isDragging) {
      this.#isDragging = true;
      this.svg.setPointerCapture(event.pointerId);
    }
    const other = [...this.#down].find(([id]) => id !== event.pointerId)?.[1];
    this.#down.set(event.pointerId, now);
    if (other === undefined) {
      this.actions.pan(before.x - now.x);
      return;
    }
    const apart = (/** @type {{x: number}} */ one) => Math.max(8, Math.abs(one.x - other.x));
    this.actions.zoom((now.x + other.x) / 2, apart(before) / apart(now));
    this.actions.pan((before.x - now.x) / 2);
  }

  /** @param {PointerEvent} event */
  #lift(event) {
    const wasDown = this.#down.delete(event.pointerId);
    if (wasDown && this.#isDragging && this.#down.size === 0) {
      this.actions.done();
    }
  }

  /** @param {WheelEvent} event */
  #turn(event) {
    const LINE_PX = 20;
    const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? LINE_PX : 1;
    const isZoom = event.ctrlKey || event.metaKey;
    const sideways = event.shiftKey && event.deltaX === 0 ? event.deltaY : event.deltaX;
    const isSideways = event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY);
    if (!isZoom && (!isSideways || sideways === 0)) {
      return; // the page scrolls
    }
    event.preventDefault();
    if (isZoom) {
      const turned = Math.max(-200, Math.min(200, event.deltaY * unit));
      this.actions.zoom(this.#place(event).x, Math.exp(turned / 300));
    } else {
      this.actions.pan(sideways * unit);
    }
    clearTimeout(this.#rest);
    this.#rest = setTimeout(() => this.actions.done(), ChartGestures.REST_MS);
  }

  /**
   * @param {MouseEvent} event
   * @returns {{x: number, y: number}}
   */
  #place({ clientX, clientY }) {
    const { left, top } = this.svg.getBoundingClientRect();
    return { x: clientX - left, y: clientY - top };
  }
}
