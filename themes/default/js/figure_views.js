"use strict";

/** The views that a figure offers, and the panels of those that are no graphs: a panel is made when it is first shown. */
class FigureViews {
  /** @type {Map<string, Panel>} */
  #panels = new Map();

  /**
   * @param {Figure} figure
   * @param {FigureBlock} block
   */
  constructor(figure, block) {
    this.figure = figure;
    const offered = [...VIEW_LIST].filter(([, kind]) => kind.isOffered?.(figure.base, block) ?? true);
    /** @type {ReadonlyMap<string, string>} what each view is called */
    this.names = new Map(offered.map(([name, { label }]) => [name, label]));
  }

  /**
   * @param {string} view
   * @returns {string} the next one, round and round
   */
  after(view) {
    const names = [...this.names.keys()];
    return names[(names.indexOf(view) + 1) % names.length];
  }

  /**
   * Shows a view's panel in the graph's place, or the graph.
   * @param {string} view
   * @param {Scene} scene
   * @returns {boolean} whether it is the graph that is shown
   */
  show(view, scene) {
    const { makes } = FigureViews.kind(view);
    const { stage } = this.figure;
    stage.scroller.hidden = makes !== "graph";
    for (const [name, panel] of this.#panels) {
      panel.element.hidden = name !== view;
    }
    if (makes === "graph") {
      return true;
    }
    let panel = this.#panels.get(view);
    if (panel === undefined) {
      panel = makes(this.figure);
      this.#panels.set(view, panel);
      stage.scroller.before(panel.element);
    }
    panel.show(scene);
    return false;
  }

  /**
   * @param {string} view
   * @returns {Panel | undefined} its panel, where it has one that was shown
   */
  panel(view) {
    return this.#panels.get(view);
  }

  /**
   * @param {string} view
   * @returns {ViewKind}
   */
  static kind(view) {
    return /** @type {ViewKind} */ (VIEW_LIST.get(view));
  }
}
