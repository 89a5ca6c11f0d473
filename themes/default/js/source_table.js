"use strict";

/** The lines of a source file, with what each weighs itself and with all that it calls. */
class SourceTable {
  /** @type {{code: SourceCode, metric: number} | null} */
  #shown = null;
  /** @type {{element: HTMLElement, place: number}[]} lines with a cost */
  #rows = [];

  /**
   * @param {object} actions each with the place of a line among those with a cost
   * @param {(place: number) => void} actions.open
   * @param {(place: number) => void} actions.hover -1 for none
   */
  constructor(actions) {
    this.actions = actions;
    this.element = htmlElement("div", "source-scroller");
    this.table = htmlElement("table", "source-lines");
    const head = htmlElement("thead");
    const titles = htmlElement("tr");
    for (const title of ["Self", "Total", "Line", "Code"]) {
      const cell = htmlElement("th", "", title);
      cell.scope = "col";
      titles.append(cell);
    }
    head.append(titles);
    this.caption = htmlElement("caption", "visually-hidden");
    this.body = htmlElement("tbody");
    this.table.append(this.caption, head, this.body);
    this.element.append(this.table);
    this.body.addEventListener("pointerover", ({ target }) => actions.hover(this.#placeOf(target)));
    this.body.addEventListener("pointerleave", () => actions.hover(-1));
  }

  /**
   * @param {SourceCode} code
   * @param {number} metric
   * @param {{unit: Metric, whole: number}} measure
   * @returns {boolean} whether something else is shown now
   */
  show(code, metric, measure) {
    if (this.#shown?.code === code && this.#shown.metric === metric) {
      return false;
    }
    this.#shown = { code, metric };
    this.caption.textContent = `${code.path}, lines with their cost`;
    this.#rows = [];
    const most = code.heaviest(metric);
    this.body.replaceChildren(
      ...code.lines.map((line) => {
        const element = line.number === 0 ? SourceTable.#gap(line) : this.#line(line, code, metric, measure);
        if (line.place >= 0) {
          const { total } = code.cost(metric, line.place);
          element.style.setProperty("--heat", `${most > 0 ? (100 * total) / most : 0}%`);
          this.#rows.push({ element, place: line.place });
        }
        return element;
      }),
    );
    return true;
  }

  /**
   * Marks the lines of a function.
   * @param {number} number the function's, -1 for none
   * @param {string} className
   */
  mark(number, className) {
    const code = this.#shown?.code;
    for (const { element, place } of this.#rows) {
      element.classList.toggle(className, code?.functionAt(place) === number);
    }
  }

  /**
   * Scrolls to a line.
   * @param {number} place
   */
  reveal(place) {
    const found = this.#rows.find((row) => row.place === place);
    if (found !== undefined) {
      const { offsetTop, offsetHeight } = found.element;
      this.element.scrollTop = offsetTop - this.element.clientHeight / 3 + offsetHeight;
    }
  }

  focus() {
    this.body.querySelector("button")?.focus();
  }

  /**
   * @param {ShownLine} line
   * @param {SourceCode} code
   * @param {number} metric
   * @param {{unit: Metric, whole: number}} measure
   * @returns {HTMLElement}
   */
  #line({ number, text, place }, code, metric, { unit, whole }) {
    const row = htmlElement("tr", place < 0 ? "" : "has-cost");
    const cost = place < 0 ? { self: 0, total: 0 } : code.cost(metric, place);
    const cells = [cost.self, cost.total].map((weight) => {
      const cell = htmlElement("td", "source-weight");
      if (weight !== 0) {
        cell.title = `${formatWeight(weight, unit)}, ${shareText(weight, whole)} of all`;
        cell.append(
          htmlElement("span", "source-amount", formatWeight(weight, unit)),
          " ",
          htmlElement("span", "source-share", shareText(weight, whole)),
        );
      }
      return cell;
    });
    const where = htmlElement("td", "source-number", place < 0 ? String(number) : "");
    if (place >= 0) {
      const name = code.frames.name(code.block.frame[place]);
      const button = buttonElement(String(number), `Line ${number}: show ${name} in the graph`, () =>
        this.actions.open(place),
      );
      where.append(button);
    }
    const written = htmlElement("td", "source-text");
    written.append(htmlElement("code", "", text));
    row.append(...cells, where, written);
    return row;
  }

  /**
   * @param {EventTarget | null} target
   * @returns {number}
   */
  #placeOf(target) {
    const row = target instanceof Element ? target.closest("tr") : null;
    return this.#rows.find(({ element }) => element === row)?.place ?? -1;
  }

  /**
   * @param {ShownLine} line
   * @returns {HTMLElement}
   */
  static #gap({ text }) {
    const row = htmlElement("tr", "source-gap");
    const before = htmlElement("td");
    before.colSpan = 3;
    row.append(before, htmlElement("td", "", text));
    return row;
  }
}
