"use strict";

/**
 * An entry of a menu, or a group's end.
 *
 * @typedef {{label: string, act: () => void}} MenuItem
 * @typedef {MenuItem | "rule"} MenuEntry
 *
 * Where a menu opens: beside this box in the window, or over the foot of the window, for a finger; `button` is the one
 * that opens it, if any.
 *
 * @typedef {{left: number, top: number, right: number, bottom: number, isSheet: boolean, button?: HTMLElement}} MenuPlace
 */

/** A menu over the page, for pointer, finger and keyboard; one that is open closes where another one opens. */
class PopupMenu {
  /** How near it comes to the window's edges. */
  static EDGE_PX = 8;
  /** @type {PopupMenu | null} */
  static #opened = null;

  /** @type {Element | null} what had the focus before */
  #opener = null;
  /** @type {HTMLElement | null} whose presses open and close it in turn */
  #button = null;
  /** @type {HTMLButtonElement[]} */
  #items = [];
  /** Whether a press began here: the lift of the finger that opened the menu may come down on an entry. */
  #isPressed = false;
  /** @param {Event} event */
  #onPress = (event) => {
    const path = event.composedPath();
    if (!path.includes(this.element) && (this.#button === null || !path.includes(this.#button))) {
      this.close({ givesBack: false });
    }
  };
  #onResize = () => this.close({ givesBack: false });

  /** @param {HTMLElement} parent of the figure, so that its keys and its language hold here as well */
  constructor(parent) {
    this.element = htmlElement("div", "flame-menu");
    this.element.popover = "manual"; // the lift of the finger that opened it would close an "auto" one
    this.heading = htmlElement("p", "menu-heading");
    this.list = htmlElement("div", "menu-list");
    this.list.setAttribute("role", "menu");
    this.element.append(this.heading, this.list);
    this.element.addEventListener("keydown", (event) => this.#onKey(event));
    this.element.addEventListener("pointerdown", () => {
      this.#isPressed = true;
    });
    this.element.addEventListener("contextmenu", (event) => event.preventDefault());
    parent.append(this.element);
  }

  /** @returns {boolean} */
  get isOpen() {
    return PopupMenu.#opened === this;
  }

  /**
   * Opens it; a press of the button that it was opened by closes it again.
   * @param {string} title
   * @param {readonly MenuEntry[]} entries
   * @param {MenuPlace} place
   */
  open(title, entries, place) {
    const { button = null } = place;
    if (this.isOpen && button !== null && button === this.#button) {
      this.close();
      return;
    }
    PopupMenu.#opened?.close({ givesBack: false });
    PopupMenu.#opened = this;
    this.#button = button;
    button?.setAttribute("aria-expanded", "true");
    this.#opener = document.activeElement;
    this.#isPressed = false;
    this.heading.textContent = title.slice(0, 1000); // a few lines are shown
    this.list.setAttribute("aria-label", title.slice(0, 200));
    this.#items = [];
    this.list.replaceChildren(...entries.map((entry) => (entry === "rule" ? menuRule() : this.#itemOf(entry))));
    this.element.classList.toggle("is-sheet", place.isSheet);
    this.element.showPopover();
    this.#moveTo(place);
    addEventListener("pointerdown", this.#onPress, true);
    addEventListener("resize", this.#onResize);
    this.#items[0]?.focus({ preventScroll: true });
  }

  /** @param {{givesBack?: boolean}} [how] whether the focus goes back to where it was */
  close({ givesBack = true } = {}) {
    if (!this.isOpen) {
      return;
    }
    PopupMenu.#opened = null;
    this.#button?.setAttribute("aria-expanded", "false");
    removeEventListener("pointerdown", this.#onPress, true);
    removeEventListener("resize", this.#onResize);
    this.element.hidePopover();
    const opener = this.#opener;
    if (givesBack && (opener instanceof HTMLElement || opener instanceof SVGElement)) {
      opener.focus({ preventScroll: true });
    }
  }

  /**
   * @param {MenuItem} item
   * @returns {HTMLButtonElement}
   */
  #itemOf({ label, act }) {
    const button = htmlElement("button", "menu-item", label);
    button.type = "button";
    button.addEventListener("click", ({ detail }) => {
      const isByKey = detail === 0;
      if (isByKey || this.#isPressed) {
        this.close();
        act();
      }
    });
    button.setAttribute("role", "menuitem");
    button.tabIndex = -1;
    this.#items.push(button);
    return button;
  }

  /** @param {MenuPlace} place */
  #moveTo({ left, top, bottom, isSheet }) {
    const { style, offsetWidth, offsetHeight } = this.element;
    if (isSheet) {
      style.removeProperty("left");
      style.removeProperty("top");
      return;
    }
    const room = { x: document.documentElement.clientWidth, y: document.documentElement.clientHeight };
    const isBelow = bottom + offsetHeight + PopupMenu.EDGE_PX <= room.y;
    const wanted = isBelow ? bottom : top - offsetHeight;
    const lowest = room.y - offsetHeight - PopupMenu.EDGE_PX;
    style.left = `${Math.round(Math.max(PopupMenu.EDGE_PX, Math.min(left, room.x - offsetWidth - PopupMenu.EDGE_PX)))}px`;
    style.top = `${Math.round(Math.max(PopupMenu.EDGE_PX, Math.min(wanted, lowest)))}px`;
  }

  /** @param {KeyboardEvent} event */
  #onKey(event) {
    event.stopPropagation(); // the figure's keys wait
    const at = this.#items.indexOf(/** @type {HTMLButtonElement} */ (document.activeElement));
    const next = menuStep(
      this.#items.map(({ textContent }) => textContent ?? ""),
      at,
      event,
    );
    if (next !== null) {
      event.preventDefault();
      this.#items[next].focus({ preventScroll: false });
    } else if (event.key === "Escape" || event.key === "Tab") {
      event.preventDefault();
      this.close();
    }
  }
}

/**
 * Which entry of a menu a key goes to: arrows go round, letters to the next entry that begins with them.
 * @param {readonly string[]} labels
 * @param {number} at where the focus is, -1 for nowhere
 * @param {{key: string, ctrlKey: boolean, altKey: boolean, metaKey: boolean}} event
 * @returns {number | null} null where the key goes nowhere
 */
function menuStep(labels, at, { key, ctrlKey, altKey, metaKey }) {
  const { length } = labels;
  if (length === 0 || ctrlKey || altKey || metaKey) {
    return null;
  }
  switch (key) {
    case "ArrowDown":
      return (at + 1) % length;
    case "ArrowUp":
      return at < 0 ? length - 1 : (at + length - 1) % length;
    case "Home":
      return 0;
    case "End":
      return length - 1;
    default: {
      const begins = (/** @type {string} */ label) => label.toLowerCase().startsWith(key.toLowerCase());
      const found =
        key.length === 1 && key !== " " ? labels.findIndex((label, index) => index > at && begins(label)) : -1;
      const first = key.length === 1 && key !== " " ? labels.findIndex(begins) : -1;
      return found >= 0 ? found : first >= 0 ? first : null;
    }
  }
}

/** @returns {HTMLElement} */
function menuRule() {
  const rule = htmlElement("div", "menu-rule");
  rule.setAttribute("role", "separator");
  return rule;
}
