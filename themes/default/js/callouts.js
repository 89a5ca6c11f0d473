"use strict";

/**
 * A figure's callouts: the list after it, its pins and its tour, linked to each other. Which callout is shown is part
 * of the figure's state; where the tour is, and what the pointer is on, is known here only.
 */
class Callouts {
  /** A callout's frame is shown at least this wide. */
  static FRAME_PX = 40;
  /** @type {Callouts | null} whose tour is under way: one on a page */
  static #touring = null;

  /** @type {Figure} */
  #figure;
  /** @type {readonly PinnedCallout[]} */
  #callouts;
  /** @type {(CalloutItem | null)[]} */
  #items;
  /** @type {Tour | null} */
  #tour = null;
  #place = -1;
  /** The callout whose item or pin the pointer or the focus is on, -1 for none. */
  #pointed = -1;
  #hoveredRow = -1;

  /**
   * @param {Figure} figure
   * @param {readonly PinnedCallout[]} callouts
   */
  constructor(figure, callouts) {
    this.#figure = figure;
    this.#callouts = callouts;
    this.#items = callouts.map(({ id }, index) =>
      CalloutItem.find(id, {
        point: (isOn) => this.#point(isOn ? index : -1),
        press: () => this.show(index, "push"),
      }),
    );
    this.#listenToPins();
    const { id } = figure.element;
    const place = document.querySelector(`.callout-tour[data-tour="${CSS.escape(id)}"]`);
    if (place instanceof HTMLElement) {
      this.#tour = new Tour(place, figure.element, { step: (step) => this.#step(step), end: () => this.end() });
      this.#tour.show(-1, callouts.length);
    }
    const lists = new Set(this.#items.map((item) => item?.element.parentElement));
    setAttribute(figure.stage.svg, "aria-details", [...lists][0]?.id || null);
    for (const element of [place, ...lists]) {
      element?.addEventListener("keydown", (event) => this.obeyKey(/** @type {KeyboardEvent} */ (event)));
    }
  }

  /**
   * Shows a callout as its author would: in his metric, without a search, zoomed out as far as its frame can be seen;
   * in the reader's view, if that is a graph of the same direction.
   * @param {number} index
   * @param {"push" | null} history null where the address says it already
   * @param {"frame" | "item"} [first] what has to be in sight where the window cannot hold both
   */
  show(index, history, first = "frame") {
    const figure = this.#figure;
    const { rest, state } = figure;
    const { id, number, row } = this.#callouts[index];
    const { palette, color, order } = state; // these are the reader's taste
    this.#goOn(index);
    figure.isTouched = false;
    const shown = { ...rest, view: viewForCallouts(state.view, rest.view), palette, color, order, callout: index };
    const picture = { widthPx: figure.stage.widthPx, leastPx: Callouts.FRAME_PX };
    figure.change(shown, {
      ...{ history, anchor: id, reveals: true },
      arrive: (view) => ({ patch: calloutPlace(view, row, { ...picture, zoom: figure.changes.restZoom(view) }, rest) }),
      done: () => {
        figure.journey.begin();
        const text = this.#items[index]?.text ?? "";
        if (history !== null) {
          this.#reveal(index, first);
        }
        figure.say(`${tourWords(number, index, this.#callouts.length)}: ${text || figure.scene.spoken}`);
      },
    });
  }

  /**
   * Shows the callout that an address names, and leaves the one that is shown where it names anything else.
   * @param {string} anchor
   */
  visit(anchor) {
    const figure = this.#figure;
    const index = this.#callouts.findIndex(({ id }) => id === anchor);
    if (index >= 0) {
      if (figure.state.callout !== index) {
        this.show(index, null);
      }
      return;
    }
    this.forget();
    const number = calloutNumber(anchor, figure.element.id);
    if (number !== null && document.getElementById(anchor) === null) {
      const notice = `This link does not fit the page any more: there is no callout ${number}.`;
      figure.change({}, { notice });
      figure.say(notice);
      figure.element.scrollIntoView();
    }
  }

  /**
   * Ends the tour, and leaves the picture as it is.
   * @returns {boolean} whether one was under way
   */
  end() {
    if (this.#place < 0) {
      return false;
    }
    this.#goOn(-1);
    this.#figure.change({ selected: -1 }, { history: "push" });
    this.#figure.say("End of the tour");
    return true;
  }

  /** Ends the tour without a word, because something else is shown. */
  forget() {
    this.#goOn(-1);
    if (this.#figure.state.callout >= 0) {
      this.#figure.change({ selected: -1 });
    }
  }

