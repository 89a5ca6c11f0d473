"use strict";

/**
 * @typedef {object} CalloutItemActions
 * @property {(isOn: boolean) => void} point the pointer or the focus came to the item, or left it
 * @property {() => void} press its pin was pressed
 */

/** An item of the list after a figure. */
class CalloutItem {
  /**
   * @param {HTMLElement} element
   * @param {HTMLAnchorElement} pin its number, a link to itself
   * @param {CalloutItemActions} actions
   */
  constructor(element, pin, { point, press }) {
    this.element = element;
    const number = pin.textContent ?? "";
    /** What it says, without its number. */
    this.text = (element.textContent ?? "").replaceAll(/\s+/g, " ").trim().slice(number.length).trim();
    pin.title = "Show in the figure";
    for (const [name, isOn] of /** @type {const} */ ([
      ["pointerenter", true],
      ["pointerleave", false],
      ["focusin", true],
      ["focusout", false],
    ])) {
      element.addEventListener(name, () => point(isOn));
    }
    pin.addEventListener("click", (event) => {
      if (!event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey) {
        event.preventDefault();
        press();
      }
    });
  }

  /**
   * @param {string} id
   * @param {CalloutItemActions} actions
   * @returns {CalloutItem | null} null where the page has no such item
   */
  static find(id, actions) {
    const element = document.getElementById(id);
    const pin = element?.querySelector(".callout-pin");
    return element && pin instanceof HTMLAnchorElement ? new CalloutItem(element, pin, actions) : null;
  }

  /** @param {boolean} isCurrent whether the figure shows it */
  setCurrent(isCurrent) {
    this.element.classList.toggle("is-current", isCurrent);
    setAttribute(this.element, "aria-current", isCurrent ? "true" : null);
  }

  /** @param {boolean} isLit */
  light(isLit) {
    this.element.classList.toggle("is-lit", isLit);
  }
}
