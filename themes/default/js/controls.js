"use strict";

/**
 * What the controls and the details ask of their figure.
 *
 * @typedef {object} FigureActions
 * @property {(metric: number) => void} setMetric
 * @property {(view: string) => void} setView
 * @property {(choice: DifferenceChoice, value: string) => void} choose
 * @property {(search: SearchState) => void} setSearch
 * @property {Journey} journey
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
  /**
   * @param {CallTree} tree
   * @param {ReadonlyMap<string, string>} views what each view is called
   * @param {FigureActions} actions
   * @param {Asking} asking
   */
  constructor(tree, views, actions, asking) {
    const metrics = new Map(tree.metrics.map(({ name }, index) => [String(index), name.replaceAll("_", " ")]));
    this.metric = choiceElement(metrics, (value) => actions.setMetric(Number(value)));
    this.view = choiceElement(views, (view) => actions.setView(view));
    this.order = choiceElement(ORDERS, (order) => asking.setOrder(order));
    this.ordering = labelled("Order", this.order);
    this.choices = new ChoiceList(tree, actions);
    this.search = new SearchBox(actions);
    this.reset = buttonElement("Reset", "", () => actions.reset());
    const link = buttonElement("Link", "Copy a link to what is shown", () => confirmCopy(link, actions.copyLink(null)));
    this.help = buttonElement("?", "Help and keys", () => actions.openHelp());
    const end = htmlElement("span", "controls-end");
    end.append(this.reset, link, this.help);
    this.element = htmlElement("div", "figure-controls");
    if (tree.metrics.length > 1) {
      this.element.append(labelled("Metric", this.metric));
    }
    this.element.append(labelled("View", this.view), this.ordering, this.choices.element);
    this.element.append(this.search.element, asking.labels.button, asking.button, end);
  }

  /** @param {ControlsState} shown */
  show({ state, isAtRest, ...result }) {
    this.metric.value = String(state.metric);
    this.view.value = state.view;
    this.order.value = state.order;
    this.ordering.hidden = VIEW_LIST.get(state.view)?.makes !== "graph"; // tables and charts have orders of their own
    this.choices.show(state);
    this.reset.hidden = isAtRest;
    this.search.show(state.search, result);
  }
}

/**
 * @param {ReadonlyMap<string, string>} options what each value is called
 * @param {(value: string) => void} choose
 * @returns {HTMLSelectElement}
 */
function choiceElement(options, choose) {
  const select = htmlElement("select");
  for (const [value, text] of options) {
    const option = htmlElement("option", "", text);
    option.value = value;
    select.append(option);
  }
  select.addEventListener("change", () => choose(select.value));
  return select;
}

/**
 * @param {string} text for those who do not see what the choice shows
 * @param {HTMLSelectElement} choice
 * @returns {HTMLLabelElement}
 */
function labelled(text, choice) {
  const label = htmlElement("label", "flame-choice");
  label.append(htmlElement("span", "visually-hidden", text), choice);
  return label;
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
