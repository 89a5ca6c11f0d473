"use strict";

/**
 * What stands at a place of a grid: `index` is what it is weighed by, `row` one of the tree or -1. A branch is a row of
 * a tree grid; `isOpen` is null for one with nothing below it.
 *
 * @typedef {object} GridItem
 * @property {number} index
 * @property {number} row
 * @property {string} name
 * @property {string} note what is said quietly behind the name
 * @property {string} colour the class of its colour, "" for none
 * @property {boolean} isMatched
 * @property {boolean} isSelected
 * @property {{level: number, position: number, count: number, isOpen: boolean | null} | null} branch
 *
 * What a grid asks of its panel.
 *
 * @typedef {object} GridActions
 * @property {() => Weighing} weighing
 * @property {(place: number) => GridItem} itemAt
 * @property {(sorting: Sorting) => void} sort
 * @property {(place: number, isTouch: boolean) => void} select
 * @property {(place: number) => void} open by Enter or a double click
 * @property {(place: number) => void} [toggle]
 * @property {(key: string, place: number) => boolean} [obey] a key of the panel's own; whether it was one
 * @property {(place: number) => void} hover -1 for none
 * @property {(place: number, box: MenuPlace) => void} menu opens what can be done with a row
 * @property {ReadonlyMap<string, (place: number) => void>} besides what each button at the end of a name does
 */

/** A table of weights with heads that sort it, of which only the rows in sight are in the document. */
class DataGrid {
  #isTouch = false;
  #count = 0;
  /** @type {Sorting} */
  #sorting = { column: 0, direction: "falling" };

