"use strict";

/**
 * How rows come to be: `make` gives an empty one, `write` fills one that may have stood for another row before.
 *
 * @typedef {object} RowWriter
 * @property {() => HTMLElement} make
 * @property {(element: HTMLElement, index: number) => void} write
 */

/**
 * Rows of one height, of which only those in sight are in the document, and the active one, which may have the focus.
 * On paper the first ones stand, and no others.
 */
class VirtualRows {
  /** How many rows are written beyond either edge, so that scrolling uncovers no blank. */
  static MARGIN = 8;
  /** How many rows go onto paper. */
  static PRINTED = 30;

  #count = 0;
  #active = 0;
  #rowPx = 0;
  #headPx = 0;
  #request = 0;
  #isPrinting = false;
  #lit = -1;
  /** @type {Map<number, HTMLElement>} */
  #elements = new Map();

  /**
   * @param {HTMLElement} scroller with a head that stays in sight and the body behind it
   * @param {HTMLElement} body
   * @param {RowWriter} writer
   */
  constructor(scroller, body, writer) {
    this.scroller = scroller;
    this.body = body;
    this.writer = writer;
    scroller.addEventListener("scroll", () => this.#followSoon(), { passive: true });
    new ResizeObserver(() => this.#followSoon()).observe(scroller);
  }

  /** @returns {number} the row that the keyboard is on */
  get active() {
    return this.#active;
  }

  /** @returns {number} how many whole rows are in sight, at least one */
  get page() {
    const room = this.scroller.clientHeight - this.#headPx;
    return Math.max(1, Math.floor(room / (this.#rowPx || 1)));
  }

  /**
   * Writes every row in sight anew.
   * @param {number} count
   * @param {number} active
   */
  show(count, active) {
    const hadFocus = this.body.contains(document.activeElement);
    this.#count = count;
    this.#active = Math.max(0, Math.min(active, count - 1));
    for (const [index, element] of this.#elements) {
      if (index < count) {
        this.#write(element, index);
      }
    }
    this.#paint();
    if (hadFocus && !this.body.contains(document.activeElement)) {
      this.#elements.get(this.#active)?.focus({ preventScroll: true });
    }
  }

  /**
   * Goes on to another row.
   * @param {number} index
   */
  activate(index) {
    const former = this.#active;
    this.#active = Math.max(0, Math.min(index, this.#count - 1));
    this.refresh(former);
    this.refresh(this.#active);
    this.reveal(this.#active);
  }

  /**
   * Scrolls as far as it takes to have a row in sight.
   * @param {number} index
   */
  reveal(index) {
    const { scroller } = this;
    const top = index * this.#rowPx;
    const room = scroller.clientHeight - this.#headPx;
    scroller.scrollTop = Math.min(top, Math.max(top + this.#rowPx - room, scroller.scrollTop));
    this.#paint();
  }

  /**
   * Writes a row anew where it is in sight.
   * @param {number} index
   */
  refresh(index) {
    const element = this.#elements.get(index);
    if (element !== undefined) {
      this.#write(element, index);
    }
  }

  /**
   * Marks a row that is pointed at elsewhere.
   * @param {number} index -1 for none
   */
  light(index) {
    const former = this.#lit;
    this.#lit = index;
    this.refresh(former);
    this.refresh(index);
  }

  /**
   * @param {number} index
   * @returns {DOMRect | null} where the row lies in the window, null where it is not in the document
   */
  boxOf(index) {
    return this.#elements.get(index)?.getBoundingClientRect() ?? null;
  }

  /**
   * Scrolls the page so that a row is not covered from below.
   * @param {number} index
   * @param {number} y the upper edge of what covers, in the window
   */
  keepAbove(index, y) {
    scrollBy({ top: Math.max(0, (this.boxOf(index)?.bottom ?? 0) - y) });
  }

  /** @param {boolean} isPrinting */
  print(isPrinting) {
    this.#isPrinting = isPrinting;
    this.#paint();
  }

  /** Puts the keyboard's focus on the active row, and has it in the window. */
  focus() {
    const element = this.#elements.get(this.#active);
    element?.focus({ preventScroll: true });
    element?.scrollIntoView({ block: "nearest", behavior: "instant" });
  }

  /**
   * @param {EventTarget | null} target of an event
   * @returns {number} the row that it lies in, -1 for none
   */
  indexAt(target) {
    const row = target instanceof Element ? target.closest("[data-index]") : null;
    return row instanceof HTMLElement && this.body.contains(row) ? Number(row.dataset.index) : -1;
  }

  #followSoon() {
    cancelAnimationFrame(this.#request);
    this.#request = requestAnimationFrame(() => this.#follow());
  }

  #follow() {
    if (this.scroller.clientHeight === 0) {
      return; // it is not shown
    }
    const before = this.#rowPx;
    this.#measure();
    if (before > 0 && before !== this.#rowPx) {
      this.scroller.scrollTop *= this.#rowPx / before; // the window became a phone's, or the other way round
    }
    this.#paint();
  }

  /** Asks the page how high a row is; nothing can be said while the table is not shown. */
  #measure() {
    const [row] = this.#elements.values();
    this.#rowPx = row?.getBoundingClientRect().height ?? 0;
    this.#headPx = this.body.offsetTop;
  }

  /** Writes the rows that have come into sight, and takes away those that have left it. */
  #paint() {
    if (this.#rowPx === 0 && this.#count > 0) {
      this.#put(new Set([0]));
      this.#measure();
    }
    const { scrollTop, clientHeight } = this.scroller;
    const first = Math.floor(scrollTop / (this.#rowPx || 1)) - VirtualRows.MARGIN;
    const last = Math.ceil((scrollTop + clientHeight) / (this.#rowPx || 1)) + VirtualRows.MARGIN;
    const [start, stop] = this.#isPrinting ? [0, VirtualRows.PRINTED] : [first, this.#rowPx > 0 ? last : 1];
    const wanted = new Set(this.#isPrinting || this.#count === 0 ? [] : [this.#active]);
    for (let index = Math.max(0, start); index < Math.min(this.#count, stop); index += 1) {
      wanted.add(index);
    }
    this.body.style.height = `${this.#count * this.#rowPx}px`;
    this.#put(wanted);
  }

  /**
   * Has these rows in the document, in their order, and no others. Rows that stay are not moved: one that is moved
   * would lose the focus.
   * @param {ReadonlySet<number>} wanted
   */
  #put(wanted) {
    const spare = [];
    for (const [index, element] of this.#elements) {
      if (!wanted.has(index)) {
        element.remove();
        this.#elements.delete(index);
        spare.push(element);
      }
    }
    let next = this.body.firstElementChild;
    for (const index of [...wanted].sort((one, other) => one - other)) {
      const known = this.#elements.get(index);
      const element = known ?? spare.pop() ?? this.writer.make();
      if (known === undefined) {
        this.#elements.set(index, element);
        this.#write(element, index);
      }
      element.style.transform = `translateY(${index * this.#rowPx}px)`;
      if (element === next) {
        next = element.nextElementSibling;
      } else {
        this.body.insertBefore(element, next);
      }
    }
  }

  /**
   * @param {HTMLElement} element
   * @param {number} index
   */
  #write(element, index) {
    element.dataset.index = String(index);
    element.tabIndex = index === this.#active ? 0 : -1;
    element.classList.toggle("is-lit", index === this.#lit);
    this.writer.write(element, index);
  }
}
