"use strict";

/**
 * What a picture shows, whatever its size. `selected` is the zoomed frame, one above or one below it.
 *
 * @typedef {object} Scene
 * @property {CallTree} tree
 * @property {number} metric
 * @property {string} view "flame" or "icicle"
 * @property {string} color the palette
 * @property {number} zoom
 * @property {number} selected
 * @property {string} spoken the selected frame in words
 * @property {Matches | null} matches null where nothing is searched for
 * @property {readonly PinnedCallout[]} callouts
 */

/** Paints pictures into the group of frames, a group of elements for each depth. */
class Painter {
  /** In a larger picture frames too narrow for a label are drawn as paths; in a smaller one each is an element. */
  static MOST_ELEMENTS = 1000;
  static NARROWEST_LABEL = 35.6; // px: four characters and the inset
  static characterPx = 6.9; // of labels; measured when the page's fonts have come
  /** How many depths keep their elements while they are out of sight. */
  static KEPT_GROUPS = 100;

  /** @type {Map<number, RowGroup>} */
  #groups = new Map();
  #slivers = new Slivers();
  /** @type {ReadonlyMap<number, {left: number, width: number}>} */
  #rooms = new Map();
  #turn = 0;
  /** @type {SVGGElement | null} */
  #formerTabStop = null;
  /** @type {FrameElement | null} */
  #hovered = null;

