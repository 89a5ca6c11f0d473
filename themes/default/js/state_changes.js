"use strict";

/**
 * How a change of state goes about.
 *
 * @typedef {object} ChangeNotes
 * @property {"push" | "replace" | null} [history] how the address follows; null where it need not
 * @property {string} [anchor] what the address names instead, where it says as much
 * @property {string} [notice] what has to be said of it
 * @property {boolean} [reveals] whether to scroll the selected frame into sight
 * @property {(view: LensView) => {patch: Partial<FigureState>, notice?: string}} [arrive] what depends on the rows of
 * the tree that is shown then
 * @property {() => void} [done] called when it is shown
 */

/**
 * A figure's state, and the view of its tree that goes with it. What asks for another view is shown as soon as that is
 * made; meanwhile the former picture stays, and can be used.
 */
class StateChanges {
  /** What decides which view of the tree is shown. */
  static WISHES = /** @type {const} */ (["view", "order", "questions", "metric", "scale", "width"]);

  /** What did not fit in the address, until the next change. */
  notice = "";
  /** @type {{patch: Partial<FigureState>, notes: ChangeNotes} | null} what waits for another view */
  #awaited = null;

  /**
   * @param {Lens} lens
   * @param {FigureState} rest
   * @param {(before: FigureState, notes: ChangeNotes, isOtherView: boolean) => void} onChange
   * @param {(isBusy: boolean) => void} onWork
   */
  constructor(lens, rest, onChange, onWork) {
    this.lens = lens;
    this.rest = rest;
    this.onChange = onChange;
    this.onWork = onWork;
    this.view = lens.viewOf(wishOf(rest));
    /** @type {FigureState} */
    this.state = { ...rest, zoom: this.view.nearest(rest.zoom) };
  }

  /** @returns {FigureState} what is shown as soon as it is made */
  get wanted() {
    return { ...this.state, ...this.#awaited?.patch };
  }

  /**
   * The only way to another state. Rows in the patch are of the tree that is shown afterwards; where it has none, the
   * zoomed and the selected frame stay what they were as far as they can.
   * @param {Partial<FigureState>} patch
   * @param {ChangeNotes} notes
   */
  change(patch, notes) {
    if (!StateChanges.WISHES.some((key) => key in patch)) {
      this.#show(this.view, patch, notes);
      return;
    }
    const former = this.#awaited;
    const all = { ...former?.patch, ...patch };
    const awaited = { patch: all, notes: { ...notes, history: notes.history ?? former?.notes.history ?? null } };
    this.#awaited = awaited;
    let isLate = false;
    this.lens.look(wishOf(this.wanted), (view) => {
      this.#awaited = null;
      this.onWork(false);
      const { history = null } = awaited.notes;
      // A link that was followed may have been overwritten meanwhile.
      this.#show(view, awaited.patch, { ...awaited.notes, history: isLate ? (history ?? "replace") : history });
    });
    isLate = true;
    if (this.#awaited !== null) {
      this.onWork(true);
    }
  }

  /**
   * @param {LensView} view
   * @returns {number} the row that fills a view's picture at rest
   */
  restZoom(view) {
    return view.isInverted === isInvertedView(this.rest.view) ? view.nearest(this.rest.zoom) : 0;
  }

  /**
   * @param {LensView} view
   * @param {Partial<FigureState>} patch
   * @param {ChangeNotes} notes
   */
  #show(view, patch, notes) {
    const before = this.state;
    const former = this.view;
    const carried = view === former ? {} : this.#carried(view);
    const arrival = notes.arrive?.(view);
    const state = { ...before, callout: -1, ...carried, ...patch, ...arrival?.patch };
    const { zoom, selected } = state;
    if (selected >= 0 && !isAbove(view.tree, selected, zoom) && !isInside(view.tree, selected, zoom)) {
      state.selected = zoom; // what is not in the picture cannot be selected
    }
    state.scale = view.tree.scaleOf(state.metric, state.scale);
    this.view = view;
    this.state = state;
    this.notice = arrival?.notice ?? notes.notice ?? "";
    this.onChange(before, notes, view !== former);
    notes.done?.();
  }

  /**
   * @param {LensView} view
   * @returns {{zoom: number, selected: number}} where the zoomed and the selected frame are in another view
   */
  #carried(view) {
    const { zoom, selected } = this.state;
    const [zoomed, chosen] = [this.view.origin(zoom), this.view.origin(selected)];
    const isTurned = view.isInverted !== this.view.isInverted; // callers of a frame are another question than callees
    return {
      zoom: isTurned || zoomed < 0 ? 0 : view.nearest(zoomed),
      selected: chosen <= 0 ? -1 : Math.max(-1, view.place(chosen)),
    };
  }
}

/**
 * @param {FigureState} state
 * @returns {LensWish}
 */
function wishOf({ questions, view, order, metric, scale, width }) {
  return { questions, isInverted: isInvertedView(view), order, metric, scale, width };
}

/**
 * @param {string} view
 * @returns {boolean} whether it reads stacks from the inside out
 */
function isInvertedView(view) {
  return VIEW_LIST.get(view)?.isInverted === true;
}
