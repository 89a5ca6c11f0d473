"use strict";

/**
 * What the details show of a frame.
 *
 * @typedef {object} FrameDetails
 * @property {number} row
 * @property {string} name
 * @property {readonly (readonly [string, string])[]} facts labels and values
 * @property {boolean} canZoom
 * @property {boolean} canSearch
 */

/** What is known of the selected frame: under the picture, or after a touch in a sheet at the bottom of the window. */
class Details {
  /** @type {FrameDetails | null} */
  #shown = null;

  /**
   * @param {FigureActions} actions
   * @param {FrameMenu} menu
   */
  constructor(actions, menu) {
    this.element = htmlElement("section", "figure-details");
    this.element.setAttribute("aria-label", "Selected frame");
    this.element.hidden = true;
    this.name = htmlElement("p", "details-name");
    this.name.dir = "ltr";
    this.facts = htmlElement("dl", "details-facts");
    const row = () => this.#shown?.row ?? 0;
    const name = () => this.#shown?.name ?? "";
    this.zoom = buttonElement("Zoom", "", () => actions.journey.zoomTo(row()));
    this.search = buttonElement("Search this", "", () => actions.setSearch(exactSearch(name())));
    const copyName = buttonElement("Copy name", "", () => confirmCopy(copyName, actions.copyText(name())));
    const copyLink = buttonElement("Copy link", "Copy a link to this frame", () =>
      confirmCopy(copyLink, actions.copyLink(row())),
    );
    const more = buttonElement("More…", "What else can be done with this frame", () => {
      menu.open(row(), { ...boxOf(more), isSheet: this.element.classList.contains("is-sheet"), button: more });
    });
    setAttribute(more, "aria-haspopup", "menu");
    setAttribute(more, "aria-expanded", "false");
    const close = buttonElement("×", "Close", () => actions.deselect());
    close.classList.add("details-close");
    const buttons = htmlElement("div", "details-actions");
    buttons.append(this.zoom, this.search, copyName, copyLink, more);
    this.element.append(this.name, close, this.facts, buttons);
  }

  /**
   * @param {FrameDetails | null} details null puts them away
   * @param {boolean} isSheet
   */
  show(details, isSheet) {
    this.#shown = details;
    this.element.hidden = details === null;
    this.element.classList.toggle("is-sheet", isSheet);
    if (details === null) {
      return;
    }
    this.name.textContent = details.name;
    this.facts.replaceChildren(
      ...details.facts.map(([label, value]) => {
        const pair = htmlElement("div");
        pair.append(htmlElement("dt", "", label), htmlElement("dd", "", value));
        return pair;
      }),
    );
    this.zoom.hidden = !details.canZoom;
    this.search.hidden = !details.canSearch;
  }
}

/**
 * @param {Element} element
 * @returns {{left: number, top: number, right: number, bottom: number}} where it lies in the window
 */
function boxOf(element) {
  const { left, top, right, bottom } = element.getBoundingClientRect();
  return { left, top, right, bottom };
}

/**
 * @param {string} name
 * @returns {SearchState} the search that finds this name; only this one, unless it is too long for a pattern
 */
function exactSearch(name) {
  const LONGEST = 500;
  return name.length > LONGEST
    ? { text: name, isPlain: true, ignoresCase: false }
    : { text: `^${name.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&")}$`, isPlain: false, ignoresCase: false };
}
