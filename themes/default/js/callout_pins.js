"use strict";

/** The pins of a picture, and the frames that light up with a callout. Both lie over the frames. */
class CalloutPins {
  #litFrames = svgElement("path", "mark-callout");
  /** @type {SVGGElement[]} one for each callout, kept so that a pin under the pointer stays the same element */
  #discs = [];
  /** @type {Pin[]} */
  #pins = [];
  /** @type {ReadonlySet<number>} */
  #lit = new Set();
  /** @type {((row: number) => Box) | null} */
  #boxOf = null;
  /** @type {{scene: Scene, picture: Picture} | null} */
  #shown = null;

  /** @param {SVGGElement} container */
  constructor(container) {
    this.element = svgElement("g", "pins");
    container.append(this.#litFrames, this.element);
  }

  /**
   * Puts the pins of a picture into the document.
   * @param {Picture} picture
   * @param {Scene} scene
   * @param {RowGeometry} geometry
   * @returns {ReadonlyMap<number, {left: number, width: number}>} what they leave of the frames for labels
   */
  paint(picture, scene, geometry) {
    const { tree, metric, callouts } = scene;
    this.#shown = { scene, picture };
    this.#boxOf = (row) => {
      const depth = tree.depth[row];
      const place = placeOf(tree, metric, picture, row);
      return { ...place, top: geometry.top(depth), height: geometry.frameHeight(depth) };
    };
    this.#pins = placePins(tree, metric, picture, callouts);
    callouts.forEach(({ number }, index) => {
      this.#discs[index] ??= CalloutPins.#disc(number);
    });
    for (const pin of this.#pins) {
      const { top, height } = this.#boxOf(pin.row);
      const disc = this.#discs[pin.callout];
      const radius = String(Math.min(PIN_PX, height) / 2);
      setAttribute(disc, "transform", `translate(${roundedPx(pin.x)} ${top + height / 2})`);
      setAttribute(/** @type {Element} */ (disc.querySelector("circle")), "r", radius);
      disc.classList.toggle("is-inside", pin.isInside);
    }
    this.element.replaceChildren(...this.#pins.map(({ callout }) => this.#discs[callout]));
    this.light(this.#lit);
    return labelRooms(tree, metric, picture, this.#pins);
  }

  /**
   * Lights callouts: their pins, and their frames that are drawn.
   * @param {ReadonlySet<number>} lit
   */
  light(lit) {
    this.#lit = lit;
    this.#discs.forEach((disc, index) => {
      disc.classList.toggle("is-lit", lit.has(index));
    });
    if (this.#shown === null || this.#boxOf === null) {
      return;
    }
    const { scene, picture } = this.#shown;
    const rows = new Set([...lit].flatMap((index) => scene.callouts[index].rows));
    const boxes = rows.size === 0 ? [] : picture.rows.filter((row) => rows.has(row)).map(this.#boxOf);
    setAttribute(this.#litFrames, "d", boxes.map(boxShape).join(""));
  }

  /**
   * @param {EventTarget | null} target
   * @returns {Pin | null} the pin that an event is about
   */
  pinAt(target) {
    const disc = target instanceof Element ? target.closest(".pin") : null;
    return this.#pins.find(({ callout }) => this.#discs[callout] === disc) ?? null;
  }

  /**
   * @param {number} number
   * @returns {SVGGElement}
   */
  static #disc(number) {
    const disc = svgElement("g", "pin");
    const text = svgElement("text");
    text.textContent = String(number);
    disc.append(svgElement("rect", "pin-reach"), svgElement("circle"), text);
    return disc;
  }
}
