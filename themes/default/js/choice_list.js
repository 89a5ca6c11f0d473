"use strict";

/** The choices of a difference among a figure's controls: width, scale, colours. */
class ChoiceList {
  #metric = -1;
  /** @type {{field: "width" | "scale" | "palette", select: HTMLSelectElement}[]} */
  #selects = [];

  /**
   * @param {CallTree} tree
   * @param {FigureActions} actions
   */
  constructor(tree, actions) {
    this.tree = tree;
    this.actions = actions;
    this.element = htmlElement("span", "figure-choices");
  }

  /** @param {FigureState} state */
  show(state) {
    if (state.metric !== this.#metric) {
      this.#metric = state.metric;
      this.#offer(differenceChoices(this.tree, state.metric));
    }
    for (const { field, select } of this.#selects) {
      select.value = state[field];
    }
  }

  /**
   * A choice with one option is none.
   * @param {readonly DifferenceChoice[]} choices
   */
  #offer(choices) {
    const offered = choices.filter(({ options }) => options.size > 1);
    this.#selects = offered.map((choice) => {
      const select = choiceElement(choice.options, (value) => this.actions.choose(choice, value));
      return { field: choice.field, select };
    });
    this.element.replaceChildren(
      ...offered.map(({ label, field }, index) => {
        const element = labelled(label, this.#selects[index].select);
        element.classList.toggle("is-told", field === "width");
        return element;
      }),
    );
  }
}
