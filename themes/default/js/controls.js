"use strict";

/**
 * What the controls and the details ask of their figure.
 *
 * @typedef {object} FigureActions
 * @property {(metric: number) => void} setMetric
 * @property {(view: string) => void} setView
 * @property {(search: SearchState) => void} setSearch
 * @property {(direction: 1 | -1) => void} stepMatch
 * @property {(row: number) => void} zoomTo
 * @property {() => void} reset
 * @property {() => void} deselect
 * @property {() => void} openHelp
 * @property {() => void} focusPicture
 * @property {(row: number | null) => Promise<boolean>} copyLink to a frame, or to what is shown
 * @property {(text: string) => Promise<boolean>} copyText
 *
 * What the controls show: `found` is a few words about the matches, "" while nothing is searched for.
 *
 * @typedef {{state: FigureState, isAtRest: boolean, found: string, canStep: boolean, isRefused: boolean}} ControlsState
 */

/** The row of controls above a picture. */
class Controls {
  /** @type {SearchState} */
  #search = { text: "", isPlain: false, ignoresCase: false };

  /**
   * @param {CallTree} tree
   * @param {ReadonlyMap<string, string>} views what each view is called
   * @param {FigureActions} actions
   */
  constructor(tree, views, actions) {
    const metrics = new Map(tree.metrics.map(({ name }, index) => [String(index), name.replaceAll("_", " ")]));
    this.metric = choiceElement("Metric", metrics, (value) => actions.setMetric(Number(value)));
    this.metric.hidden = tree.metrics.length < 2;
    this.view = choiceElement("View", views, (view) => actions.setView(view));
    this.input = htmlElement("input");
    this.input.type = "search";
    this.input.placeholder = "Search";
    this.input.setAttribute("aria-label", "Search frames");
    this.input.spellcheck = false;
    this.input.autocomplete = "off";
    this.input.addEventListener("input", () => actions.setSearch({ ...this.#search, text: this.input.value }));
    this.input.addEventListener("keydown", (event) => this.#onKey(event, actions));
    this.found = htmlElement("span", "search-found");
    this.previous = buttonElement("‹", "Previous match", () => actions.stepMatch(-1), "flame-button search-step");
    this.next = buttonElement("›", "Next match", () => actions.stepMatch(1), "flame-button search-step");
    const change = (/** @type {Partial<SearchState>} */ part) => actions.setSearch({ ...this.#search, ...part });
    this.matchCase = buttonElement("Aa", "Match case", () => change({ ignoresCase: !this.#search.ignoresCase }), "flame-button");
    this.pattern = buttonElement(".*", "Regular expression", () => change({ isPlain: !this.#search.isPlain }), "flame-button");
    const box = htmlElement("span", "search-box");
    box.append(this.input, this.found, this.previous, this.next, this.matchCase, this.pattern);
    this.reset = buttonElement("Reset", "Reset", () => actions.reset(), "flame-button");
    const link = buttonElement("Copy link", "Copy a link to what is shown", () => {}, "flame-button");
    link.addEventListener("click", () => confirmCopy(link, actions.copyLink(null)));
    const help = buttonElement("?", "Help and keys", () => actions.openHelp(), "flame-button");
    this.element = htmlElement("div", "figure-controls");
    this.element.append(this.metric, this.view, box, this.reset, link, help);
  }

  /** @param {ControlsState} shown */
  show({ state, isAtRest, found, canStep, isRefused }) {
    this.metric.value = String(state.metric);
    this.view.value = state.view;
    this.reset.disabled = isAtRest;
    this.#search = state.search;
    if (this.input.value !== state.search.text) {
      this.input.value = state.search.text;
    }
    this.input.setAttribute("aria-invalid", String(isRefused));
    this.matchCase.setAttribute("aria-pressed", String(!state.search.ignoresCase));
    this.pattern.setAttribute("aria-pressed", String(!state.search.isPlain));
    this.found.textContent = found;
    this.previous.hidden = this.next.hidden = !canStep;
  }

  /** Puts the keyboard's focus into the search. */
  focusSearch() {
    this.input.focus();
    this.input.select();
  }

  /**
   * @param {KeyboardEvent} event
   * @param {FigureActions} actions
   */
  #onKey(event, actions) {
    if (event.key === "Enter" && !event.isComposing) {
      event.preventDefault();
      actions.stepMatch(event.shiftKey ? -1 : 1);
    } else if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      if (this.input.value !== "") {
        actions.setSearch({ ...this.#search, text: "" });
      } else {
        actions.focusPicture();
      }
    }
  }
}

/**
 * @param {string} label
 * @param {ReadonlyMap<string, string>} options what each value is called
 * @param {(value: string) => void} choose
 * @returns {HTMLSelectElement}
 */
function choiceElement(label, options, choose) {
  const select = htmlElement("select", "flame-choice");
  select.setAttribute("aria-label", label);
  for (const [value, text] of options) {
    const option = htmlElement("option", "", text);
    option.value = value;
    select.append(option);
  }
  select.addEventListener("change", () => choose(select.value));
  return select;
}

/**
 * Says on a button for a moment how its copying went.
 * @param {HTMLButtonElement} button
 * @param {Promise<boolean>} copying
 */
async function confirmCopy(button, copying) {
  const SHOWN_MS = 1500;
  const text = button.dataset.text ?? button.textContent;
  button.dataset.text = text ?? "";
  button.textContent = (await copying) ? "Copied" : "Not allowed";
  setTimeout(() => {
    button.textContent = text;
  }, SHOWN_MS);
}