  /** @param {SVGGElement} container */
  constructor(container) {
    this.container = container;
    /** @type {SVGGElement | null} the selected frame, the one that Tab reaches */
    this.tabStop = null;
    this.naming = new FrameNaming();
    container.append(this.#slivers.element);
  }

  /** @returns {SVGGElement} what holds the frames without elements of their own */
  get slivers() {
    return this.#slivers.element;
  }

  /** @returns {RowGroup[]} the depths that are painted */
  get groups() {
    return [...this.#groups.values()].filter((group) => group.turn === this.#turn);
  }

  /**
   * Puts a picture into the document. `settle` has to follow, once everything else is written.
   * @param {Picture} picture
   * @param {Scene} scene
   * @param {RowGeometry} geometry
   * @param {ReadonlyMap<number, {left: number, width: number}>} rooms of labels that have not all of their frame
   */
  paint(picture, scene, geometry, rooms) {
    this.#rooms = rooms;
    this.#turn += 1;
    this.#slivers.begin();
    const narrowest = picture.rows.length > Painter.MOST_ELEMENTS ? Painter.NARROWEST_LABEL : 0;
    let isSelectedPainted = false;
    picture.rows.forEach((row, index) => {
      const isSelected = row === scene.selected;
      isSelectedPainted ||= isSelected;
      const place = { left: picture.left[index], width: picture.width[index] };
      this.#addFrame(scene, geometry, row, place, isSelected || place.width >= narrowest);
    });
    picture.runDepth.forEach((depth, index) => {
      const place = { left: picture.runLeft[index], width: picture.runWidth[index] };
      this.#slivers.add("run", { ...place, top: geometry.top(depth), height: geometry.frameHeight(depth) });
    });
    if (!isSelectedPainted) {
      // Too narrow or out of sight, but the keyboard stands on it.
      const place = placeOf(scene.tree, scene.metric, picture, scene.selected);
      this.#addFrame(scene, geometry, scene.selected, place, true);
    }
    this.#slivers.end();
    for (const group of this.groups) {
      if (group.element.parentNode === null) {
        this.container.append(group.element);
      }
    }
    const items = new TreeItems(scene.tree, scene.metric, picture);
    this.#setTabStop(scene, items);
    this.#nameLater(scene, items);
  }

  /**
   * Lets the focus follow the selected frame, which lays the page out, and takes out what is no longer shown: in this
   * order, or the focus would be lost with the frame that it was on.
   */
  settle() {
    const left = this.#formerTabStop;
    this.#formerTabStop = null;
    if (left !== null) {
      if (left === document.activeElement) {
        this.tabStop?.focus({ preventScroll: true });
      }
      for (const name of ["tabindex", "aria-label", "aria-selected"]) {
        left.removeAttribute(name);
      }
    }
    for (const [depth, group] of this.#groups) {
      group.takeOutUnused();
      if (group.turn !== this.#turn) {
        group.element.remove();
        if (this.#groups.size > Painter.KEPT_GROUPS) {
          this.#groups.delete(depth);
        }
      }
    }
  }

  /**
   * Takes a frame's title away while the pointer is on it: the browser's tooltip would stand beside ours.
   * @param {number} depth
   * @param {number} row -1 for none
   */
  hover(depth, row) {
    this.#hovered?.showTitle(true);
    this.#hovered = this.#elementOf(depth, row);
    this.#hovered?.showTitle(false);
  }

  /**
   * @param {number} depth
   * @param {number} row
   * @returns {FrameElement | null} null for a row without an element of its own
   */
  #elementOf(depth, row) {
    return this.#groups.get(depth)?.frames.find((frame) => frame.row === row) ?? null;
  }

  /**
   * @param {Scene} scene
   * @param {RowGeometry} geometry
   * @param {number} row
   * @param {{left: number, width: number}} place
   * @param {boolean} isElement
   */
  #addFrame(scene, geometry, row, { left, width }, isElement) {
    const { tree, metric, matches, zoom, selected, color } = scene;
    const colour = colourClass(tree, row, color) + (matches?.has(row) ? " is-matched" : "");
    if (!isElement) {
      const depth = tree.depth[row];
      this.#slivers.add(`narrow ${colour}`, {
        left,
        width,
        top: geometry.top(depth),
        height: geometry.frameHeight(depth),
      });
      return;
    }
    const state =
      (row === selected ? " is-selected" : "") + (row !== zoom && geometry.isSlim(tree.depth[row]) ? " is-above" : "");
    const room = this.#rooms.get(row) ?? { left, width };
    const label =
      row === 0
        ? cutLabel(wholeLabel(tree, metric), room.width, Painter.characterPx)
        : markedLabel(labelMark(tree, metric, row), tree.name(row), room.width, Painter.characterPx);
    const badged = badgedLabel(label, rowBadge(tree, row), room.width, Painter.characterPx);
    this.#group(tree.depth[row], scene, geometry).addFrame({
      row,
      left,
      width,
      className: `frame ${colour}${state}`,
      label: badged,
      labelLeft: room.left,
    });
  }

  /**
   * @param {number} depth
   * @param {Scene} scene
   * @param {RowGeometry} geometry
   * @returns {RowGroup}
   */
  #group(depth, { selected }, geometry) {
    let group = this.#groups.get(depth);
    if (group === undefined) {
      group = new RowGroup(depth);
      this.#groups.set(depth, group);
    }
    if (group.turn !== this.#turn) {
      group.begin(this.#turn, geometry.top(depth), geometry.frameHeight(depth), selected);
    }
    return group;
  }

  /**
   * @param {Scene} scene
   * @param {TreeItems} items
   */
  #setTabStop({ tree, selected, spoken }, items) {
    const frame = this.#elementOf(tree.depth[selected], selected);
    const element = frame?.group ?? null;
    if (this.tabStop !== element) {
      this.#formerTabStop ??= this.tabStop;
      this.tabStop = element;
    }
    if (frame !== null && element !== null) {
      frame.becomeItem(items.item(selected));
      setAttribute(element, "tabindex", "0");
      setAttribute(element, "aria-label", spoken);
      setAttribute(element, "aria-selected", "true");
    }
  }

  /**
   * @param {Scene} scene
   * @param {TreeItems} items
   */
  #nameLater({ tree, metric }, items) {
    const frames = this.groups.flatMap((group) => [...group.frames]);
    this.naming.begin(frames, (frame) => {
      frame.describe(frameTitle(tree, metric, frame.row), String(tree.recordedTotal(frame.row, metric)));
      frame.becomeItem(items.item(frame.row));
    });
  }
}
