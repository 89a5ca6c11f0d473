"use strict";

/** What a figure's colours stand for, and the choice of the palette: under the picture, where the static legend was. */
class Legend {
  /** Views whose rows have no colours. */
  static COLOURLESS = new Set(["top", "tree", "source"]);

  /** What is said of palettes whose colours stand for no groups; sitegen/drawing/legend.py has the same. */
  static NOTES = new Map([
    ["hot", "warm tones tell neighbours apart and mean nothing else"],
    ["one", "all frames alike"],
  ]);

  /** What is listed now: of which tree, in which metric and palette. */
  #listed = { tree: /** @type {CallTree | null} */ (null), metric: -1, color: "" };
  #cancel = () => {};
  /** @type {{button: HTMLButtonElement, search: string}[]} */
  #buttons = [];

  /**
   * Takes the static legend over.
   * @param {Figure} figure of one side: the legend of a difference says the same of all of them, and stays as it is
   */
  constructor(figure) {
    this.figure = figure;
    this.element = /** @type {HTMLElement} */ (figure.element.querySelector(".figure-legend"));
    this.list = /** @type {HTMLElement} */ (this.element.querySelector(".legend-list"));
    this.select = choiceElement(this.#offered(), (color) => this.#choose(color));
    const label = labelled("Colour by", this.select);
    label.classList.add("is-told");
    this.element.querySelector(".legend-title")?.replaceWith(label);
  }

  /** Follows the figure; what a palette's groups weigh is summed up when there is time. */
  show() {
    const { state, view, search } = this.figure;
    this.element.hidden = Legend.COLOURLESS.has(state.view);
    this.#select(state.color);
    const { tree } = view;
    const { metric, color } = state;
    const { search: searched } = state;
    if (tree !== this.#listed.tree || metric !== this.#listed.metric || color !== this.#listed.color) {
      this.#listed = { tree, metric, color };
      this.#count(new LegendCount(tree, metric, color), color);
    }
    for (const { button, search: own } of this.#buttons) {
      const isFound = search.matches !== null && !searched.isPlain && searched.text === own;
      button.setAttribute("aria-pressed", String(isFound));
    }
  }

  /**
   * @param {LegendCount} count
   * @param {string} color
   */
  #count(count, color) {
    this.#cancel();
    const go = () => {
      if (count.run()) {
        this.#list(count.result(), Legend.NOTES.get(color) ?? "");
        this.show();
      } else {
        this.#cancel = whenIdle(go);
      }
    };
    this.#cancel = whenIdle(go);
  }

  /**
   * @param {{entries: LegendEntry[], more: number}} result
   * @param {string} note
   */
  #list({ entries, more }, note) {
    this.#buttons = [];
    const items = entries.map((entry) => {
      const item = htmlElement("li");
      item.append(this.#entry(entry));
      return item;
    });
    if (more > 0) {
      items.push(htmlElement("li", "legend-more", `and ${formatNumber(more)} more`));
    }
    if (note !== "") {
      items.push(htmlElement("li", "legend-more", note));
    }
    this.list.replaceChildren(...items);
  }

  /**
   * @param {LegendEntry} entry
   * @returns {HTMLElement}
   */
  #entry({ look, group, label, share, search }) {
    const element =
      search === "" ? htmlElement("span", "legend-entry") : buttonElement("", "", () => this.#search(search));
    element.classList.add("legend-entry");
    element.title = search === "" ? group : `Search ${group}`;
    const name = htmlElement("span", "legend-name", label);
    name.dir = "ltr";
    element.append(
      htmlElement("span", `legend-swatch ${look}`),
      name,
      htmlElement("span", "legend-share", formatShare(share)),
    );
    if (search !== "") {
      this.#buttons.push({ button: /** @type {HTMLButtonElement} */ (element), search });
    }
    return element;
  }

  /**
   * Looks for a group's functions; where they are looked for already, no longer.
   * @param {string} text
   */
  #search(text) {
    const { search } = this.figure.state;
    const isOn = search.text === text && !search.isPlain;
    this.figure.setSearch({ text: isOn ? "" : text, isPlain: false, ignoresCase: false });
  }

  /** @param {string} color */
  #choose(color) {
    const done = () => this.figure.say(`Colours by ${COLOURINGS.get(color)}`);
    this.figure.change({ color }, { history: "push", done });
  }

  /** @param {string} color that of a link may be one that is not offered */
  #select(color) {
    this.select.value = color;
    if (this.select.value !== color) {
      const option = htmlElement("option", "", COLOURINGS.get(color));
      option.value = color;
      this.select.append(option);
      this.select.value = color;
    }
  }

  /** @returns {Map<string, string>} the palettes that say something of these frames, and what they are called */
  #offered() {
    const { base, rest } = this.figure;
    const { kind, file, module } = base.frames.columns;
    const says = new Map([
      ["kind", kind.some((other) => other !== kind[0])],
      ["file", file.some((text) => text !== 0) || module.some((text) => text !== 0)],
    ]);
    return new Map([...COLOURINGS].filter(([color]) => color === rest.color || (says.get(color) ?? true)));
  }
}
