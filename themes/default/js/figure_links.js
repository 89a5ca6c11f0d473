"use strict";

/** What links say of a figure, both ways. */
class FigureLinks {
  /** @type {Figure} */
  #figure;
  /** @type {ReadonlyMap<string, string> | null} what is followed but not shown yet */
  #followed = null;

  /** @param {Figure} figure */
  constructor(figure) {
    this.#figure = figure;
  }

  /** @returns {ReadonlyMap<string, string>} what a link has to say of what is shown; nothing at rest */
  get values() {
    return this.#followed ?? this.#valuesOf(this.#figure.state);
  }

  /**
   * What the figure shows at rest, with what its author pasted from a link.
   * @param {Lens} lens
   * @returns {FigureState} zoomed to a row of the page's own tree
   */
  rest(lens) {
    const { base, block } = this.#figure;
    const values = new Map(Object.entries(block.state));
    const { state } = stateFromLink(base, stateAtRest(block), values, this.#views);
    const path = values.get("path");
    if (path !== undefined) {
      const view = lens.viewOf(wishOf(state));
      state.zoom = Math.max(0, view.origin(readPath(view.tree, path).row));
    }
    return state;
  }

  /**
   * Shows what an address says.
   * @param {ReadonlyMap<string, string>} values
   * @param {readonly string[]} otherProblems
   */
  follow(values, otherProblems) {
    const figure = this.#figure;
    const { state, problems } = stateFromLink(figure.base, figure.rest, values, this.#views);
    const path = values.get("path");
    figure.callouts.forget();
    this.#followed = values;
    figure.change(state, {
      reveals: true,
      arrive: (view) => {
        this.#followed = null;
        const found = path === undefined ? null : readPath(view.tree, path);
        const all = [...problems, ...this.#threadProblems(state), ...(found?.problems ?? []), ...otherProblems];
        const notice = all.length > 0 ? `This link does not fit the page any more: ${all.join("; ")}.` : "";
        if (notice !== "") {
          figure.say(notice);
        }
        return { patch: { zoom: found?.row ?? figure.changes.restZoom(view) }, notice };
      },
      done: () => figure.journey.begin(),
    });
  }

  /**
   * @param {number} row
   * @returns {string} a link to a frame in what is asked and compared now, the rest as the author shows it
   */
  linkTo(row) {
    const { rest, state, element } = this.#figure;
    const { metric, scale, view, order, questions } = state;
    const values = this.#valuesOf({ ...rest, metric, scale, view, order, questions, zoom: row });
    return formatHash([[element.id, values]]) || `#${encodeURIComponent(element.id)}`;
  }

  /**
   * @param {number | null} row
   * @returns {string} the page's address with what is shown, zoomed to the row if there is one
   */
  addressOf(row) {
    const { services, element, state } = this.#figure;
    return services.addressOf(element.id, this.#valuesOf(row === null ? state : { ...state, zoom: row }));
  }

  /**
   * @param {FigureState} state
   * @returns {string[]}
   */
  #threadProblems({ thread }) {
    const { block, services } = this.#figure;
    const timeline = typeof block.chart === "number" ? services.data().timeline(block.chart) : null;
    const isKnown = thread === "" || timeline?.lanes.some((lane) => timeline.laneName(lane) === thread);
    return isKnown ? [] : [`there is no thread “${shortened(thread)}”`];
  }

  /** @returns {ReadonlySet<string>} the names of the views that there are */
  get #views() {
    return new Set(this.#figure.views.names.keys());
  }

  /**
   * @param {FigureState} state of the tree that is shown
   * @returns {Map<string, string>}
   */
  #valuesOf(state) {
    const { rest, view, changes } = this.#figure;
    return linkValues(view.tree, { ...rest, zoom: changes.restZoom(view) }, state);
  }
}
