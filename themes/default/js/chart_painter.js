"use strict";

/**
 * What a chart shows: stretches of the shown lanes in a window, which one is selected (-1 for none), which are alike.
 *
 * @typedef {object} ChartScene
 * @property {Timeline} timeline
 * @property {ChartGeometry} geometry
 * @property {TimeWindow} window
 * @property {number} widthPx
 * @property {number} metric
 * @property {string} color
 * @property {Matches | null} matches
 * @property {number} selected the stretch that the keyboard stands on
 * @property {readonly number[]} alike stretches of the row that is selected in the graph
 */

/** Paints a chart into its SVG: ticks, the threads' names, the stretches, marks over them. */
class ChartPainter {
  /** @type {Map<number, RowGroup>} */
  #groups = new Map();
  #slivers = new Slivers();
  #ticks = svgElement("path", "tick");
  #names = svgElement("g", "lane-names");
  #cursor = svgElement("path", "cursor");
  #turn = 0;
  /** @type {FrameElement | null} */
  #tabStop = null;

  /** @param {SVGSVGElement} svg */
  constructor(svg) {
    this.svg = svg;
    this.frames = svgElement("g", "frames");
    this.frames.append(this.#slivers.element);
    const axis = svgElement("g", "time-axis");
    axis.append(this.#ticks);
    this.#names.setAttribute("aria-hidden", "true");
    svg.append(axis, this.#names, this.frames);
    this.marks = new Marks(svg);
    this.marks.element.append(this.#cursor);
    this.naming = new FrameNaming();
    /** @type {ChartPicture | null} */
    this.picture = null;
  }

  /**
   * @param {ChartScene} scene
   * @param {{first: number, last: number}} tracks those in sight
   */
  paint(scene, { first, last }) {
    const { timeline, geometry, window, widthPx, selected } = scene;
    const lanes = geometry.lanes.map(({ lane }) => lane);
    const picture = layOutChart(timeline, window, widthPx, { lanes, first, last });
    this.picture = picture;
    this.#turn += 1;
    this.#slivers.begin();
    setAttribute(this.svg, "width", String(widthPx));
    setAttribute(this.svg, "height", String(geometry.height));
    setAttribute(this.svg, "viewBox", `0 0 ${widthPx} ${geometry.height}`);
    const narrowest = picture.rows.length > Painter.MOST_ELEMENTS ? Painter.NARROWEST_LABEL : 0;
    const hadFocus = this.#tabStop !== null && this.#tabStop.group === document.activeElement;
    let isSelectedPainted = selected < 0;
    picture.rows.forEach((row, index) => {
      isSelectedPainted ||= row === selected;
      this.#add(scene, row, { left: picture.left[index], width: picture.width[index] }, narrowest);
    });
    picture.runTrack.forEach((track, index) => {
      const place = { left: picture.runLeft[index], width: picture.runWidth[index] };
      this.#slivers.add("run", { ...place, top: geometry.top(track), height: ChartGeometry.FRAME });
    });
    if (!isSelectedPainted) {
      this.#add(scene, selected, stretchPlace(scene, selected), 0);
    }
    this.#slivers.end();
    this.#settle(scene, hadFocus);
    this.#paintAxis(scene);
    this.#paintMarks(scene);
  }

  focus() {
    this.#tabStop?.group.focus({ preventScroll: true });
  }

  /**
   * @param {ChartScene} scene
   * @param {number} row -1 for none
   */
  hover(scene, row) {
    const { tree } = scene.timeline;
    const isAlike = (/** @type {number} */ other) => other !== row && tree.frame[other] === tree.frame[row];
    const alike = row < 0 || tree.frame[row] < 0 ? [] : (this.picture?.rows.filter(isAlike) ?? []);
    const { geometry, timeline } = scene;
    const isShown = (/** @type {number} */ other) => geometry.lanes.some(({ lane }) => lane === timeline.laneOf(other));
    const shown = row >= 0 ? alike : scene.alike.filter(isShown);
    this.marks.showHover(
      row < 0 ? null : stretchBox(scene, row),
      shown.map((other) => stretchBox(scene, other)).filter(({ width }) => width > 0),
    );
  }

  /** @param {number | null} x of the pointer in px; null where it is elsewhere */
  showCursor(x) {
    setAttribute(this.#cursor, "d", x === null ? "" : `M${roundedPx(x)} 0v${this.svg.getAttribute("height")}`);
  }

  /**
   * @param {ChartScene} scene
   * @param {number} row
   * @param {{left: number, width: number}} place
   * @param {number} narrowest in px: what is narrower shares a path
   */
  #add({ timeline, geometry, color, matches, selected }, row, { left, width }, narrowest) {
    const { tree, track } = timeline;
    const isMatched = matches?.hasFrame(tree.frame[row]) ?? false;
    const colour = colourClass(tree, row, color) + (isMatched ? " is-matched" : "");
    const top = geometry.top(track[row]);
    if (width < narrowest && row !== selected) {
      this.#slivers.add(`narrow ${colour}`, { left, width, top, height: ChartGeometry.FRAME });
      return;
    }
    const label = fittedLabel(tree.name(row), width, Painter.characterPx);
    this.#group(track[row], tree.depth[row], top, selected).addFrame({
      row,
      left,
      width,
      className: `frame ${colour}${row === selected ? " is-selected" : ""}`,
      label: badgedLabel(label, rowBadge(tree, row), width, Painter.characterPx),
      labelLeft: left,
    });
  }

  /**
   * @param {number} track
   * @param {number} depth
   * @param {number} top
   * @param {number} selected
   * @returns {RowGroup}
   */
  #group(track, depth, top, selected) {
    let group = this.#groups.get(track);
    if (group === undefined) {
      group = new RowGroup(depth - 1); // the root is no item of a chart's tree
      this.#groups.set(track, group);
    }
    if (group.turn !== this.#turn) {
      group.begin(this.#turn, top, ChartGeometry.FRAME, selected);
    }
    if (group.element.parentNode === null) {
      this.frames.append(group.element);
    }
    return group;
  }

  /**
   * Moves the Tab stop, and takes out what is no longer shown: in this order, or the focus would be lost with it.
   * @param {ChartScene} scene
   * @param {boolean} hadFocus
   */
  #settle({ timeline, selected, metric }, hadFocus) {
    const shown = [...this.#groups.values()].filter((group) => group.turn === this.#turn);
    const frames = shown.flatMap((group) => [...group.frames]);
    const before = this.#tabStop;
    this.#tabStop = frames.find(({ row }) => row === selected) ?? frames[0] ?? null;
    if (before !== null && before !== this.#tabStop) {
      for (const name of ["tabindex", "aria-selected"]) {
        before.group.removeAttribute(name);
      }
    }
    if (this.#tabStop !== null) {
      const { group, row } = this.#tabStop;
      this.#tabStop.becomeItem();
      setAttribute(group, "tabindex", "0");
      setAttribute(group, "aria-label", spokenStretch(timeline, row));
      setAttribute(group, "aria-selected", String(row === selected));
      if (hadFocus) {
        this.focus();
      }
    }
    for (const [track, group] of this.#groups) {
      group.takeOutUnused();
      if (group.turn !== this.#turn) {
        group.element.remove();
        this.#groups.delete(track);
      }
    }
    this.#nameLater(frames, timeline, metric);
  }

  /**
   * @param {readonly FrameElement[]} frames
   * @param {Timeline} timeline
   * @param {number} metric
   */
  #nameLater(frames, timeline, metric) {
    const { tree } = timeline;
    this.naming.begin(frames, (frame) => {
      frame.describe(frameTitle(tree, metric, frame.row), String(tree.recordedTotal(frame.row, metric)));
      setAttribute(frame.group, "aria-label", spokenStretch(timeline, frame.row));
      frame.becomeItem();
    });
  }

  /** @param {ChartScene} scene */
  #paintAxis({ timeline, geometry, window, widthPx }) {
    const scale = widthPx / (window.to - window.from);
    const lefts = timeTicks(window, widthPx).map(({ at }) => roundedPx((at - window.from) * scale));
    setAttribute(this.#ticks, "d", lefts.map((left) => `M${left} 0v${geometry.height}`).join(""));
    const names = geometry.namePx === 0 ? [] : geometry.lanes;
    this.#names.replaceChildren(
      ...names.map(({ lane, top }) => {
        const text = svgElement("text", "lane-name");
        setAttribute(text, "y", String(top + 15));
        text.textContent = cutLabel(laneText(timeline, lane), widthPx, Painter.characterPx);
        return text;
      }),
    );
  }

  /** @param {ChartScene} scene */
  #paintMarks(scene) {
    this.hover(scene, -1);
    this.marks.showSelection(scene.selected < 0 ? null : stretchBox(scene, scene.selected));
  }
}

/**
 * @param {ChartScene} scene
 * @param {number} row
 * @returns {{left: number, width: number}} in px, cut at the edges
 */
function stretchPlace({ timeline, window, widthPx }, row) {
  const scale = widthPx / (window.to - window.from);
  const edge = (/** @type {number} */ at) => Math.min(widthPx, Math.max(0, (at - window.from) * scale));
  const left = edge(timeline.begin[row]);
  return { left, width: edge(timeline.end[row]) - left };
}

/**
 * @param {ChartScene} scene
 * @param {number} row of a shown lane
 * @returns {Box}
 */
function stretchBox(scene, row) {
  const { geometry, timeline } = scene;
  return { ...stretchPlace(scene, row), top: geometry.top(timeline.track[row]), height: ChartGeometry.FRAME };
}
