"use strict";

/**
 * All that is written around a picture: the controls above it, the line of status and the details below.
 */
class Surroundings {
  /** What the line of status speaks of. */
  #told = { tree: /** @type {CallTree | null} */ (null), metric: -1 };

  /**
   * @param {Figure} figure
   * @param {FigureBlock} block
   * @param {ReadonlyMap<string, string>} views what each view is called
   */
  constructor(figure, block, views) {
    const { element } = figure;
    this.figure = figure;
    this.block = block;
    this.asking = new Asking(figure);
    this.controls = new Controls(figure.base, views, figure, this.asking);
    this.controls.help.before(new SaveMenu(figure).element);
    this.details = new Details(figure, this.asking.menu);
    this.status = new Text();
    this.message = htmlElement("span", "figure-message");
    element.querySelector(".figure-stage")?.before(this.controls.element, this.asking.element);
    const status = element.querySelector(".figure-status");
    status?.replaceChildren(this.status, this.message);
    status?.after(this.details.element);
    this.comparing = figure.base.isDifference ? new ComparisonNotes(figure) : null;
    this.legend = figure.base.isDifference ? null : new Legend(figure);
  }

  /**
   * @param {FigureState} state
   * @param {FigureSearch} search
   * @param {{isAtRest: boolean, notice: string, isSheet: boolean}} besides notice: what has to be said first
   */
  show(state, search, { isAtRest, notice, isSheet }) {
    const focused = document.activeElement; // the browser takes the focus from what is hidden when it lays the page out
    const { matches, refusal } = search;
    const canStep = (matches?.rows.length ?? 0) > 0;
    const found = matches === null ? "" : this.#found(state, matches);
    this.controls.show({ state, isAtRest, found, canStep, isRefused: refusal !== "" });
    this.asking.show();
    this.#showStatus(this.figure.view.tree, state.metric);
    this.comparing?.show(this.figure.tree);
    this.legend?.show();
    this.details.show(state.selected < 0 ? null : this.#details(state), isSheet);
    this.message.classList.toggle("is-problem", notice !== "" || refusal !== "");
    this.message.textContent = notice || refusal || (matches === null ? "" : this.#sentence(state, matches));
    this.#keepFocus(focused);
  }

  /**
   * @param {CallTree} tree
   * @param {number} metric
   */
  #showStatus(tree, metric) {
    // A zoom changes neither, and to sum up what was folded takes a walk over it.
    if (tree !== this.#told.tree || metric !== this.#told.metric) {
      this.#told = { tree, metric };
      this.status.data = statusText(tree, metric, this.block);
    }
  }

  /**
   * Where the focus was on what is no longer shown, and has no other place yet, it goes to the view that is.
   * @param {Element | null} focused
   */
  #keepFocus(focused) {
    if (focused !== null && this.figure.element.contains(focused) && focused.closest("[hidden]") !== null) {
      setTimeout(() => {
        const now = document.activeElement;
        if (now === focused || now === document.body) {
          this.#focusView(); // when all is painted
        }
      }, 0);
    }
  }

  #focusView() {
    const { figure } = this;
    figure.focusPicture();
    if (document.activeElement === document.body) {
      this.controls.view.focus(); // there is nothing yet to stand on
    }
  }

  /** @returns {number} y of the upper edge of the details, in the window; Infinity where they are no sheet */
  get sheetTop() {
    const { element } = this.details;
    return element.classList.contains("is-sheet") ? element.getBoundingClientRect().top : Number.POSITIVE_INFINITY;
  }

  /** @returns {string} what the line of status says of the search */
  get words() {
    return this.message.textContent ?? "";
  }

  /**
   * What a search found in the fewest words: "24.12% · 3/12", in a difference "24.12% → 20.5% · 3/12".
   * @param {FigureState} state
   * @param {Matches} matches
   * @returns {string}
   */
  #found({ metric, selected }, matches) {
    const { tree } = this.figure;
    const place = matches.place(selected);
    const count = `${place > 0 ? `${formatNumber(place)}/` : ""}${formatNumber(matches.rows.length)}`;
    return `${matchedWeight(tree, metric, matches.weightUnder(metric))} · ${count}`;
  }

  /**
   * What a search found in a sentence.
   * @param {FigureState} state
   * @param {Matches} matches
   * @returns {string}
   */
  #sentence({ metric, zoom, search }, matches) {
    const { tree } = this.figure;
    const all = matches.weightUnder(metric, 0, tree);
    const zoomed = zoom > 0 ? matches.weightUnder(metric, zoom, tree) : null;
    const sentence = matchSentence({ count: matches.rows.length, all, zoomed }, frameFacts(tree, metric, zoom, zoom));
    return matches.rows.length === 0 && heedsCase(search)
      ? `${sentence}. Aa lets upper and lower case be the same.`
      : sentence;
  }

  /**
   * @param {FigureState} state with a selected frame
   * @returns {FrameDetails}
   */
  #details({ metric, zoom, selected }) {
    const { tree } = this.figure;
    const frame = tree.frame[selected];
    const facts = frameFacts(tree, metric, selected, zoom);
    return {
      row: selected,
      name: facts.name,
      facts: detailFacts(tree, metric, selected, facts),
      canZoom: selected !== zoom && frame !== CallTree.FOLDED,
      canSearch: frame >= 0,
    };
  }
}
