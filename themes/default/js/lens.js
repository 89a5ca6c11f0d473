"use strict";

/**
 * What of a figure's state decides which tree is shown.
 *
 * @typedef {object} LensWish
 * @property {readonly Question[]} questions
 * @property {boolean} isInverted
 * @property {string} order "name" or "heavy"
 * @property {number} metric
 * @property {string} scale
 * @property {WidthSide} width
 */

/**
 * Makes what a reader asks of a tree: its questions one after another, then the direction, then the order. Work that
 * takes long is done in slices, and gives way to the next wish; the latest answers are kept for the way back.
 */
class Lens {
  static SLICE_MS = 8;
  /** Rows of all views that are kept, but for the latest, which always is. */
  static KEPT_ROWS = 1_000_000;

  /** @type {Map<string, LensView>} */
  #views = new Map();
  /** @type {{key: string, work: SlicedWork, isInverted: boolean} | null} */
  #job = null;
  /** @type {(view: LensView) => void} */
  #onDone = () => {};
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /** @param {CallTree} base */
  constructor(base) {
    this.base = base;
    this.plain = new LensView(base);
  }

  /** @returns {boolean} whether a wish is being worked on */
  get isBusy() {
    return this.#job !== null;
  }

  /**
   * @param {LensWish} wish
   * @returns {LensView} all at once, however long it takes
   */
  viewOf(wish) {
    const known = this.#known(wish);
    if (known !== null) {
      return known;
    }
    const { key, work, isInverted } = this.#jobOf(wish);
    return this.#keep(key, /** @type {Derived} */ (work.run(Number.POSITIVE_INFINITY)), isInverted);
  }

  /**
   * Looks for a wish's view; what was looked for before is given up.
   * @param {LensWish} wish
   * @param {(view: LensView) => void} onDone called at once where it takes no longer than a slice
   */
  look(wish, onDone) {
    const known = this.#known(wish);
    if (known !== null) {
      this.stop();
      onDone(known);
      return;
    }
    this.#onDone = onDone;
    if (this.#job?.key !== Lens.#keyOf(wish)) {
      this.stop();
      this.#job = this.#jobOf(wish);
      this.#goOn();
    }
  }

  /** Gives up what is being worked on. */
  stop() {
    clearTimeout(this.#timer);
    this.#job = null;
  }

  #goOn() {
    const job = this.#job;
    if (job === null) {
      return;
    }
    const derived = job.work.run(Lens.SLICE_MS);
    if (derived === null) {
      this.#timer = setTimeout(() => this.#goOn(), 0);
      return;
    }
    this.#job = null;
    this.#onDone(this.#keep(job.key, derived, job.isInverted));
  }

  /**
   * @param {LensWish} wish
   * @returns {LensView | null}
   */
  #known(wish) {
    const isPlain = wish.questions.length === 0 && !wish.isInverted && wish.order === "name";
    return isPlain ? this.plain : (this.#views.get(Lens.#keyOf(wish)) ?? null);
  }

  /**
   * @param {string} key
   * @param {Derived} derived
   * @param {boolean} isInverted
   * @returns {LensView}
   */
  #keep(key, derived, isInverted) {
    const view = new LensView(this.base, derived, isInverted);
    let rows = view.tree.length;
    for (const [known, { tree }] of [...this.#views].reverse()) {
      rows += tree.length;
      if (rows > Lens.KEPT_ROWS) {
        this.#views.delete(known);
      }
    }
    this.#views.set(key, view);
    return view;
  }

  /**
   * @param {LensWish} wish
   * @returns {{key: string, work: SlicedWork, isInverted: boolean}}
   */
  #jobOf(wish) {
    const { questions, isInverted, order } = wish;
    const asked = [...labelSteps(this.base.parts, questions), ...questions.flatMap(stepsOfQuestion)];
    if (isInverted) {
      asked.push(invertTree);
    }
    if (order === "heavy") {
      asked.push((parts) => orderTree(parts, edgesOf(parts, wish)));
    }
    return { key: Lens.#keyOf(wish), work: new SlicedWork(inTurn(this.base.parts, asked)), isInverted };
  }

  /**
   * @param {LensWish} wish
   * @returns {string}
   */
  static #keyOf({ questions, isInverted, order, ...measure }) {
    return JSON.stringify([questions, isInverted, order === "heavy" ? measure : null]);
  }
}

/**
 * How a question about functions is answered; none for those about labels, which are answered first.
 * @param {Question} question
 * @returns {((parts: TreeParts) => DerivationSteps)[]}
 */
function stepsOfQuestion({ kind, text }) {
  const marked = (/** @type {(parts: TreeParts, marks: Uint8Array) => DerivationSteps} */ answer, name = text) => [
    /** @param {TreeParts} parts */
    function* (parts) {
      return yield* answer(parts, yield* namedFrames(parts.frames, name));
    },
  ];
  switch (kind) {
    case "focus":
      return marked(focusTree);
    case "ignore":
      return marked(ignoreTree);
    case "hide":
      return marked(hideFrames);
    case "root":
      return marked(rootTree);
    case "collapse":
      return marked(collapseRecursion);
    case "recursion":
      return [(parts) => (text === "all" ? collapseRecursion(parts) : collapseDirect(parts))];
    case "whatif": {
      const { name, factor } = whatIfOf(text);
      return marked((parts, marks) => scaleTree(parts, marks, factor), name);
    }
    default:
      return [];
  }
}

/**
 * @param {TreeParts} parts
 * @param {LensWish} wish
 * @returns {Float64Array} by which a tree's widest rows come first
 */
function edgesOf(parts, { metric, scale, width }) {
  const tree = new CallTree(parts);
  return tree.shownAs(metric, tree.scaleOf(metric, scale), width).edges(metric);
}
