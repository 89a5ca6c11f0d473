"use strict";

/**
 * What a half of a sandwich asks of the panel.
 *
 * @typedef {object} SandwichActions
 * @property {(half: SandwichHalf, hit: Hit, x: number, y: number) => void} hover
 * @property {(half: SandwichHalf, row: number) => void} select -1 for none
 * @property {(half: SandwichHalf, row: number) => void} open makes the sandwich of a row's function
 * @property {(half: SandwichHalf, row: number, place: MenuPlace) => void} openMenu of what can be asked of it
 */

/** A sandwich's callers, drawn as a flame graph, or its callees, drawn as an icicle. */
class SandwichHalf {
  /** @type {Stage | null} */
  #stage = null;
  /** @type {Scene | null} */
  #scene = null;
  /** @type {{from: Matches, tree: CallTree, found: Matches} | null} */
  #matches = null;
  #svg = svgElement("svg", "flame");

  /**
   * @param {"callers" | "callees"} side
   * @param {SandwichActions} actions
   */
  constructor(side, actions) {
    this.side = side;
    this.actions = actions;
    this.view = side === "callers" ? "flame" : "icicle";
    this.selected = 0;
    /** What the function is called. */
    this.name = "";
    this.element = htmlElement("div", `sandwich-half is-${side}`);
    this.element.hidden = true;
    this.scroller = htmlElement("div", "sandwich-stage");
    this.#svg.append(svgElement("g", "frames"));
    this.scroller.append(this.#svg);
    this.element.append(this.scroller);
  }

  /** @returns {CallTree} what is shown */
  get tree() {
    return this.#shown.tree;
  }

  /** @returns {readonly number[]} the rows that the search found, but for the function's own */
  get matchedRows() {
    return [...(this.#scene?.matches?.rows ?? [])].filter((row) => row > 0);
  }

  /** @returns {string} what is said of the selected frame */
  get spoken() {
    return this.#shown.spoken;
  }

  /**
   * @param {Scene} scene of the figure
   * @param {string} name of the function
   * @param {CallTree} tree of this half, in the scene's measure
   * @param {boolean} [reveals] whether to scroll the selected frame into sight
   */
  show(scene, name, tree, reveals = false) {
    this.name = name;
    const { metric } = scene;
    const spoken = spokenFrame(frameFacts(tree, metric, this.selected, 0));
    const matches = this.#matchesIn(tree, scene.matches);
    this.#scene = { ...scene, tree, view: this.view, zoom: 0, selected: this.selected, spoken, matches, callouts: [] };
    this.#svg.setAttribute("aria-label", `${this.side === "callers" ? "Callers" : "Callees"} of ${name}`);
    this.#stage ??= this.#makeStage();
    this.#stage.show(this.#scene, reveals);
    this.#stage.settle();
  }

  /** Puts the keyboard's focus on the selected frame. */
  focus() {
    this.#stage?.focus();
  }

  /** @param {boolean} isPrinting */
  print(isPrinting) {
    this.#stage?.print(isPrinting);
  }

  /** @param {number} row outlines it and lights its likes; -1 for none */
  hover(row) {
    this.#stage?.hover(row);
  }

  /**
   * Lights what is drawn of a function.
   * @param {number} number the function's, -1 for none
   */
  light(number) {
    const { tree, metric } = this.#shown;
    this.hover(widestRowOf(tree, metric, number));
  }

  /**
   * @param {Step} step
   * @returns {boolean} whether there was somewhere to go
   */
  walk(step) {
    const { tree, metric } = this.#shown;
    const row = walk(tree, metric, this.selected, step, 0);
    if (row === this.selected) {
      return false;
    }
    this.actions.select(this, row);
    return true;
  }

  /** @returns {Scene} */
  get #shown() {
    return /** @type {Scene} */ (this.#scene);
  }

  /** @returns {Stage} made when the panel stands in the page: it asks for its size */
  #makeStage() {
    const { parts } = this.#shown.tree;
    const stage = new Stage(this.scroller, { ...this.#shown, tree: emptyTree(parts), selected: 0 }, null);
    const { hover, select, open, openMenu } = this.actions;
    new Pointer(stage, {
      hover: (hit, x, y) => hover(this, hit, x, y),
      press: ({ row }, isTouch) => (isTouch && row >= 0 && row === this.selected ? open(this, row) : select(this, row)),
    });
    new MenuGestures(this.#svg, (x, y, isTouch) => {
      const { row } = stage.hitAt(x, y);
      const isFrame = row >= 0 && this.tree.frame[row] >= 0;
      if (isFrame) {
        openMenu(this, row, { left: x, right: x, top: y, bottom: y, isSheet: isTouch });
      }
      return isFrame;
    });
    this.#svg.addEventListener("dblclick", ({ clientX, clientY }) => {
      const { row } = stage.hitAt(clientX, clientY);
      if (row >= 0) {
        open(this, row);
      }
    });
    return stage;
  }

  /**
   * @param {CallTree} tree
   * @param {Matches | null} from of another tree of the page
   * @returns {Matches | null} the same search's in this tree
   */
  #matchesIn(tree, from) {
    if (from === null) {
      return null;
    }
    if (this.#matches?.from !== from || this.#matches.tree !== tree) {
      const { length } = tree.frames;
      const matched = Uint8Array.from({ length }, (_, frame) => (from.hasFrame(frame) ? 1 : 0));
      this.#matches = { from, tree, found: new Matches(tree, matched) };
    }
    return this.#matches.found;
  }
}
