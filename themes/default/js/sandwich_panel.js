"use strict";

/**
 * A function between its callers, above, and its callees, below, over all its occurrences. Both halves are made of the
 * tree that the figure shows, and so answer its questions too.
 */
class SandwichPanel {
  static SLICE_MS = 8;

  /** @type {Scene | null} */
  #scene = null;
  /** @type {SandwichTrees | null} */
  #trees = null;
  /** @type {SandwichWork | null} */
  #work = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  /** What the trees were made of. */
  #parts = /** @type {TreeParts | null} */ (null);
  #key = "";
  #problem = "";
  /** @type {string[]} functions that were shown before, for the way back */
  #trail = [];
  /** @type {SandwichHalf} the one that the keyboard and the details are about */
  #active;

  /** @param {Figure} figure */
  constructor(figure) {
    this.figure = figure;
    /** @type {SandwichActions} */
    const actions = {
      hover: (half, hit, x, y) => this.#hover(half, hit, x, y),
      select: (half, row) => this.select(half, row),
      open: (half, row) => this.open(half, row),
      openMenu: (half, row, place) => this.openMenu(half, row, place),
    };
    this.callers = new SandwichHalf("callers", actions);
    this.callees = new SandwichHalf("callees", actions);
    this.#active = this.callees;
    this.bar = new SandwichBar({
      names: () => namesByWeight(figure.tree, figure.state.metric),
      choose: (text) => this.choose(text),
      back: () => this.back(),
    });
    this.details = new SandwichDetails({
      open: (name) => this.choose(literalChoice(name)),
      search: (name) => figure.setSearch(exactSearch(name)),
      find: ({ tree, row }) => showInGraph(figure, functionOfRow(tree, row)),
      copy: (name) => figure.copyText(name),
    });
    this.element = htmlElement("div", "sandwich-panel");
    this.element.append(this.callers.element, this.bar.element, this.callees.element, this.details.element);
    this.element.addEventListener("keydown", (event) => obeySandwichKey(event, this));
  }