  /**
   * @param {"grid" | "treegrid"} role
   * @param {string} label
   * @param {readonly TableColumn[]} columns
   * @param {GridActions} actions
   */
  constructor(role, label, columns, actions) {
    this.columns = columns;
    this.actions = actions;
    this.element = htmlElement("div", "data-grid");
    this.table = htmlElement("div", "grid-table");
    this.table.setAttribute("role", role);
    this.table.setAttribute("aria-label", label);
    this.heads = columns.map((column, index) => this.#headCell(column, index));
    this.body = htmlElement("div", "grid-body");
    this.body.setAttribute("role", "rowgroup");
    this.table.append(this.#head(), this.body);
    this.element.append(this.table);
    this.rows = new VirtualRows(this.element, this.body, {
      make: () => gridRow(columns, [...actions.besides.keys()]),
      write: (element, place) => writeGridRow(element, this.columns, actions.weighing(), actions.itemAt(place), place),
    });
    this.#listen();
  }

  /**
   * Writes anew what is in sight.
   * @param {number} count how many rows there are
   * @param {number} active
   */
  show(count, active) {
    this.#count = count;
    setAttribute(this.table, "aria-rowcount", String(count + 1));
    this.rows.show(count, active);
  }

  /** @param {Sorting} sorting */
  showSorting(sorting) {
    this.#sorting = sorting;
    this.heads.forEach((head, index) => {
      const isSorted = index === sorting.column;
      const words = { falling: "descending", rising: "ascending", size: "other" };
      setAttribute(head, "aria-sort", isSorted ? words[sorting.direction] : null);
    });
  }

  /**
   * Goes to a row and takes the focus there.
   * @param {number} place
   */
  go(place) {
    if (this.#count > 0) {
      const within = Math.max(0, Math.min(place, this.#count - 1));
      this.rows.activate(within);
      this.rows.focus();
      this.actions.select(within, false);
    }
  }

  /** @returns {HTMLElement} */
  #head() {
    const group = htmlElement("div", "grid-head");
    group.setAttribute("role", "rowgroup");
    const row = htmlElement("div", "grid-row");
    row.setAttribute("role", "row");
    row.append(...this.heads);
    group.append(row);
    return group;
  }

  /**
   * @param {TableColumn} column
   * @param {number} index
   * @returns {HTMLElement}
   */
  #headCell(column, index) {
    const cell = gridCell("columnheader", column);
    const button = buttonElement(column.label, "", () => {
      const { column: sorted, direction } = this.#sorting;
      this.actions.sort({ column: index, direction: nextDirection(column, sorted === index ? direction : null) });
    });
    if (column.spoken !== column.label) {
      button.setAttribute("aria-label", column.spoken);
    }
    cell.append(button);
    return cell;
  }

  #listen() {
    const { body, rows, actions } = this;
    body.addEventListener("pointerdown", ({ pointerType }) => {
      this.#isTouch = pointerType === "touch";
    });
    body.addEventListener("click", (event) => this.#onClick(event));
    body.addEventListener("dblclick", ({ target }) => {
      const place = rows.indexAt(target);
      if (place >= 0 && !isOn(target, "button, .twisty")) {
        actions.open(place);
      }
    });
    body.addEventListener("pointerover", ({ target }) => actions.hover(rows.indexAt(target)));
    body.addEventListener("pointerleave", () => actions.hover(-1));
    new MenuGestures(body, (x, y, isTouch) => {
      const place = rows.indexAt(document.elementFromPoint(x, y));
      if (place >= 0) {
        actions.menu(place, { left: x, right: x, top: y, bottom: y, isSheet: isTouch });
      }
      return place >= 0;
    });
    body.addEventListener("keydown", (event) => {
      if (this.#obeyKey(event)) {
        event.preventDefault();
        event.stopPropagation();
      }
    });
  }

  /** @param {MouseEvent} event */
  #onClick({ target }) {
    const { rows, actions } = this;
    const place = rows.indexAt(target);
    if (place < 0) {
      return;
    }
    const button = target instanceof Element ? target.closest("button") : null;
    if (button !== null) {
      actions.besides.get(button.textContent ?? "")?.(place);
    } else if (isOn(target, ".twisty")) {
      rows.activate(place);
      actions.toggle?.(place);
    } else {
      rows.activate(place);
      actions.select(place, this.#isTouch);
    }
  }

  /**
   * @param {KeyboardEvent} event in the body
   * @returns {boolean} whether the key was one of the grid's
   */
  #obeyKey({ key, target, ctrlKey, altKey, metaKey, shiftKey }) {
    const { rows, actions } = this;
    const place = rows.indexAt(target);
    if (place < 0 || ctrlKey || altKey || metaKey) {
      return false;
    }
    const box = rows.boxOf(place);
    if (box !== null && (key === "." || key === "ContextMenu" || (key === "F10" && shiftKey))) {
      const { left, right, top, bottom } = box;
      actions.menu(place, { left, right, top, bottom, isSheet: false });
      return true;
    }
    const goal = gridStep(key, place, { count: this.#count, page: rows.page });
    if (goal !== null) {
      this.go(goal);
      return true;
    }
    if (isOn(target, "button") && (key === "Enter" || key === " ")) {
      return false; // it presses the button
    }
    if (actions.obey?.(key, place)) {
      return true;
    }
    if (key === "Enter") {
      actions.open(place);
    } else if (key === " ") {
      (actions.toggle ?? actions.open)(place);
    }
    return key === "Enter" || key === " ";
  }
}

/**
 * Where a key goes from a row.
 * @param {string} key
 * @param {number} place
 * @param {{count: number, page: number}} grid
 * @returns {number | null} null where it goes nowhere; it may lie beyond either end
 */
function gridStep(key, place, { count, page }) {
  switch (key) {
    case "ArrowUp":
      return place - 1;
    case "ArrowDown":
      return place + 1;
    case "PageUp":
      return place - page;
    case "PageDown":
      return place + page;
    case "Home":
      return 0;
    case "End":
      return count - 1;
    default:
      return null;
  }
}

/**
 * @param {EventTarget | null} target
 * @param {string} selector
 * @returns {boolean}
 */
function isOn(target, selector) {
  return target instanceof Element && target.closest(selector) !== null;
}
