"use strict";

/**
 * What became of a frame that changed, as the table orders it.
 *
 * @typedef {{row: number, ancestors: readonly number[], name: string, change: Change}} MoverRow
 *
 * @typedef {object} MoverColumn
 * @property {string} label
 * @property {boolean} isNumber
 * @property {(mover: MoverRow) => string | number} key what the column is sorted by
 * @property {(mover: MoverRow) => readonly (Node | string)[]} cell
 *
 * What the table asks of its figure.
 *
 * @typedef {object} MoverActions
 * @property {(row: number) => string} linkTo
 * @property {(row: number) => void} visit
 * @property {(row: number) => void} light -1 for none
 */

/** The frames that changed most, for the comparison shown. Each leads to its frame in the picture. */
class MoversTable {
  /** How many are listed before the reader asks for all. */
  static FIRST = 10;
  /** Deep stacks have many callers with the same change: the nearest are listed. */
  static MOST_ANCESTORS = 4;

  /** @type {CallTree | null} */
  #tree = null;
  /** @type {Comparison | null} */
  #comparison = null;
  #listsAll = false;
  /** Which column the rows are sorted by: -1 for none, the largest change first. */
  #sorted = -1;
  #isReversed = false;

  /**
   * @param {HTMLDetailsElement | null} former the table as it stood without scripts
   * @param {MoverActions} actions
   */
  constructor(former, actions) {
    this.actions = actions;
    this.head = htmlElement("tr");
    this.body = htmlElement("tbody");
    this.more = buttonElement("", "", () => this.#listAll());
    this.element = htmlElement("details", "figure-movers");
    this.element.open = former?.open ?? true;
    this.element.append(htmlElement("summary", "", "Largest changes"), this.#scroller(), this.more);
    for (const [element, role] of /** @type {const} */ ([
      [this.head, "row"],
      [this.body, "rowgroup"],
    ])) {
      element.setAttribute("role", role);
    }
  }

  /** @param {CallTree} tree with a comparison */
  show(tree) {
    this.#tree = tree;
    if (tree.comparison !== this.#comparison) {
      this.#comparison = tree.comparison;
      this.#write();
    }
  }

  /** @returns {HTMLElement} */
  #scroller() {
    // Roles are said: where the rows become blocks on a phone, browsers no longer see a table in them.
    const scroller = htmlElement("div", "table-scroll");
    const table = htmlElement("table", "movers-table");
    table.setAttribute("role", "table");
    table.setAttribute("aria-label", "Largest changes");
    const thead = htmlElement("thead");
    thead.setAttribute("role", "rowgroup");
    thead.append(this.head);
    table.append(thead, this.body);
    scroller.append(table);
    return scroller;
  }

  #write() {
    const tree = /** @type {CallTree} */ (this.#tree);
    const comparison = /** @type {Comparison} */ (this.#comparison);
    const columns = moverColumns(comparison, tree.isNet, (mover) => this.#nameCell(mover));
    const movers = comparison.block.movers.map(({ row, ancestors }) => {
      return { row, ancestors, name: tree.name(row), change: comparison.ofSubtree(row) };
    });
    const ordered = this.#sorted < 0 ? movers : sortedMovers(movers, columns[this.#sorted], this.#isReversed);
    const listed = this.#listsAll ? ordered : ordered.slice(0, MoversTable.FIRST);
    this.head.replaceChildren(...columns.map((column, index) => this.#headCell(column, index)));
    this.body.replaceChildren(...listed.map((mover) => bodyRow(mover, columns)));
    this.element.hidden = movers.length === 0;
    this.more.hidden = listed.length === movers.length;
    this.more.textContent = `Show all ${formatNumber(movers.length)}`;
  }

  #listAll() {
    this.#listsAll = true;
    this.#write();
    /** @type {NodeListOf<HTMLAnchorElement>} */ (this.body.querySelectorAll("a.mover-name"))[
      MoversTable.FIRST
    ].focus();
  }

  /**
   * A button that sorts: numbers fall and names rise at first, then the other way round, then as it was.
   * @param {MoverColumn} column
   * @param {number} index
   * @returns {HTMLElement}
   */
  #headCell({ label, isNumber }, index) {
    const isSorted = index === this.#sorted;
    const button = buttonElement(label, "", () => {
      const isOver = isSorted && this.#isReversed;
      this.#isReversed = isSorted && !isOver;
      this.#sorted = isOver ? -1 : index;
      this.#write();
      this.head.querySelectorAll("button")[index].focus();
    });
    const cell = htmlElement("th", isNumber ? "number" : "");
    cell.scope = "col";
    cell.setAttribute("role", "columnheader");
    if (isSorted) {
      cell.setAttribute("aria-sort", isNumber === this.#isReversed ? "ascending" : "descending");
    }
    cell.append(button);
    return cell;
  }

  /**
   * @param {MoverRow} mover
   * @returns {Node[]}
   */
  #nameCell({ row, ancestors, name }) {
    const link = this.#link(row, name);
    link.className = "mover-name";
    if (ancestors.length === 0) {
      return [link];
    }
    const tree = /** @type {CallTree} */ (this.#tree);
    const same = htmlElement("span", "mover-ancestors", "the same change: ");
    ancestors.slice(0, MoversTable.MOST_ANCESTORS).forEach((above, index) => {
      same.append(index > 0 ? ", " : "", this.#link(above, tree.name(above)));
    });
    const others = ancestors.length - MoversTable.MOST_ANCESTORS;
    same.append(others > 0 ? ` and ${countOf(others, "more caller")}` : "");
    return [link, same];
  }

  /**
   * @param {number} row
   * @param {string} name
   * @returns {HTMLAnchorElement}
   */
  #link(row, name) {
    const { linkTo, light, visit } = this.actions;
    const link = htmlElement("a", "", name || "(no name)");
    link.href = linkTo(row);
    link.addEventListener("click", (event) => {
      if (!event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey) {
        event.preventDefault();
        visit(row);
      }
    });
    for (const [arrives, leaves] of [
      ["pointerenter", "pointerleave"],
      ["focus", "blur"],
    ]) {
      link.addEventListener(arrives, () => light(row));
      link.addEventListener(leaves, () => light(-1));
    }
    return link;
  }
}

/**
 * @param {Comparison} comparison
 * @param {boolean} isNet
 * @param {(mover: MoverRow) => Node[]} nameCell
 * @returns {MoverColumn[]}
 */
function moverColumns(comparison, isNet, nameCell) {
  const { unit } = comparison;
  const measured = (/** @type {number} */ value, /** @type {string} */ text) => {
    const element = htmlElement("data", "", text);
    element.value = String(value);
    return element;
  };
  const side =
    (/** @type {"before" | "after"} */ which) =>
    (/** @type {MoverRow} */ { change }) => [measured(change[which], formatWeight(change[which], unit))];
  /** @type {MoverColumn[]} */
  const sides = [
    { label: "Before", isNumber: true, key: ({ change }) => change.before, cell: side("before") },
    { label: "After", isNumber: true, key: ({ change }) => change.after, cell: side("after") },
  ];
  /** @type {MoverColumn} */
  const relative = {
    label: "Relative",
    isNumber: true,
    key: ({ change }) => change.difference / change.before,
    cell: ({ change }) => [relativeText(change)],
  };
  return [
    { label: "Frame", isNumber: false, key: ({ name }) => name, cell: nameCell },
    ...(isNet ? [] : sides),
    {
      label: "Change",
      isNumber: true,
      key: ({ change }) => change.difference,
      cell: ({ change }) => [
        measured(change.difference, formatChange(change.difference, unit)),
        htmlElement("span", "interval", intervalText(change, unit)),
      ],
    },
    ...(isNet ? [] : [relative]),
    {
      label: "Verdict",
      isNumber: false,
      key: ({ change }) => verdictWord(change.verdict, comparison),
      cell: ({ change }) => [verdictWord(change.verdict, comparison)],
    },
  ];
}

/**
 * @param {readonly MoverRow[]} movers the largest first, which stays the order of equal ones
 * @param {MoverColumn} column
 * @param {boolean} isReversed
 * @returns {MoverRow[]} names rising, numbers falling, or the other way round
 */
function sortedMovers(movers, { key, isNumber }, isReversed) {
  const direction = isNumber === isReversed ? 1 : -1;
  return [...movers].sort((one, other) => {
    const [first, second] = [key(one), key(other)];
    return first === second ? 0 : direction * (first < second ? -1 : 1);
  });
}

/**
 * @param {MoverRow} mover
 * @param {readonly MoverColumn[]} columns
 * @returns {HTMLTableRowElement}
 */
function bodyRow(mover, columns) {
  const line = htmlElement("tr");
  line.setAttribute("role", "row");
  columns.forEach(({ label, isNumber, cell }, index) => {
    const element = htmlElement(index === 0 ? "th" : "td", isNumber ? "number" : "");
    element.setAttribute("role", index === 0 ? "rowheader" : "cell");
    if (element instanceof HTMLTableCellElement && index === 0) {
      element.scope = "row";
    }
    element.dataset.label = label;
    element.append(...cell(mover));
    line.append(element);
  });
  return line;
}
