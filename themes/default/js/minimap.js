"use strict";

/**
 * The whole recording in little, with the window that is in sight: to be moved, resized by its edges, or drawn anew.
 * Each of the three is a slider for the keyboard.
 */
class Minimap {
  static HEIGHT = 36;

  /** @type {{part: "window" | "from" | "to" | "new", start: TimeWindow, at: number} | null} */
  #drag = null;
  /** @type {{lanes: string, color: string, matches: Matches | null}} */
  #painted = { lanes: "", color: "", matches: null };
  #slivers = new Slivers();
  #svg = svgElement("svg", "flame minimap-picture");
  #window = Minimap.#slider("minimap-window", "Window of time");
  #from = Minimap.#slider("minimap-edge is-from", "Beginning of the window");
  #to = Minimap.#slider("minimap-edge is-to", "End of the window");

  /**
   * @param {Timeline} timeline
   * @param {object} actions
   * @param {(window: TimeWindow, isDone: boolean) => void} actions.show not done: more is to come
   */
  constructor(timeline, { show }) {
    this.timeline = timeline;
    this.show = show;
    /** @type {TimeWindow} */
    this.shown = timeline.whole;
    this.element = htmlElement("div", "minimap");
    this.#svg.setAttribute("aria-hidden", "true");
    this.#svg.setAttribute("preserveAspectRatio", "none");
    this.#svg.append(this.#slivers.element);
    this.element.append(this.#svg, this.#window, this.#from, this.#to);
    this.element.addEventListener("pointerdown", (event) => this.#begin(event));
    this.element.addEventListener("pointermove", (event) => this.#move(event));
    for (const name of /** @type {const} */ (["pointerup", "pointercancel"])) {
      this.element.addEventListener(name, () => this.#finish());
    }
    this.element.addEventListener("keydown", (event) => this.#obey(event));
  }

  /**
   * @param {ChartScene} scene
   * @returns {boolean} whether it has to be painted anew for it
   */
  isOutdated({ geometry, color, matches }) {
    const lanes = geometry.lanes.map(({ lane }) => lane.row).join();
    return lanes !== this.#painted.lanes || color !== this.#painted.color || matches !== this.#painted.matches;
  }

  /**
   * Paints the recording: the tracks of the threads shown below one another, each as low as need be.
   * @param {ChartScene} scene
   */
  paint({ geometry, widthPx, color, matches }) {
    const MOST = 4000;
    const MOST_PX = 6;
    const { timeline } = this;
    const lanes = geometry.lanes.map(({ lane }) => lane);
    this.#painted = { lanes: lanes.map(({ row }) => row).join(), color, matches };
    const { tree } = timeline;
    const look = (/** @type {number} */ row) =>
      colourClass(tree, row, color) + (matches?.hasFrame(tree.frame[row]) ? " is-matched" : "");
    const picture = layOutChart(timeline, timeline.whole, widthPx, { lanes, most: MOST });
    const little = new ChartGeometry(lanes, false);
    const shrunk = Math.min(MOST_PX / ChartGeometry.ROW, Minimap.HEIGHT / little.height);
    const height = shrunk * ChartGeometry.ROW;
    const top = (/** @type {number} */ track) => shrunk * little.top(track);
    this.#svg.setAttribute("viewBox", `0 0 ${widthPx} ${Minimap.HEIGHT}`);
    this.#slivers.begin();
    picture.rows.forEach((row, index) => {
      const place = { left: picture.left[index], width: picture.width[index] };
      this.#slivers.add(`narrow ${look(row)}`, { ...place, top: top(timeline.track[row]), height });
    });
    picture.runTrack.forEach((track, index) => {
      const place = { left: picture.runLeft[index], width: picture.runWidth[index] };
      this.#slivers.add("run", { ...place, top: top(track), height });
    });
    this.#slivers.end();
  }

  /** @param {TimeWindow} window what is in sight */
  follow(window) {
    const { whole } = this.timeline;
    this.shown = window;
    const length = whole.to - whole.from;
    const share = (/** @type {number} */ at) => `${(100 * (at - whole.from)) / length}%`;
    this.#window.style.insetInlineStart = share(window.from);
    this.#window.style.inlineSize = share(whole.from + window.to - window.from);
    this.#from.style.insetInlineStart = share(window.from);
    this.#to.style.insetInlineStart = share(window.to);
    this.element.classList.toggle("is-whole", isSameWindow(window, whole));
    for (const [slider, at] of /** @type {const} */ ([
      [this.#window, (window.from + window.to) / 2],
      [this.#from, window.from],
      [this.#to, window.to],
    ])) {
      setAttribute(slider, "aria-valuemin", "0");
      setAttribute(slider, "aria-valuemax", "100");
      setAttribute(slider, "aria-valuenow", String(Math.round((100 * (at - whole.from)) / length)));
      const words = slider === this.#window ? spanText(this.timeline, window.from, window.to) : timeText(at, whole.to);
      setAttribute(slider, "aria-valuetext", words);
    }
  }

  /** @param {PointerEvent} event */
  #begin(event) {
    if (event.button !== 0) {
      return;
    }
    const at = this.#timeAt(event.clientX);
    const { classList } = /** @type {Element} */ (event.target);
    const isWhole = this.element.classList.contains("is-whole");
    const edge = classList.contains("is-from") ? "from" : "to";
    const part = classList.contains("minimap-edge")
      ? edge
      : classList.contains("minimap-window") && !isWhole
        ? "window"
        : "new";
    this.#drag = { part, start: this.shown, at };
    this.element.setPointerCapture(event.pointerId);
    event.preventDefault();
  }

  /** @param {PointerEvent} event */
  #move(event) {
    if (this.#drag === null) {
      return;
    }
    const { part, start, at } = this.#drag;
    const { whole } = this.timeline;
    const now = this.#timeAt(event.clientX);
    if (part === "window") {
      this.show(movedWindow(start, now - at, whole), false);
      return;
    }
    const fixed = part === "new" ? at : part === "from" ? start.to : start.from;
    this.show(windowWithin({ from: Math.min(fixed, now), to: Math.max(fixed, now) }, whole), false);
  }

  #finish() {
    const drag = this.#drag;
    this.#drag = null;
    if (drag === null) {
      return;
    }
    const isClick = isSameWindow(this.shown, drag.start);
    const length = drag.start.to - drag.start.from;
    const there = { from: drag.at - length / 2, to: drag.at + length / 2 };
    this.show(isClick && drag.part === "new" ? windowWithin(there, this.timeline.whole) : this.shown, true);
  }

  /** @param {KeyboardEvent} event */
  #obey(event) {
    const direction = { ArrowLeft: -1, ArrowRight: 1, ArrowDown: -1, ArrowUp: 1 }[event.key] ?? 0;
    if (direction === 0 || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    const { from, to } = this.shown;
    const { whole } = this.timeline;
    const by = direction * (to - from) * (event.shiftKey ? 0.5 : 0.1);
    const moved = {
      window: () => movedWindow(this.shown, by, whole),
      from: () => windowWithin({ from: Math.min(from + by, to - LEAST_WINDOW_NS), to }, whole),
      to: () => windowWithin({ from, to: Math.max(to + by, from + LEAST_WINDOW_NS) }, whole),
    };
    const part = event.target === this.#from ? "from" : event.target === this.#to ? "to" : "window";
    event.preventDefault();
    event.stopPropagation();
    this.show(moved[part](), true);
  }

  /**
   * @param {number} x in the window of the browser
   * @returns {number}
   */
  #timeAt(x) {
    const { left, width } = this.element.getBoundingClientRect();
    const { from, to } = this.timeline.whole;
    return from + Math.min(1, Math.max(0, (x - left) / width)) * (to - from);
  }

  /**
   * @param {string} className
   * @param {string} label
   * @returns {HTMLDivElement}
   */
  static #slider(className, label) {
    const slider = htmlElement("div", className);
    slider.tabIndex = 0;
    slider.setAttribute("role", "slider");
    slider.setAttribute("aria-label", label);
    return slider;
  }
}
