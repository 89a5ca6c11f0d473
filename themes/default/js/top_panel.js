"use strict";

/** The view of a profile as a table of functions: what each weighs itself and in all, of a difference on both sides. */
class TopPanel {
  /** @type {Scene | null} */
  #scene = null;
  /** @type {TopRows | null} */
  #rows = null;
  /** @type {Int32Array} places in the table */
  #listed = new Int32Array(0);
  /** The frame that names the active function: it stays active in every order, and after a question. */
  #frame = -1;
  #isSelecting = false;
  /** @type {Sorting} */
  #sorting;

  /** @param {Figure} figure */
  constructor(figure) {
    this.figure = figure;
    this.columns = weightColumns("Function", figure.base, true);
    this.#sorting = sortingAtRest(this.columns, "self");
    this.count = htmlElement("span", "table-count");
    this.only = htmlElement("input");
    this.only.type = "checkbox";
    this.only.checked = true;
    this.only.addEventListener("change", () => this.#list());
    this.choice = htmlElement("label", "table-choice");
    this.choice.append(this.only, " Only matches");
    this.grid = new DataGrid("grid", "Functions", this.columns, this.#actions());
    const line = htmlElement("div", "table-line");
    line.append(this.count, this.choice);
    this.element = htmlElement("div", "table-panel is-top");
    this.element.append(line, this.grid.element);
  }

  /** @param {Scene} scene */
  show(scene) {
    const { tree, metric, matches, selected } = scene;
    const before = this.#scene;
    this.#scene = scene;
    const isNew = before?.tree !== tree || before.metric !== metric;
    if (isNew) {
      this.#rows = new TopRows(tree, metric);
    }
    const isFollowing = !this.#isSelecting && before?.selected !== selected;
    const place = isFollowing ? this.#shown.placeOfRow(selected) : -1;
    if (place >= 0) {
      this.#frame = this.#shown.table.frame[place];
    }
    if (isNew || before?.matches !== matches) {
      this.#list();
    } else {
      this.grid.show(this.#listed.length, this.#activeIndex);
    }
    if (place >= 0) {
      this.grid.rows.reveal(this.#activeIndex);
    }
  }

  focus() {
    this.grid.rows.focus();
  }

  /** @param {number} row of the tree, -1 for none */
  light(row) {
    this.grid.rows.light(this.#listed.indexOf(this.#shown.placeOfRow(row)));
  }

  /** @param {boolean} isPrinting on paper the first rows stand */
  print(isPrinting) {
    this.grid.rows.print(isPrinting);
  }

  /** @returns {TopRows} */
  get #shown() {
    return /** @type {TopRows} */ (this.#rows);
  }

  /** @returns {number} where the active function is listed, else the first */
  get #activeIndex() {
    const { frame } = this.#shown.table;
    return Math.max(
      0,
      this.#listed.findIndex((place) => frame[place] === this.#frame),
    );
  }

  /** Lists the functions anew: others, or in another order. */
  #list() {
    const { matches, tree, metric } = /** @type {Scene} */ (this.#scene);
    const rows = this.#shown;
    const all = rows.listed(null);
    const found = matches === null ? all : rows.listed(matches);
    this.#listed = this.only.checked ? found : all;
    this.#listed.sort(tableOrder(this.columns, this.#sorting, rows.weighing));
    const words = countOf(all.length, "function");
    this.count.textContent = matches === null ? words : `${formatNumber(found.length)} of ${words} match`;
    this.choice.hidden = matches === null;
    setAttribute(this.grid.table, "aria-label", `Functions by ${tree.metrics[metric].name.replaceAll("_", " ")}`);
    this.grid.showSorting(this.#sorting);
    this.grid.show(this.#listed.length, this.#activeIndex);
  }

  /** @returns {GridActions} */
  #actions() {
    const { figure } = this;
    const row = (/** @type {number} */ index) => this.#shown.rowOf(this.#listed[index], figure.state.zoom);
    return {
      weighing: () => this.#shown.weighing,
      itemAt: (index) => this.#itemAt(index),
      sort: (sorting) => {
        this.#sorting = sorting;
        this.#list();
        this.grid.rows.reveal(0);
        figure.say(spokenSorting(this.columns[sorting.column], sorting.direction));
      },
      select: (index, isTouch) => {
        this.#frame = this.#shown.table.frame[this.#listed[index]];
        this.#isSelecting = true;
        selectInGrid(figure, row(index), isTouch);
        this.#isSelecting = false;
        this.grid.rows.keepAbove(index, figure.surroundings.sheetTop);
      },
      open: (index) => zoomInGraph(figure, row(index)),
      hover: (index) => hoverInGrid(figure, index < 0 ? -1 : row(index)),
      menu: (index, box) => this.#openMenu(index, row(index), box),
      besides: gridButtons(figure, (index) => this.#shown.name(this.#listed[index]), row),
    };
  }

  /**
   * @param {number} index
   * @param {number} row
   * @param {MenuPlace} place
   */
  #openMenu(index, row, place) {
    const { menu } = this.figure.surroundings.asking;
    if (row >= 0) {
      menu.open(row, place);
    } else {
      menu.openFunction(this.#shown.name(this.#listed[index]), place);
    }
  }

  /**
   * @param {number} index
   * @returns {GridItem}
   */
  #itemAt(index) {
    const rows = this.#shown;
    const { color, matches } = /** @type {Scene} */ (this.#scene);
    const place = this.#listed[index];
    const frame = rows.table.frame[place];
    const row = rows.heaviest[place];
    const isColoured = row >= 0 && !rows.tree.isDifference; // there a colour is of a subtree, and not of a function
    return {
      index: place,
      row,
      name: rows.name(place),
      note: rows.tree.frames.file(frame),
      colour: isColoured ? colourClass(rows.tree, row, color) : "",
      isMatched: matches?.hasFrame(frame) ?? false,
      isSelected: rows.placeOfRow(this.figure.state.selected) === place,
      branch: null,
    };
  }
}

/**
 * @param {readonly TableColumn[]} columns
 * @param {"self" | "total"} part
 * @returns {Sorting} the heaviest first, of a difference the largest change
 */
function sortingAtRest(columns, part) {
  const change = columns.findIndex(({ id }) => id === `${part}-change`);
  return change < 0
    ? { column: columns.findIndex(({ id }) => id === part), direction: "falling" }
    : { column: change, direction: "size" };
}
