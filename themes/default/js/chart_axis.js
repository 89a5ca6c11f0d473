"use strict";

/** The axis of time over a chart: ticks, the time under the pointer; dragging over it zooms to what was passed. */
class ChartAxis {
  static HEIGHT = 22;

  #labels = svgElement("g", "tick-labels");
  #range = svgElement("rect", "axis-range");
  #cursor = htmlElement("span", "axis-cursor");
  /** @type {number | null} where a drag began, in px */
  #start = null;
  /** @type {TimeWindow} */
  #window = { from: 0, to: 1 };
  #widthPx = 1;

  /** @param {(window: TimeWindow) => void} zoomTo */
  constructor(zoomTo) {
    this.element = htmlElement("div", "chart-axis");
    const svg = svgElement("svg");
    svg.setAttribute("aria-hidden", "true");
    svg.append(this.#range, this.#labels);
    setAttribute(this.#range, "height", String(ChartAxis.HEIGHT));
    this.#cursor.hidden = true;
    this.#cursor.setAttribute("aria-hidden", "true");
    this.element.append(svg, this.#cursor);
    this.element.addEventListener("pointerdown", (event) => {
      if (event.button === 0) {
        this.#start = this.#pxAt(event);
        this.element.setPointerCapture(event.pointerId);
      }
    });
    this.element.addEventListener("pointermove", (event) => this.#showRange(this.#pxAt(event)));
    this.element.addEventListener("pointerup", (event) => {
      const px = this.#pxAt(event);
      const start = this.#start ?? px;
      this.#forget();
      if (Math.abs(px - start) >= ChartGestures.LEAST_DRAG_PX) {
        zoomTo({ from: this.#timeAt(Math.min(start, px)), to: this.#timeAt(Math.max(start, px)) });
      }
    });
    this.element.addEventListener("pointercancel", () => this.#forget());
  }

  /**
   * @param {TimeWindow} window
   * @param {number} widthPx
   */
  paint(window, widthPx) {
    this.#window = window;
    this.#widthPx = widthPx;
    const scale = widthPx / (window.to - window.from);
    this.#labels.replaceChildren(
      ...timeTicks(window, widthPx).map(({ at, label }) => {
        const left = (at - window.from) * scale;
        const isAtEnd = left > widthPx - 60; // it would be cut at the edge
        const text = svgElement("text", "tick-label");
        setAttribute(text, "x", String(roundedPx(isAtEnd ? left - RowGroup.INSET : left + RowGroup.INSET)));
        setAttribute(text, "y", "15");
        setAttribute(text, "text-anchor", isAtEnd ? "end" : null);
        text.textContent = label;
        return text;
      }),
    );
  }

  /** @param {number | null} x of the pointer in px; null where it is elsewhere */
  showCursor(x) {
    this.#cursor.hidden = x === null;
    if (x !== null) {
      this.#cursor.textContent = cursorText(this.#timeAt(x), this.#window, this.#widthPx);
      const room = this.#widthPx - this.#cursor.offsetWidth;
      this.#cursor.style.transform = `translateX(${Math.round(Math.min(room, x))}px)`;
    }
  }

  /** @param {number} px */
  #showRange(px) {
    if (this.#start !== null) {
      setAttribute(this.#range, "x", String(roundedPx(Math.min(this.#start, px))));
      setAttribute(this.#range, "width", String(roundedPx(Math.abs(px - this.#start))));
    }
  }

  #forget() {
    this.#start = null;
    setAttribute(this.#range, "width", "0");
  }

  /**
   * @param {number} px
   * @returns {number}
   */
  #timeAt(px) {
    const { from, to } = this.#window;
    return from + (px / this.#widthPx) * (to - from);
  }

  /**
   * @param {PointerEvent} event
   * @returns {number}
   */
  #pxAt({ clientX }) {
    return Math.min(this.#widthPx, Math.max(0, clientX - this.element.getBoundingClientRect().left));
  }
}
