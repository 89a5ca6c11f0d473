"use strict";

/** The picture's place in the page: takes the static SVG over, sizes and scrolls it, and has the rows in sight painted. */
class Stage {
  /** How far beyond either edge rows are painted, so that scrolling uncovers no blank. */
  static MARGIN_PX = 120;
  static MOST = 2500; // frames and runs, as in the static picture; twice as many cost a zoom a millisecond or two

  /** @type {Scene} */
  #rest;
  /** @type {Scene | null} */
  #scene = null;
  /** @type {Picture | null} */
  #picture = null;
  /** @type {Placement | null} */
  #placement = null;
  #fullWidth = 0;
  #scrollbarPx = 0;
  #limit = Number.POSITIVE_INFINITY;
  #restHeight = 0;
  #height = 0;
  #scroll = 0;
  #applied = 0;
  /** How far the root of a flame graph sank because the picture grew; the page scrolls by it, and all stays in place. */
  #sink = 0;
  #painted = { from: 0, to: 0 };
  #isPrinting = false;
  #request = 0;

  /**
   * @param {HTMLElement} scroller holds the static picture
   * @param {Scene} rest what the figure shows at rest
   * @param {number | null} tallestPx the author's limit of its height; null for the style sheet's
   */
  constructor(scroller, rest, tallestPx) {
    this.scroller = scroller;
    this.#rest = rest;
    this.svg = /** @type {SVGSVGElement} */ (scroller.querySelector("svg.flame"));
    const frames = /** @type {SVGGElement} */ (this.svg.querySelector("g.frames"));
    frames.replaceChildren();
    this.painter = new Painter(frames);
    this.marks = new Marks(this.svg);
    this.pins = new CalloutPins(this.marks.element);
    this.svg.setAttribute("role", "tree");
    if (tallestPx !== null) {
      scroller.style.maxHeight = `${tallestPx}px`;
    }
    for (const name of ["tabindex", "role", "aria-label", "aria-describedby"]) {
      scroller.removeAttribute(name); // without scripts the scroller itself is the Tab stop
    }
    // Not on the picture itself: listening for the focus would make it a Tab stop.
    scroller.addEventListener("focusin", ({ target }) =>
      scroller.classList.toggle("has-focus-ring", /** @type {Element} */ (target).matches(":focus-visible")),
    );
    scroller.addEventListener("focusout", () => scroller.classList.remove("has-focus-ring"));
    const followSoon = () => {
      cancelAnimationFrame(this.#request);
      this.#request = requestAnimationFrame(() => this.#follow());
    };
    scroller.addEventListener("scroll", followSoon, { passive: true });
    new ResizeObserver(followSoon).observe(scroller);
    addEventListener("resize", followSoon); // the limit of the height follows the window's
    this.#measure();
  }

  /** @returns {number} the width that the picture is laid out over, in px */
  get widthPx() {
    return this.#picture?.widthPx ?? this.#fullWidth; // a figure may open with a panel in its place
  }

  /**
   * Shows a scene; a change of zoom moves there from what was shown before. `settle` has to follow.
   * @param {Scene} scene
   * @param {boolean} [reveals] whether to scroll the selected frame into sight
   */
  show(scene, reveals = false) {
    const before = this.#scene;
    const from = this.#placement && { ...this.#placement, scroll: this.#scroll };
    const height = this.#height;
    this.#scene = scene;
    const after = this.#fit(scene);
    const isZoom = before !== null && from !== null && before.zoom !== scene.zoom && before.tree === scene.tree;
    const target = isZoom ? this.#scrollAfterZoom(scene, from) : this.#scroll;
    this.#scroll = this.#scrollWithin(reveals ? this.#scrollToSee(scene, target) : target);
    this.#paint();
    if (before !== null && before.view === "flame" && scene.view === "flame") {
      this.#sink += this.#height - height;
    }
    if (isZoom && before.metric === scene.metric && before.view === scene.view) {
      animateZoom(this.painter, this.marks.element, from, { ...after, scroll: this.#scroll });
    }
  }

  /**
   * Lets the scroller and the focus follow what was shown. Both lay the page out: when all else is written, only once.
   */
  settle() {
    const { geometry } = this.#shown();
    if (this.#scroll > 0 || this.#applied > 0) {
      this.scroller.scrollTop = geometry.isFlame ? -this.#scroll : this.#scroll; // a flame graph scrolls from below
    }
    this.#applied = this.#scroll;
    if (this.#sink !== 0) {
      scrollBy({ top: this.#sink, behavior: "instant" });
      this.#sink = 0;
    }
    this.painter.settle();
  }

  /** Puts the keyboard's focus on the selected frame. */
  focus() {
    this.painter.tabStop?.focus({ preventScroll: true });
  }

  /**
   * What the picture shows at a point of the window.
   * @param {number} x
   * @param {number} y
   * @returns {Hit}
   */
  hitAt(x, y) {
    const { scene, picture, geometry } = this.#shown();
    const box = this.svg.getBoundingClientRect();
    const depth = geometry.depthAt(geometry.isFlame ? box.bottom - y : y - box.top);
    return hitAtPlace(scene.tree, scene.metric, picture, { depth, x: x - box.left });
  }

  /**
   * Outlines a frame and lights those of the same function.
   * @param {number} row -1 for none
   */
  hover(row) {
    const { scene, picture } = this.#shown();
    const { frame, frames } = scene.tree;
    const { functionOf } = frames;
    const isAlike = (/** @type {number} */ other) =>
      other !== row && frame[other] >= 0 && functionOf[frame[other]] === functionOf[frame[row]];
    this.painter.hover(row < 0 ? 0 : scene.tree.depth[row], row);
    const alike = row < 0 || frame[row] < 0 ? [] : picture.rows.filter(isAlike);
    this.marks.showHover(
      row < 0 ? null : this.#boxOf(row),
      alike.map((other) => this.#boxOf(other)),
    );
  }

  /** @returns {{top: number, bottom: number}} where the selected frame lies in the window */
  get selectedEdges() {
    const { top, height } = this.#boxOf(this.#shown().scene.selected);
    const edge = this.svg.getBoundingClientRect().top + top;
    return { top: edge, bottom: edge + height };
  }

  /**
   * Scrolls the page so that the selected frame is not covered from below.
   * @param {number} y the upper edge of what covers, in the window
   */
  keepAbove(y) {
    scrollBy({ top: Math.max(0, this.selectedEdges.bottom - y + RowGeometry.ROW) });
  }

  /** @param {boolean} isPrinting on paper every row is in sight */
  print(isPrinting) {
    this.#isPrinting = isPrinting;
    if (this.#scene !== null) {
      this.show(this.#scene);
      this.#sink = 0;
      this.settle();
    }
  }

  /**
   * Gives the picture its size and the scroller its height. The scroller keeps the height that it has at rest, so that
   * a zoom moves nothing else in the page; it grows up to its limit where a zoom shows more rows.
   * @param {Scene} scene
   * @returns {Placement}
   */
  #fit(scene) {
    const { tree, metric, zoom } = scene;
    const deepest = deepestDrawn(tree, metric, this.#fullWidth, zoom);
    const geometry = new RowGeometry(tree.depth[zoom], deepest, scene.view === "flame");
    const limit = this.#isPrinting ? Number.POSITIVE_INFINITY : this.#limit;
    this.#height = Math.min(limit, Math.max(this.#restHeight, geometry.height));
    const isTall = geometry.height > this.#height;
    const widthPx = this.#fullWidth - (isTall ? this.#scrollbarPx : 0);
    this.scroller.style.overflowY = isTall ? "scroll" : "hidden";
    this.scroller.style.height = `${this.#height}px`;
    setAttribute(this.svg, "width", String(widthPx));
    setAttribute(this.svg, "height", String(geometry.height));
    setAttribute(this.svg, "viewBox", `0 0 ${widthPx} ${geometry.height}`);
    const whole = tree.width(zoom, metric);
    const scale = whole > 0 ? widthPx / whole : 0;
    this.#placement = { geometry, scroll: 0, start: tree.edges(metric)[zoom], scale };
    return this.#placement;
  }

  /** Asks the page for what its size and style give: all reading of the layout is here and in `#follow`. */
  #measure() {
    this.#limit = Number.parseFloat(getComputedStyle(this.scroller).maxHeight) || Number.POSITIVE_INFINITY;
    this.#fullWidth = this.scroller.offsetWidth;
    this.scroller.style.overflowY = "scroll";
    this.#scrollbarPx = this.#fullWidth - this.scroller.clientWidth;
    const { tree, metric, zoom, view } = this.#rest;
    const deepest = deepestDrawn(tree, metric, this.#fullWidth, zoom);
    this.#restHeight = new RowGeometry(tree.depth[zoom], deepest, view === "flame").height;
  }

  #paint() {
    const { scene, geometry } = this.#shownPlacement();
    const from = this.#isPrinting ? 0 : Math.max(0, this.#scroll - Stage.MARGIN_PX);
    const to = this.#isPrinting ? geometry.height : this.#scroll + this.#height + Stage.MARGIN_PX;
    this.#painted = { from, to };
    const rows = { first: geometry.depthAt(from), last: geometry.depthAt(to) };
    const widthPx = Number(this.svg.getAttribute("width"));
    this.#picture = layOut(scene.tree, scene.metric, widthPx, { zoom: scene.zoom, ...rows, most: Stage.MOST });
    this.painter.paint(this.#picture, scene, geometry, this.pins.paint(this.#picture, scene, geometry));
    this.hover(-1);
    this.marks.showSelection(this.#boxOf(scene.selected));
  }

  /**
   * A zoomed frame stays where it was on the screen, but for the rows on top of it that would be out of sight.
   * @param {Scene} scene
   * @param {Placement} from
   * @returns {number}
   */
  #scrollAfterZoom({ tree, zoom }, from) {
    const ANCESTORS_IN_SIGHT = 2;
    const { geometry } = this.#shownPlacement();
    const offset = geometry.offset(tree.depth[zoom]);
    const same = offset - (from.geometry.offset(tree.depth[zoom]) - from.scroll);
    const wholly = Math.min(geometry.height - this.#height, offset - ANCESTORS_IN_SIGHT * RowGeometry.SLIM_ROW);
    return Math.max(same, wholly);
  }

  /**
   * @param {Scene} scene
   * @param {number} scroll
   * @returns {number} the nearest scroll that shows the selected frame
   */
  #scrollToSee({ tree, selected }, scroll) {
    const offset = this.#shownPlacement().geometry.offset(tree.depth[selected]);
    return Math.min(offset, Math.max(offset + RowGeometry.ROW - this.#height, scroll));
  }

  /**
   * @param {number} target px from the root's outer edge
   * @returns {number} the nearest that the picture can be scrolled to
   */
  #scrollWithin(target) {
    return Math.max(0, Math.min(target, this.#shownPlacement().geometry.height - this.#height));
  }

  /** Paints anew what scrolling or another size of the window calls for. */
  #follow() {
    if (this.#scene === null || this.#isPrinting) {
      return;
    }
    const { offsetWidth, offsetHeight, scrollTop } = this.scroller;
    if (offsetWidth !== this.#fullWidth || Math.abs(offsetHeight - this.#height) >= 1) {
      this.#measure();
      this.show(this.#scene);
      this.#sink = 0;
      this.settle();
      return;
    }
    this.#scroll = this.#applied = Math.abs(scrollTop);
    const { geometry } = this.#shownPlacement();
    if (
      this.#scroll < this.#painted.from ||
      Math.min(geometry.height, this.#scroll + this.#height) > this.#painted.to
    ) {
      this.#paint();
      this.painter.settle();
    }
  }

  /**
   * @param {number} row
   * @returns {Box} where the frame lies in the picture
   */
  #boxOf(row) {
    const { scene, picture, geometry } = this.#shown();
    const depth = scene.tree.depth[row];
    const place = placeOf(scene.tree, scene.metric, picture, row);
    return { ...place, top: geometry.top(depth), height: geometry.frameHeight(depth) };
  }

  /** @returns {{scene: Scene, geometry: RowGeometry}} */
  #shownPlacement() {
    return {
      scene: /** @type {Scene} */ (this.#scene),
      geometry: /** @type {Placement} */ (this.#placement).geometry,
    };
  }

  /** @returns {{scene: Scene, picture: Picture, geometry: RowGeometry}} */
  #shown() {
    return { ...this.#shownPlacement(), picture: /** @type {Picture} */ (this.#picture) };
  }
}
