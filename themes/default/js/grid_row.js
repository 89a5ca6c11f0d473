"use strict";

/*
 * The elements of a grid's rows: made empty, and filled with one thing after another as the reader scrolls.
 */

/** Deeper rows of a tree stand no further in, and say how deep they are: the names need their room. */
const DEEPEST_INDENT = 16;
/** What is cut of a name before the page is asked to: more than any screen shows of it. */
const LONGEST_NAME = 400;

/**
 * @param {"columnheader" | "rowheader" | "gridcell"} role
 * @param {TableColumn} column
 * @returns {HTMLElement}
 */
function gridCell(role, { id, kind }) {
  const cell = htmlElement("div", `grid-cell is-${id}${kind === "name" ? "" : " number"}`);
  cell.setAttribute("role", role);
  return cell;
}

/**
 * @param {readonly TableColumn[]} columns
 * @param {readonly string[]} buttons at the end of the name
 * @returns {HTMLElement}
 */
function gridRow(columns, buttons) {
  const row = htmlElement("div", "grid-row");
  row.setAttribute("role", "row");
  for (const column of columns) {
    if (column.kind === "name") {
      row.append(nameCell(column, buttons));
      continue;
    }
    const cell = gridCell("gridcell", column);
    cell.append(htmlElement("span", "value"), " ", htmlElement("span", "share"));
    row.append(cell);
  }
  return row;
}

/**
 * @param {TableColumn} column
 * @param {readonly string[]} buttons
 * @returns {HTMLElement}
 */
function nameCell(column, buttons) {
  const cell = gridCell("rowheader", column);
  const actions = htmlElement("span", "grid-actions");
  for (const text of buttons) {
    const button = htmlElement("button", "flame-button", text);
    button.type = "button";
    actions.append(button);
  }
  for (const part of ["twisty", "swatch"]) {
    const mark = htmlElement("span", part);
    mark.setAttribute("aria-hidden", "true");
    cell.append(mark);
  }
  const text = htmlElement("span", "grid-text"); // one line: where it is too long, the note goes first
  const name = htmlElement("bdi", "grid-name");
  name.dir = "ltr";
  text.append(name, " ", htmlElement("span", "grid-note"));
  cell.append(text, actions);
  return cell;
}

/**
 * @param {HTMLElement} element as gridRow made it
 * @param {readonly TableColumn[]} columns
 * @param {Weighing} weighing
 * @param {GridItem} item
 * @param {number} place
 */
function writeGridRow(element, columns, weighing, item, place) {
  const { branch } = item;
  setAttribute(element, "aria-rowindex", String(place + 2)); // the heads are the first row
  setAttribute(element, "aria-selected", String(item.isSelected));
  element.classList.toggle("is-matched", item.isMatched);
  element.classList.toggle("is-selected", item.isSelected);
  setAttribute(element, "aria-level", branch && String(branch.level));
  setAttribute(element, "aria-posinset", branch && String(branch.position));
  setAttribute(element, "aria-setsize", branch && String(branch.count));
  setAttribute(element, "aria-expanded", branch && branch.isOpen !== null ? String(branch.isOpen) : null);
  columns.forEach((column, index) => {
    const cell = /** @type {HTMLElement} */ (element.children[index]);
    if (column.kind === "name") {
      writeName(cell, item);
      for (const button of cell.querySelectorAll("button")) {
        button.tabIndex = element.tabIndex; // Tab goes on to the buttons of the active row alone
      }
      return;
    }
    const [value, besides] = /** @type {HTMLCollectionOf<HTMLElement>} */ (cell.children);
    [value.textContent, besides.textContent] = column.texts(weighing, item.index);
    cell.style.setProperty("--share", column.share?.(weighing, item.index).toFixed(4) ?? "0");
  });
}

/**
 * @param {HTMLElement} cell
 * @param {GridItem} item
 */
function writeName(cell, { name, note, colour, branch }) {
  const [twisty, swatch, text] = /** @type {HTMLCollectionOf<HTMLElement>} */ (cell.children);
  const [inner, quiet] = /** @type {HTMLCollectionOf<HTMLElement>} */ (text.children);
  const level = (branch?.level ?? 1) - 1;
  cell.style.setProperty("--level", String(Math.min(level, DEEPEST_INDENT)));
  twisty.textContent = level > DEEPEST_INDENT ? String(level) : "";
  swatch.className = `swatch ${colour}`;
  swatch.hidden = colour === "";
  setAttribute(cell, "aria-label", [name || "(no name)", note].join(" ").trim()); // without the buttons
  inner.textContent = name.slice(0, LONGEST_NAME) || "(no name)";
  quiet.textContent = note;
  text.title = [name, note]
    .join("\n")
    .trim()
    .slice(0, 10 * LONGEST_NAME);
}