  /** @param {Scene} scene */
  show(scene) {
    const { of, order, scale, width } = this.figure.state;
    const { tree, metric } = scene;
    this.#scene = scene;
    const wish = { parts: tree.parts, of: of || this.#firstChoice(scene), order, metric, scale, width };
    const key = JSON.stringify([wish.of, order, order === "heavy" ? [metric, scale, width] : null]);
    if (key !== this.#key || wish.parts !== this.#parts) {
      this.#key = key;
      this.#parts = wish.parts;
      this.bar.field.forget();
      this.#begin(wish);
    } else if (this.#work === null) {
      this.#paint();
    }
  }

  /** Puts the keyboard's focus on the selected frame, or where there is none on the choice of the function. */
  focus() {
    if (this.#active.element.hidden) {
      this.bar.field.focus();
    } else {
      this.#active.focus();
    }
  }

  /** @param {boolean} isPrinting */
  print(isPrinting) {
    for (const half of [this.callers, this.callees]) {
      half.print(isPrinting);
    }
  }

  /** @param {number} row of the figure's tree, -1 for none */
  light(row) {
    if (this.#scene !== null && !this.callers.element.hidden) {
      const number = functionOfRow(this.#scene.tree, row);
      this.callers.light(number);
      this.callees.light(number);
    }
  }

  /**
   * Shows another function.
   * @param {string} text as authors name it
   */
  choose(text) {
    const { figure } = this;
    const { of, parts } = this.#present;
    const problem = text === "" ? "Name a function, or a pattern between slashes." : problemWithChoice(parts, text);
    if (problem !== "") {
      this.bar.refuse(problem);
    } else if (text !== of) {
      this.#trail.push(of);
      figure.change({ of: text, selected: -1 }, { history: "push" });
    }
  }

  /** Shows the function before. */
  back() {
    const of = this.#trail.pop();
    if (of !== undefined) {
      this.figure.change({ of, selected: -1 }, { history: "push" });
    }
  }

  /**
   * @param {SandwichHalf} half
   * @param {number} row -1 for the function itself
   */
  select(half, row) {
    this.#active = half;
    half.selected = Math.max(0, row);
    this.otherHalf(half).selected = 0;
    if (this.figure.state.selected >= 0) {
      this.figure.deselect(); // the details are about this one now
    } else {
      this.#paint(true);
    }
    setTimeout(() => half.focus(), 0); // the picture answers first
  }

  /**
   * @param {SandwichHalf} half
   * @returns {SandwichHalf}
   */
  otherHalf(half) {
    return half === this.callers ? this.callees : this.callers;
  }

  /** @returns {{of: string, parts: TreeParts}} what is shown or being made */
  get #present() {
    const scene = /** @type {Scene} */ (this.#scene);
    return { of: this.figure.state.of || this.#firstChoice(scene), parts: scene.tree.parts };
  }

  /**
   * @param {Scene} scene
   * @returns {string} the function that is shown unless one is chosen: the zoomed frame's, else the one that weighs most
   */
  #firstChoice({ tree, metric, zoom }) {
    const frame = tree.frame[zoom] >= 0 ? tree.frame[zoom] : heaviestFunction(tree.parts, metric);
    return frame < 0 ? "" : literalChoice(tree.frames.name(frame));
  }

  /** @param {SandwichWish} wish */
  #begin(wish) {
    clearTimeout(this.#timer);
    this.#work = null;
    this.#problem = wish.of === "" ? "There are no functions." : problemWithChoice(wish.parts, wish.of);
    if (this.#problem !== "") {
      this.#trees = null;
      this.#paint();
      return;
    }
    this.#work = new SandwichWork(wish);
    this.element.setAttribute("aria-busy", "true");
    this.#goOn();
  }

  #goOn() {
    const trees = this.#work?.run(SandwichPanel.SLICE_MS) ?? null;
    if (trees === null) {
      this.#timer = setTimeout(() => this.#goOn(), 0);
      return;
    }
    const hadFocus = this.element.contains(document.activeElement?.closest("svg.flame") ?? null);
    this.#work = null;
    this.#trees = trees;
    this.element.removeAttribute("aria-busy");
    this.callers.selected = this.callees.selected = 0;
    this.#paint();
    const { facts } = this.#words(trees);
    this.figure.say(`${trees.name}: ${facts}`);
    if (hadFocus) {
      this.#active.focus();
    }
  }

  /** @param {boolean} [reveals] whether to scroll the selected frame into sight */
  #paint(reveals = false) {
    const scene = /** @type {Scene} */ (this.#scene);
    const trees = this.#trees;
    const isFound = trees !== null && trees.rows > 0;
    const words = trees === null ? { facts: "", message: this.#problem } : this.#words(trees);
    this.bar.show({ of: this.#present.of, ...words, canGoBack: this.#trail.length > 0 });
    for (const half of [this.callers, this.callees]) {
      half.element.hidden = !isFound;
      half.element.classList.toggle("is-active", half === this.#active && half.selected > 0);
      if (isFound) {
        half.show(scene, trees.name, this.#measured(trees[half.side]), reveals && half === this.#active);
      }
    }
    const { selected: row } = this.#active;
    const isCaller = this.#active === this.callers;
    this.details.show(isFound && row > 0 ? { tree: this.#active.tree, metric: scene.metric, row, isCaller } : null);
  }

  /**
   * @param {CallTree} tree
   * @returns {CallTree} in the figure's measure
   */
  #measured(tree) {
    const { metric, scale, width } = this.figure.state;
    return tree.shownAs(metric, tree.scaleOf(metric, scale), width);
  }

  /**
   * @param {SandwichTrees} trees
   * @returns {{facts: string, message: string}}
   */
  #words(trees) {
    const { metric } = this.figure.state;
    if (trees.rows === 0) {
      return { facts: "", message: "No frame of what is shown is of this function." };
    }
    return { facts: sandwichWords(trees, this.#measured(trees.callees), metric), message: "" };
  }

  /**
   * Makes the sandwich of a row's function.
   * @param {SandwichHalf} half
   * @param {number} row
   */
  open({ tree }, row) {
    const frame = tree.frame[row];
    if (row > 0 && frame >= 0 && LabelFrames.questionOf(tree.frames, frame) === null) {
      this.choose(literalChoice(tree.name(row)));
    }
  }

  /**
   * Opens the menu of what can be asked of a row.
   * @param {SandwichHalf} half
   * @param {number} row
   * @param {MenuPlace} place
   */
  openMenu({ tree }, row, place) {
    this.figure.surroundings.asking.menu.openIn(tree, row, place);
  }

  /** @param {1 | -1} direction to the next match or the one before, in both halves */
  stepMatch(direction) {
    const found = nextSandwichMatch([this.callers, this.callees], this.#active, direction);
    if (found !== null) {
      this.select(found.half, found.row);
      this.figure.say(`${formatNumber(found.place)} of ${formatNumber(found.count)}: ${found.half.spoken}`);
    }
  }

  /**
   * @param {SandwichHalf} half
   * @param {Hit} hit
   * @param {number} x of the pointer in the window
   * @param {number} y
   */
  #hover(half, hit, x, y) {
    const { tree } = half;
    const { metric } = this.figure.state;
    const { links, tooltip } = this.figure.services;
    const number = functionOfRow(tree, hit.row);
    half.hover(hit.row);
    this.otherHalf(half).light(number);
    links.hover(this.figure, number);
    if (hit.row < 0) {
      tooltip.hide();
      return;
    }
    const facts = hitFacts(tree, metric, hit, 0);
    const share = hit.run.length > 0 ? "" : shareOfSandwich(tree, metric, hit.row);
    const besides = share === "" ? besidesSentence(facts) : `${share} of ${half.name}`;
    tooltip.showLines([facts.name, weightSentence(facts), besides], x, y);
  }
}