  /**
   * Does what a key asks of the callouts.
   * @param {KeyboardEvent} event
   * @returns {boolean} whether it asked for anything
   */
  obeyKey(event) {
    const command = tourCommand(event);
    const isTyping = /** @type {Element} */ (event.target).closest("input, select, textarea") !== null;
    if (command === null || this.#callouts.length === 0 || event.defaultPrevented || isTyping) {
      return false;
    }
    if ("isEnd" in command) {
      if (!this.end()) {
        return false;
      }
    } else if ("step" in command) {
      this.#step(command.step);
    } else {
      const index = this.#callouts.findIndex(({ number }) => number === command.number);
      if (index < 0) {
        return false;
      }
      this.show(index, "push");
    }
    event.preventDefault();
    return true;
  }

  /** @param {number} row the frame that the pointer is on, -1 for none */
  hover(row) {
    this.#hoveredRow = row;
    this.#light();
  }

  /** Follows the figure's state. */
  paint() {
    const { callout } = this.#figure.state;
    this.#figure.element.classList.toggle("has-callout", callout >= 0);
    this.#items.forEach((item, index) => {
      item?.setCurrent(index === callout);
    });
    this.#light();
  }

  /** @param {1 | -1} step */
  #step(step) {
    this.show(nextPlace(this.#place, step, this.#callouts.length), "push");
  }

  /** @param {number} place where the tour is now, -1 for its end */
  #goOn(place) {
    if (place >= 0 && Callouts.#touring !== this) {
      Callouts.#touring?.forget();
      Callouts.#touring = this;
    } else if (place < 0 && Callouts.#touring === this) {
      Callouts.#touring = null;
    }
    this.#place = place;
    this.#tour?.show(place, this.#callouts.length);
  }

  #listenToPins() {
    const { pins } = this.#figure.stage;
    let request = 0;
    pins.element.addEventListener("pointermove", (event) => {
      // The frame below is not what the pointer is on: the pin may be that of another one, which is inside.
      event.stopPropagation();
      const pin = pins.pinAt(event.target);
      cancelAnimationFrame(request);
      request = requestAnimationFrame(() => {
        if (pin !== null) {
          this.#figure.hover(new Hit(pin.home), event.clientX, event.clientY);
          this.#point(pin.callout);
        }
      });
    });
    pins.element.addEventListener("pointerleave", () => {
      cancelAnimationFrame(request);
      this.#point(-1);
    });
    pins.element.addEventListener("click", (event) => {
      const pin = pins.pinAt(event.target);
      if (pin !== null) {
        event.stopPropagation();
        this.show(pin.callout, "push", "item");
      }
    });
  }

  /** @param {number} index of the callout whose item or pin is pointed at, -1 for none */
  #point(index) {
    this.#pointed = index;
    this.#light();
  }

  /** Lights the callout that is shown, and what the pointer or the focus is on, in the picture and in the list. */
  #light() {
    const { callout, selected } = this.#figure.state;
    const row = this.#hoveredRow >= 0 ? this.#hoveredRow : selected;
    const lit = new Set(
      this.#pointed >= 0 ? [this.#pointed] : calloutsOf(this.#figure.view.callouts(this.#callouts), row),
    );
    if (callout >= 0) {
      lit.add(callout);
    }
    this.#figure.stage.pins.light(lit);
    this.#items.forEach((item, index) => {
      item?.light(lit.has(index));
    });
  }

  /**
   * Scrolls the page so that frame and item are in sight; where the window cannot hold both, the tour says the item.
   * @param {number} index
   * @param {"frame" | "item"} first
   */
  #reveal(index, first) {
    const EDGE_PX = 12; // so that nothing lies right at the window's edge
    const { top, bottom } = this.#figure.stage.selectedEdges;
    const frame = { top: top - EDGE_PX, bottom: bottom + EDGE_PX };
    const item = this.#items[index]?.element.getBoundingClientRect() ?? frame;
    const both = { top: Math.min(frame.top, item.top), bottom: Math.max(frame.bottom, item.bottom) };
    const barPx = () => this.#tour?.heightPx ?? 0;
    const isRoomForBoth = both.bottom - both.top <= innerHeight - barPx();
    this.#tour?.say(isRoomForBoth || first === "item" ? "" : (this.#items[index]?.text ?? ""));
    const wanted = isRoomForBoth ? both : first === "item" ? item : frame;
    scrollBy({ top: nearestScroll(wanted, innerHeight - barPx()), behavior: "instant" });
  }
}
