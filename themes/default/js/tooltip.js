"use strict";

/** The few words beside the pointer. One for the page; it takes no pointer itself, and the details say the same. */
class Tooltip {
  static DISTANCE_PX = 14;

  #name = htmlElement("div", "tooltip-name");
  #weight = htmlElement("div", "tooltip-weight");
  #besides = htmlElement("div", "tooltip-weight");

  constructor() {
    this.element = htmlElement("div", "flame-tooltip");
    this.element.setAttribute("aria-hidden", "true");
    this.element.hidden = true;
    this.element.append(this.#name, this.#weight, this.#besides);
    document.body.append(this.element);
  }

  /**
   * @param {FrameFacts} facts
   * @param {number} x of the pointer in the window
   * @param {number} y
   */
  show(facts, x, y) {
    const name = facts.badge === "" ? facts.name : `${facts.name} ${facts.badge}`;
    this.showLines([name, weightSentence(facts), besidesSentence(facts)], x, y);
  }

  /**
   * @param {readonly [string, string, string]} lines a name and what is said of it
   * @param {number} x of the pointer in the window
   * @param {number} y
   */
  showLines([name, weight, besides], x, y) {
    this.#name.textContent = name.slice(0, 1000); // a few lines are shown
    this.#weight.textContent = weight;
    this.#besides.textContent = besides;
    this.element.hidden = false;
    const { offsetWidth, offsetHeight } = this.element;
    const room = { x: document.documentElement.clientWidth, y: document.documentElement.clientHeight };
    const left = Math.max(0, Math.min(x + Tooltip.DISTANCE_PX, room.x - offsetWidth - Tooltip.DISTANCE_PX));
    const below = y + Tooltip.DISTANCE_PX;
    const isBelow = below + offsetHeight <= room.y;
    const top = isBelow ? below : Math.max(0, y - Tooltip.DISTANCE_PX - offsetHeight);
    this.element.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`;
  }

  hide() {
    if (!this.element.hidden) {
      this.element.hidden = true;
    }
  }
}
