"use strict";

/*
 * What a figure shows as an SVG of its own: the pictures as they stand, their colours as they are seen, without the
 * page's style sheets, scripts and fonts; above them a title, below them what is shown.
 */

/**
 * The words of an exported picture. `address` is where it comes from, "" for nowhere that others can go.
 *
 * @typedef {{title: string, lines: readonly string[], address: string}} ExportWords
 *
 * What some colours stand for.
 *
 * @typedef {{colours: readonly string[], text: string}} LegendWords
 *
 * @typedef {{text: string, width: number, height: number}} ExportedSvg in px
 */

/** Lays pictures out under each other in a document that needs nothing else. */
class SvgExport {
  static MARGIN = 12;
  static GAP = 6;
  static TITLE_LINE = 24;
  static LINE = 17;
  static SWATCH = 10;
  /** Of a character at 12 px in a wide sans, with some to spare: readers may not have the page's face. */
  static CHARACTER_PX = 7.4;

  #inked = new InkedCopy();
  #content = svgElement("g");
  #bottom = SvgExport.MARGIN;

  /**
   * @param {Element} figure whose colours and faces are those of the words
   * @param {number} width of the widest picture, in px
   */
  constructor(figure, width) {
    this.ink = getComputedStyle(figure);
    this.width = Math.ceil(width) + 2 * SvgExport.MARGIN;
  }

  /**
   * @param {string} title
   */
  addTitle(title) {
    const characters = (this.width - 2 * SvgExport.MARGIN) / ((SvgExport.CHARACTER_PX * 14) / 12);
    for (const line of wrappedLines(title, characters)) {
      this.#addLine(line, SvgExport.TITLE_LINE, { "font-size": "14", "font-weight": "600" });
    }
  }

  /** @param {string} text */
  addText(text) {
    const characters = (this.width - 2 * SvgExport.MARGIN) / SvgExport.CHARACTER_PX;
    for (const line of wrappedLines(text, characters)) {
      this.#addLine(line, SvgExport.LINE, {});
    }
  }

  /**
   * What the colours stand for, in lines as long as the picture is wide.
   * @param {readonly LegendWords[]} entries
   */
  addLegend(entries) {
    const { MARGIN, LINE, SWATCH, GAP, CHARACTER_PX } = SvgExport;
    let left = MARGIN;
    for (const { colours, text } of entries) {
      const swatches = colours.length === 0 ? 0 : colours.length * (SWATCH + 2) + 3;
      const width = swatches + [...text].length * CHARACTER_PX;
      if (left > MARGIN && left + width > this.width - MARGIN) {
        left = MARGIN;
        this.#bottom += LINE;
      }
      colours.forEach((colour, index) => {
        this.#addSwatch(colour, left + index * (SWATCH + 2));
      });
      this.#content.append(this.#textAt(text, left + swatches, LINE));
      left += width + 2 * GAP;
    }
    this.#bottom += entries.length > 0 ? LINE : 0;
  }

  /** @param {SVGSVGElement} picture as it stands in the page */
  addPicture(picture) {
    const { width, height } = picture.getBoundingClientRect();
    const copy = /** @type {Element} */ (this.#inked.of(picture));
    const place = { x: SvgExport.MARGIN, y: this.#bottom, width, height };
    for (const [name, value] of Object.entries(place)) {
      copy.setAttribute(name, String(roundedPx(value)));
    }
    copy.setAttribute("viewBox", `0 0 ${roundedPx(width)} ${roundedPx(height)}`);
    this.#content.append(copy);
    this.#bottom += height + SvgExport.GAP;
  }

  /**
   * @param {ExportWords} words
   * @returns {ExportedSvg}
   */
  finish({ title, lines, address }) {
    const height = Math.ceil(this.#bottom + SvgExport.MARGIN - SvgExport.GAP);
    const svg = svgElement("svg");
    const size = { width: this.width, height, viewBox: `0 0 ${this.width} ${height}` };
    const face = { "font-family": this.ink.fontFamily, "font-size": "12", "font-variant-numeric": "tabular-nums" };
    for (const [name, value] of Object.entries({ ...size, ...face, role: "img" })) {
      svg.setAttribute(name, String(value));
    }
    const ground = svgElement("rect");
    ground.setAttribute("width", "100%");
    ground.setAttribute("height", "100%");
    ground.setAttribute("fill", this.#inked.colour("var(--paper)"));
    svg.append(
      textOf("title", title),
      textOf("desc", [...lines, address].filter((line) => line !== "").join("\n")),
      this.#inked.patterns,
      ground,
      this.#content,
    );
    return { text: new XMLSerializer().serializeToString(svg), width: this.width, height };
  }

  /**
   * @param {string} line
   * @param {number} height
   * @param {Readonly<Record<string, string>>} attributes
   */
  #addLine(line, height, attributes) {
    const text = this.#textAt(line, SvgExport.MARGIN, height);
    for (const [name, value] of Object.entries(attributes)) {
      text.setAttribute(name, value);
    }
    this.#content.append(text);
    this.#bottom += height;
  }

  /**
   * @param {string} colour
   * @param {number} x
   */
  #addSwatch(colour, x) {
    const { SWATCH } = SvgExport;
    const swatch = svgElement("rect");
    const look = { width: SWATCH, height: SWATCH, rx: 1.5, fill: this.#inked.colour(colour) };
    for (const [name, value] of Object.entries({ x, y: this.#bottom + 3, ...look })) {
      swatch.setAttribute(name, String(value));
    }
    this.#content.append(swatch);
  }

  /**
   * @param {string} line
   * @param {number} x
   * @param {number} height of the line
   * @returns {SVGElement}
   */
  #textAt(line, x, height) {
    const text = textOf("text", line);
    text.setAttribute("x", String(roundedPx(x)));
    text.setAttribute("y", String(roundedPx(this.#bottom + 0.7 * Math.min(height, SvgExport.LINE + 3))));
    text.setAttribute("fill", this.#inked.colour(this.ink.color));
    return text;
  }
}

/**
 * @param {"title" | "desc" | "text"} tag
 * @param {string} text
 * @returns {SVGElement}
 */
function textOf(tag, text) {
  const element = svgElement(tag);
  element.textContent = text;
  return element;
}

/**
 * A text in lines, broken at spaces; a word that is longer than a line is cut.
 * @param {string} text
 * @param {number} most characters in a line
 * @returns {string[]}
 */
function wrappedLines(text, most) {
  const room = Math.max(4, Math.trunc(most));
  /** @type {string[]} */
  const lines = [];
  for (const word of text.split(/\s+/).filter((part) => part !== "")) {
    const last = lines.at(-1);
    const characters = [...word];
    const shown = characters.length > room ? `${characters.slice(0, room - 1).join("")}…` : word;
    if (last !== undefined && [...last].length + 1 + [...shown].length <= room) {
      lines[lines.length - 1] = `${last} ${shown}`;
    } else {
      lines.push(shown);
    }
  }
  return lines;
}
