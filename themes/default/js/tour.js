"use strict";

/*
 * The guided tour of a figure's callouts: which keys lead it, and its buttons under the list.
 */

/**
 * What a key means to a tour: the callout of a number, a step, or its end.
 *
 * @typedef {{number: number} | {step: 1 | -1} | {isEnd: true}} TourCommand
 */

/**
 * @param {{key: string, ctrlKey: boolean, altKey: boolean, metaKey: boolean}} event
 * @returns {TourCommand | null}
 */
function tourCommand({ key, ctrlKey, altKey, metaKey }) {
  // On many keyboards a bracket is typed with AltGr, which some systems report as Ctrl and Alt.
  const isBracket = (key === "[" || key === "]") && ctrlKey === altKey && !metaKey;
  if (isBracket) {
    return { step: key === "]" ? 1 : -1 };
  }
  if (ctrlKey || altKey || metaKey) {
    return null;
  }
  if (/^[1-9]$/.test(key)) {
    return { number: Number(key) };
  }
  return key === "Escape" ? { isEnd: true } : null;
}

/**
 * The callout a step away from the one before, going round at either end; the first and the last from none.
 * @param {number} place counted from 0, -1 for none
 * @param {1 | -1} step
 * @param {number} count
 * @returns {number}
 */
function nextPlace(place, step, count) {
  return place < 0 && step < 0 ? count - 1 : (place + step + count) % count;
}

/**
 * "Callout 2 of 4"; where items without a frame lie between, their numbers are not places: "Callout 5, 2 of 4".
 * @param {number} number
 * @param {number} place counted from 0
 * @param {number} count
 * @returns {string}
 */
function tourWords(number, place, count) {
  return number === place + 1 ? `Callout ${number} of ${count}` : `Callout ${number}, ${place + 1} of ${count}`;
}

/** The buttons of a tour. While it is under way and their place is below the window, they float at its foot. */
class Tour {
  /** Which of the figure and the buttons' place lie below the window. */
  #below = new Set();
  #isUnderWay = false;

  /**
   * @param {HTMLElement} place where the buttons stand
   * @param {HTMLElement} figure
   * @param {{step: (step: 1 | -1) => void, end: () => void}} actions
   */
  constructor(place, figure, { step, end }) {
    this.text = htmlElement("p", "tour-text");
    this.text.setAttribute("aria-hidden", "true"); // it is spoken, and stands in the list
    this.place = htmlElement("span", "tour-place");
    const previous = buttonElement("‹ Previous", "Previous callout", () => step(-1));
    const next = buttonElement("Next ›", "Next callout", () => step(1));
    this.end = buttonElement("End", "End the tour", () => {
      end();
      next.focus(); // this button is gone
    });
    this.bar = htmlElement("div", "tour-bar");
    this.bar.setAttribute("role", "group");
    this.bar.setAttribute("aria-label", "Tour of the callouts");
    this.bar.append(this.text, previous, this.place, next, this.end);
    place.append(this.bar);
    const observer = new IntersectionObserver((entries) => this.#follow(entries, place, figure));
    observer.observe(place);
    observer.observe(figure);
  }

  /** @returns {number} how much of the window's foot it may take, in px */
  get heightPx() {
    return this.bar.offsetHeight;
  }

  /**
   * @param {number} place counted from 0; -1 where no tour is under way
   * @param {number} count
   */
  show(place, count) {
    this.#isUnderWay = place >= 0;
    this.place.textContent = place < 0 ? `${count} callouts` : `${place + 1} of ${count}`;
    this.end.hidden = place < 0;
    if (place < 0) {
      this.say("");
      this.bar.classList.remove("is-floating");
    }
  }

  /** @param {string} text what the callout says, where its item is not in sight */
  say(text) {
    this.text.textContent = text;
  }

  /**
   * @param {readonly IntersectionObserverEntry[]} entries
   * @param {HTMLElement} place
   * @param {HTMLElement} figure
   */
  #follow(entries, place, figure) {
    for (const { target, isIntersecting, boundingClientRect } of entries) {
      if (!isIntersecting && boundingClientRect.top > 0) {
        this.#below.add(target);
      } else {
        this.#below.delete(target);
      }
    }
    const isFloating = this.#isUnderWay && this.#below.has(place) && !this.#below.has(figure);
    this.bar.classList.toggle("is-floating", isFloating);
  }
}
