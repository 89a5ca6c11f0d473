"use strict";

/**
 * Copies of SVG elements with their looks written on them, for documents without the page's style sheets. Elements
 * alike in their classes and their callers' look alike, so that few are asked.
 */
class InkedCopy {
  /** What is for the page alone: marks of the pointer and the keyboard, what only catches the pointer. */
  static LEFT_OUT = ".marks, .pin-reach, .cursor, .axis-range, .axis-cursor";
  /** What says where things are, and what they are. */
  static KEPT = new Set([
    ...["x", "y", "width", "height", "rx", "cx", "cy", "r", "d", "dx", "dy", "transform", "text-anchor", "data-w"],
    ...["id", "patternUnits"],
  ]);
  /** Presentation, and what an element without it has. */
  static PAINT = new Map([
    ["fill", "rgb(0, 0, 0)"],
    ["fill-opacity", "1"],
    ["stroke", "none"],
    ["stroke-opacity", "1"],
    ["stroke-dasharray", "none"],
    ["opacity", "1"],
  ]);

  /** @type {Map<string, ReadonlyMap<string, string> | null>} attributes by look; null for what is not shown */
  #looks = new Map();
  /** @type {Map<string, string>} */
  #colours = new Map();
  #probe = htmlElement("span");

  constructor() {
    /** The patterns that the copies are filled with. */
    this.patterns = svgElement("defs");
  }

  /**
   * @param {Element} element in the document
   * @param {string} [path] the classes of what it stands in
   * @returns {Element | null} null where there is nothing to be seen
   */
  of(element, path = "") {
    if (element.localName === "title") {
      return element.textContent === "" ? null : textOf("title", element.textContent ?? "");
    }
    const key = `${path}>${element.localName}.${element.getAttribute("class") ?? ""}`;
    const look = this.#lookOf(element, key);
    if (look === null) {
      return null;
    }
    const copy = document.createElementNS(element.namespaceURI, element.localName);
    for (const { name, value } of element.attributes) {
      if (InkedCopy.KEPT.has(name)) {
        copy.setAttribute(name, value);
      }
    }
    for (const [name, value] of look) {
      copy.setAttribute(name, value);
    }
    if (element.localName === "text") {
      copy.textContent = element.textContent;
      return copy;
    }
    for (const child of element.children) {
      const inner = this.of(child, key);
      if (inner !== null) {
        copy.append(inner);
      }
    }
    return isIdle(copy) ? null : copy;
  }

  /**
   * A colour as every program knows it.
   * @param {string} colour as CSS computes it
   * @returns {string} "#rrggbb", or rgba() where it is translucent
   */
  colour(colour) {
    let known = this.#colours.get(colour);
    if (known === undefined) {
      this.#probe.style.color = "";
      this.#probe.style.color = `color-mix(in srgb, ${colour} 100%, transparent)`;
      document.body.append(this.#probe);
      known = plainColour(getComputedStyle(this.#probe).color);
      this.#probe.remove();
      this.#colours.set(colour, known);
    }
    return known;
  }

  /**
   * @param {Element} element
   * @param {string} key
   * @returns {ReadonlyMap<string, string> | null}
   */
  #lookOf(element, key) {
    let look = this.#looks.get(key);
    if (look === undefined) {
      const style = getComputedStyle(element);
      const isShown = style.display !== "none" && style.visibility !== "hidden" && !element.matches(InkedCopy.LEFT_OUT);
      look = isShown ? this.#read(element, style) : null;
      this.#looks.set(key, look);
    }
    return look;
  }

  /**
   * @param {Element} element
   * @param {CSSStyleDeclaration} style
   * @returns {ReadonlyMap<string, string>}
   */
  #read(element, style) {
    /** @type {Map<string, string>} */
    const look = new Map();
    const isGroup = element.localName === "g" || element.localName === "svg" || element.localName === "pattern";
    for (const [name, idle] of isGroup ? [] : InkedCopy.PAINT) {
      const value = style.getPropertyValue(name);
      if (value !== idle) {
        look.set(name, name === "fill" || name === "stroke" ? this.#paint(value) : value);
      }
    }
    if (look.has("stroke")) {
      look.set("stroke-width", String(Number.parseFloat(style.strokeWidth)));
    }
    if (element.localName === "text") {
      look.set("font-size", String(Number.parseFloat(style.fontSize)));
      for (const [name, idle] of /** @type {const} */ ([
        ["font-weight", "400"],
        ["text-anchor", "start"],
      ])) {
        const value = style.getPropertyValue(name);
        if (value !== idle) {
          look.set(name, value);
        }
      }
      if (style.dominantBaseline === "central") {
        look.set("dy", "0.35em"); // few programs know of baselines
      }
    }
    return look;
  }

  /**
   * @param {string} paint a colour, or a pattern and the colour where that fails
   * @returns {string}
   */
  #paint(paint) {
    const [, id, besides] = /^url\("?[^"]*#([^"]+)"?\)\s*(.*)$/.exec(paint) ?? [null, "", paint];
    if (id === "") {
      return besides === "none" ? besides : this.colour(besides ?? "");
    }
    const pattern = document.getElementById(id);
    if (pattern === null) {
      return this.colour(besides || "transparent");
    }
    if (![...this.patterns.children].some((known) => known.id === id)) {
      const copy = this.of(pattern, `#${id}`);
      this.patterns.append(...(copy === null ? [] : [copy]));
    }
    return `url(#${id})`;
  }
}

/**
 * @param {Element} copy
 * @returns {boolean} whether it is a group of nothing
 */
function isIdle(copy) {
  return copy.localName === "g" && copy.childElementCount === 0;
}

/**
 * @param {string} colour in sRGB as CSS computes it: "color(srgb 0.5 0.25 1 / 0.5)" or "rgb(128, 64, 255)"
 * @returns {string}
 */
function plainColour(colour) {
  const share = colour.startsWith("color(");
  const numbers = (colour.replace("srgb", "").match(/-?[0-9.]+(?:e-?[0-9]+)?/g) ?? []).map(Number);
  const [red, green, blue] = numbers
    .slice(0, 3)
    .map((value) => Math.round(Math.min(255, Math.max(0, share ? 255 * value : value))));
  const opacity = numbers[3] ?? 1;
  const hex = [red, green, blue].map((value) => value.toString(16).padStart(2, "0")).join("");
  return opacity < 1 ? `rgba(${red}, ${green}, ${blue}, ${Number(opacity.toFixed(3))})` : `#${hex}`;
}
