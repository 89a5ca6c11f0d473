"use strict";

/** The view of a profile as a call tree whose rows open and close. */
class TreePanel {
  /** @type {Scene | null} */
  #scene = null;
  /** @type {TreeRows | null} */
  #rows = null;
  /** @type {Weighing | null} */
  #weighing = null;
  #active = 0;
  #isSelecting = false;
  /** @type {Sorting} */
  #sorting;

  /** @param {Figure} figure */
  constructor(figure) {
    this.figure = figure;
    this.columns = weightColumns("Call", figure.base);
    this.#sorting = sortingAtRest(this.columns, "total");
    this.grid = new DataGrid("treegrid", "Call tree", this.columns, this.#actions());
    const line = htmlElement("div", "table-line");
    line.append(
      buttonElement("Open the heaviest path", "", () => this.#change((rows) => rows.openHeaviest())),
      buttonElement("Close all", "", () => this.#change((rows) => rows.closeAll())),
    );
    this.element = htmlElement("div", "table-panel is-calls");
    this.element.append(line, this.grid.element);
  }

  /** @param {Scene} scene */
  show(scene) {
    const { tree, metric, selected } = scene;
    const before = this.#scene;
    this.#scene = scene;
    if (before?.tree !== tree || before.metric !== metric) {
      this.#weighing = treeWeighing(tree, metric);
      this.#order();
    }
    const isSame = before?.selected === selected && before.tree.frame === tree.frame;
    const isFollowing = !isSame && !this.#isSelecting;
    if (isFollowing) {
      this.#active = selected;
      this.#shown.reveal(selected);
    }
    this.#paint();
    if (isFollowing) {
      this.grid.rows.reveal(this.grid.rows.active);
    }
  }

  focus() {
    this.grid.rows.focus();
  }

  /** @param {number} row of the tree, -1 for none */
  light(row) {
    this.grid.rows.light(this.#shown.placeOf(row));
  }

  /** @param {boolean} isPrinting on paper the first rows stand */
  print(isPrinting) {
    this.grid.rows.print(isPrinting);
  }

  /** @returns {TreeRows} */
  get #shown() {
    return /** @type {TreeRows} */ (this.#rows);
  }

  /** Makes the list anew, in another order or of another tree; what was open stays open. */
  #order() {
    const { tree, metric } = /** @type {Scene} */ (this.#scene);
    const former = this.#rows;
    const order = tableOrder(this.columns, this.#sorting, /** @type {Weighing} */ (this.#weighing));
    this.#rows = new TreeRows(tree, metric, order);
    if (former === null) {
      this.#rows.openHeaviest();
    } else {
      this.#rows.openLike(former);
    }
  }

  #paint() {
    const rows = this.#shown;
    const { parent } = rows.tree;
    while (this.#active > 0 && rows.placeOf(this.#active) < 0) {
      this.#active = parent[this.#active]; // a caller was closed over it
    }
    this.grid.showSorting(this.#sorting);
    this.grid.show(rows.rows.length, rows.placeOf(this.#active));
  }

  /** @param {(rows: TreeRows) => void} act */
  #change(act) {
    act(this.#shown);
    this.#paint();
  }

  /** @returns {GridActions} */
  #actions() {
    const { figure } = this;
    const row = (/** @type {number} */ place) => this.#shown.rows[place];
    return {
      weighing: () => /** @type {Weighing} */ (this.#weighing),
      itemAt: (place) => this.#itemAt(place),
      sort: (sorting) => {
        this.#sorting = sorting;
        this.#order();
        this.#paint();
        figure.say(spokenSorting(this.columns[sorting.column], sorting.direction));
      },
      select: (place, isTouch) => this.#select(place, isTouch),
      open: (place) => zoomInGraph(figure, row(place)),
      toggle: (place) => this.#toggle(row(place)),
      obey: (key, place) => this.#obey(key, place),
      hover: (place) => hoverInGrid(figure, place < 0 ? -1 : row(place)),
      menu: (place, box) => figure.surroundings.asking.menu.open(row(place), box),
      besides: gridButtons(figure, (place) => this.#shown.tree.name(row(place)), row),
    };
  }

  /**
   * @param {number} place
   * @param {boolean} isTouch
   */
  #select(place, isTouch) {
    this.#active = this.#shown.rows[place];
    this.#isSelecting = true;
    selectInGrid(this.figure, this.#active, isTouch);
    this.#isSelecting = false;
    this.grid.rows.keepAbove(place, this.figure.surroundings.sheetTop);
  }

  /** @param {number} row */
  #toggle(row) {
    this.#active = row;
    this.#change((rows) => (rows.isOpen(row) ? rows.close(row) : rows.open(row)));
  }

  /**
   * @param {string} key
   * @param {number} place
   * @returns {boolean} whether it is a key of the tree
   */
  #obey(key, place) {
    const rows = this.#shown;
    const row = rows.rows[place];
    const isBranch = rows.children(row).length > 0;
    if (key === "ArrowRight") {
      if (isBranch && rows.isOpen(row)) {
        this.grid.go(place + 1);
      } else if (isBranch) {
        this.#toggle(row);
      }
    } else if (key === "ArrowLeft") {
      if (isBranch && rows.isOpen(row)) {
        this.#toggle(row);
      } else if (row > 0) {
        this.grid.go(rows.placeOf(rows.tree.parent[row]));
      }
    } else if (key === "*") {
      this.#openBelow(row);
    } else {
      return false;
    }
    return true;
  }

  /** @param {number} row */
  #openBelow(row) {
    this.#active = row;
    this.#change((rows) => {
      const isWhole = rows.openBelow(row);
      this.figure.say(isWhole ? "Opened all below" : "Opened the heaviest below");
    });
  }

  /**
   * @param {number} place
   * @returns {GridItem}
   */
  #itemAt(place) {
    const rows = this.#shown;
    const { tree } = rows;
    const { color, matches } = /** @type {Scene} */ (this.#scene);
    const row = rows.rows[place];
    const hasChildren = rows.children(row).length > 0;
    return {
      index: row,
      row,
      name: tree.name(row),
      note: this.#note(row),
      colour: colourClass(tree, row, color),
      isMatched: matches?.has(row) ?? false,
      isSelected: this.figure.state.selected === row,
      branch: {
        level: tree.depth[row] + 1,
        position: rows.positions[place],
        count: row === 0 ? 1 : rows.children(tree.parent[row]).length,
        isOpen: hasChildren ? rows.isOpen(row) : null,
      },
    };
  }

  /**
   * @param {number} row
   * @returns {string} its callouts, and what a search found in it while it is closed
   */
  #note(row) {
    const rows = this.#shown;
    const { callouts, matches } = /** @type {Scene} */ (this.#scene);
    const numbers = callouts.filter((callout) => callout.row === row).map(({ number }) => `callout ${number}`);
    const inside =
      matches === null || rows.isOpen(row)
        ? 0
        : lowerBound(matches.rows, rows.tree.end[row]) - lowerBound(matches.rows, row + 1);
    return [...numbers, inside > 0 ? `${countOf(inside, "match", "matches")} inside` : ""]
      .filter((part) => part !== "")
      .join(", ");
  }
}
