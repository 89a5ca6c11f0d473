"use strict";

/** The view of a profile in order of time: a minimap, an axis, and each thread's stretches below. */
class ChartPanel {
  /** How far beyond either edge tracks are painted, so that scrolling uncovers no blank. */
  static MARGIN_PX = 120;

  /** @type {Scene | null} */
  #scene = null;
  /** @type {TimeWindow} */
  #window;
  /** @type {TimeWindow | null} what the figure said of it last */
  #told = null;
  /** @type {TimeWindow[]} where zooms came from */
  #trail = [];
  #zoom = 0;
  #widthPx = 0;
  #isPrinting = false;
  #request = 0;

  /** @param {Figure} figure whose block has a chart */
  constructor(figure) {
    this.figure = figure;
    const { block } = figure.surroundings;
    this.timeline = figure.services.data().timeline(/** @type {number} */ (block.chart));
    this.selection = new ChartSelection(this.timeline);
    this.#window = this.timeline.whole;
    this.element = htmlElement("div", "chart-panel");
    this.scroller = htmlElement("div", "chart-scroller");
    const svg = svgElement("svg", "flame is-chart");
    svg.setAttribute("role", "tree");
    svg.setAttribute("aria-label", "Calls in order of time");
    this.painter = new ChartPainter(svg);
    this.minimap = new Minimap(this.timeline, {
      show: (window, isDone) => (isDone ? this.lookAt(window, "push") : this.#glance(window)),
    });
    this.axis = new ChartAxis((window) => this.lookAt(window, "push"));
    this.notes = new ChartNotes(this);
    this.scroller.append(svg);
    this.element.append(this.notes.choices, this.minimap.element, this.axis.element, this.scroller, this.notes.element);
    new ChartGestures(svg, this.#actions());
    new MenuGestures(svg, (x, y, isTouch) => {
      const { left, top } = svg.getBoundingClientRect();
      const { row } = this.#hitAt(x - left, y - top);
      this.select(row);
      if (row >= 0) {
        figure.surroundings.asking.menu.openAt(figure.state.selected, x, y, isTouch);
      }
      return row >= 0;
    });
    this.element.addEventListener("keydown", (event) => obeyChartKey(event, this));
    this.scroller.addEventListener("scroll", () => this.#paintSoon(), { passive: true });
    new ResizeObserver(() => this.#paintSoon()).observe(this.element);
  }

  /** @returns {TimeWindow} what is in sight */
  get window() {
    return this.#window;
  }

  /** @returns {readonly Lane[]} those that are shown */
  get lanes() {
    const { lanes } = this.timeline;
    const chosen = lanes.filter((lane) => this.timeline.laneName(lane) === this.figure.state.thread);
    return lanes.length > 1 && chosen.length > 0 ? chosen : lanes;
  }

  /** @param {Scene} scene */
  show(scene) {
    const { span, selected } = this.figure.state;
    const isFirst = this.#scene === null;
    this.selection.over(scene.tree);
    if (isFirst || span !== this.#told) {
      this.#told = span;
      this.#window = windowWithin(span ?? this.timeline.whole, this.timeline.whole);
    }
    this.#scene = scene;
    if (this.selection.follow(selected)) {
      this.#reveal(this.selection.stretch);
    }
    if (!isFirst && scene.zoom !== this.#zoom) {
      this.#showRow(scene.zoom);
    }
    this.#zoom = scene.zoom;
    this.notes.show(scene);
    this.#paint();
  }

  focus() {
    this.painter.focus();
  }

  /** @param {boolean} isPrinting on paper every track is in sight */
  print(isPrinting) {
    this.#isPrinting = isPrinting;
    this.#paint();
  }

  /** @param {number} row of the graph, -1 for none */
  light(row) {
    const [first = -1] = this.selection.stretchesOf(row);
    this.painter.hover(this.#chartScene(), first);
  }

  /**
   * Shows another window.
   * @param {TimeWindow} window
   * @param {"push" | "replace"} history
   */
  lookAt(window, history) {
    const within = windowWithin(window, this.timeline.whole);
    const before = this.#told ?? this.timeline.whole;
    if (history === "push" && !isSameWindow(before, within)) {
      this.#trail.push(before);
    }
    const isWhole = isSameWindow(within, this.timeline.whole);
    this.figure.change({ span: isWhole ? null : within }, { history });
  }

  /** @returns {boolean} whether there was a window to go back to */
  back() {
    const { whole } = this.timeline;
    if (isSameWindow(this.#window, whole)) {
      return false;
    }
    this.lookAt(this.#trail.pop() ?? whole, "replace");
    return true;
  }

  /**
   * @param {number} stretch -1 for none
   * @param {{isTouch?: boolean, reveals?: boolean}} [how]
   */
  select(stretch, { isTouch = false, reveals = false } = {}) {
    const { figure } = this;
    const { zoom } = figure.state;
    figure.isTouched = isTouch;
    const row = this.selection.choose(stretch);
    const isShown = row < 0 || isAbove(figure.tree, row, zoom) || isInside(figure.tree, row, zoom);
    this.#zoom = isShown ? zoom : 0;
    figure.change({ selected: row, zoom: this.#zoom });
    if (reveals && stretch >= 0) {
      this.#reveal(stretch);
    }
  }

  /** @param {number} stretch */
  zoomTo(stretch) {
    const { begin, end } = this.timeline;
    this.lookAt({ from: begin[stretch], to: end[stretch] }, "push");
    this.figure.say(`Zoomed to ${spokenStretch(this.timeline, stretch)}`);
  }

  /** @returns {number} where the keyboard stands: the selected stretch if it is in sight, else the first in sight */
  get standing() {
    return this.#isInSight(this.selection.stretch) ? this.selection.stretch : (this.painter.picture?.rows[0] ?? -1);
  }

  /** @returns {ChartActions} */
  #actions() {
    const pixel = () => (this.#window.to - this.#window.from) / this.#widthPx;
    const { whole } = this.timeline;
    return {
      hover: (x, y, event) => this.#hover(x, y, event),
      press: (x, y, isTouch) => {
        this.select(this.#hitAt(x, y).row, { isTouch });
        setTimeout(() => this.focus(), 0); // the picture answers first
      },
      open: (x, y) => {
        const { row } = this.#hitAt(x, y);
        if (row >= 0) {
          this.zoomTo(row);
        }
      },
      pan: (byPx) => this.#glance(movedWindow(this.#window, byPx * pixel(), whole)),
      zoom: (x, factor) => this.#glance(zoomedWindow(this.#window, this.#window.from + x * pixel(), factor, whole)),
      done: () => this.lookAt(this.#window, "push"),
    };
  }

  /**
   * Shows a window while the hand is still moving: the address follows when it rests.
   * @param {TimeWindow} window
   */
  #glance(window) {
    this.#window = window;
    this.#paintSoon();
  }

  /**
   * @param {number} x
   * @param {number} y
   * @param {PointerEvent | null} event null: the pointer left
   */
  #hover(x, y, event) {
    const { tooltip } = this.figure.services;
    const isMouse = event !== null && event.pointerType !== "touch";
    const hit = isMouse ? this.#hitAt(x, y) : Hit.MISS;
    this.painter.hover(this.#chartScene(), hit.row);
    this.painter.showCursor(isMouse ? x : null);
    this.axis.showCursor(isMouse ? x : null);
    if (event === null || hit.row < 0) {
      tooltip.hide();
      return;
    }
    const { name, when, lasted } = stretchWords(this.timeline, hit);
    tooltip.showLines([name, when, lasted], event.clientX, event.clientY);
  }

  /**
   * @param {number} x
   * @param {number} y
   * @returns {Hit}
   */
  #hitAt(x, y) {
    const { picture } = this.painter;
    const track = this.#chartScene().geometry.trackAt(y);
    return picture === null || track < 0 ? Hit.MISS : chartHit(this.timeline, picture, { track, x });
  }

  /** @param {number} row of the graph that was zoomed to elsewhere */
  #showRow(row) {
    const longest = row === 0 ? -1 : this.selection.longestOf(row);
    const { begin, end, whole } = this.timeline;
    this.#keep(longest < 0 ? whole : windowWithin({ from: begin[longest], to: end[longest] }, whole));
  }

  /** @param {number} stretch */
  #reveal(stretch) {
    const { begin, end, whole, track } = this.timeline;
    const { geometry } = this.#chartScene();
    this.#keep(windowThatShows(this.#window, { from: begin[stretch], to: end[stretch] }, whole));
    const top = geometry.top(track[stretch]);
    const { scrollTop, clientHeight } = this.scroller;
    if (top < scrollTop || top + ChartGeometry.ROW > scrollTop + clientHeight) {
      this.scroller.scrollTop = top - clientHeight / 2;
    }
  }

  /**
   * Shows a window that follows from something else; the address hears of it once that is done.
   * @param {TimeWindow} window
   */
  #keep(window) {
    if (!isSameWindow(window, this.#window)) {
      this.#window = window;
      setTimeout(() => this.lookAt(this.#window, "replace"), 0);
    }
  }

  #paintSoon() {
    cancelAnimationFrame(this.#request);
    this.#request = requestAnimationFrame(() => this.#paint());
  }

  #paint() {
    const widthPx = this.scroller.clientWidth;
    if (this.#scene === null || widthPx === 0) {
      return; // it is not shown
    }
    const isResized = widthPx !== this.#widthPx;
    this.#widthPx = widthPx;
    const scene = this.#chartScene();
    const { scrollTop, clientHeight } = this.scroller;
    const { height } = scene.geometry;
    const from = this.#isPrinting ? 0 : scrollTop - ChartPanel.MARGIN_PX;
    const to = this.#isPrinting ? height : scrollTop + Math.max(clientHeight, innerHeight) + ChartPanel.MARGIN_PX;
    this.painter.paint(scene, scene.geometry.tracksBetween(from, to));
    this.axis.paint(this.#window, widthPx);
    this.notes.follow(this.#window);
    if (isResized || this.minimap.isOutdated(scene)) {
      this.minimap.paint(scene);
    }
    this.minimap.follow(this.#window);
  }

  /**
   * @param {number} stretch
   * @returns {boolean} whether the window and the shown threads hold some of it
   */
  #isInSight(stretch) {
    const { begin, end } = this.timeline;
    const { from, to } = this.#window;
    const isShown = stretch >= 0 && this.lanes.includes(this.timeline.laneOf(stretch));
    return isShown && end[stretch] > from && begin[stretch] < to;
  }

  /** @returns {ChartScene} */
  #chartScene() {
    const { timeline, lanes } = this;
    const { metric = 0, color = "package", matches = null } = this.#scene ?? {};
    const geometry = new ChartGeometry(lanes, timeline.lanes.length > 1);
    const shown = { timeline, geometry, window: this.#window, widthPx: this.#widthPx, metric, color, matches };
    const { stretch, alike } = this.selection;
    return { ...shown, selected: this.#isInSight(stretch) ? stretch : -1, alike };
  }
}
