"use strict";

/** The view of the source code: a file of it at a time, with what its lines weigh. */
class SourcePanel {
  /** @type {Scene | null} */
  #scene = null;
  /** @type {SourceCode} */
  #code;
  #metric = -1;
  /** The function whose lines were shown last because it was selected. */
  #followed = -1;

  /** @param {Figure} figure whose block has a source */
  constructor(figure) {
    this.figure = figure;
    const { frames } = figure.base;
    const block = figure.services.data().sources[/** @type {number} */ (figure.block.source)];
    this.codes = block.files.map((file) => new SourceCode(file, frames));
    this.#code = this.codes[0];
    this.file = htmlElement("select");
    this.file.addEventListener("change", () => this.#choose(this.codes[Number(this.file.value)]));
    this.function = htmlElement("select");
    this.function.addEventListener("change", () => this.#reveal(Number(this.function.value)));
    this.note = htmlElement("p", "source-note");
    this.table = new SourceTable({
      open: (place) => showInGraph(figure, this.#code.functionAt(place)),
      hover: (place) => figure.services.links.hover(figure, place < 0 ? -1 : this.#code.functionAt(place)),
    });
    const choices = htmlElement("div", "source-choices");
    choices.append(labelled("Source file", this.file), labelled("Function", this.function));
    this.element = htmlElement("div", "source-panel");
    this.element.append(choices, this.table.element, this.note);
  }

  /** @param {Scene} scene */
  show(scene) {
    const { metric, tree } = scene;
    const { selected, questions } = this.figure.state;
    this.#scene = scene;
    if (metric !== this.#metric) {
      this.#metric = metric;
      this.#offerFiles();
    }
    const number = functionOfRow(tree, selected);
    const home =
      number === this.#followed || number < 0 ? undefined : this.codes.find((code) => code.functions.has(number));
    this.#followed = number;
    this.#choose(home ?? this.#code);
    if (home !== undefined) {
      this.#reveal(number);
    }
    this.note.textContent =
      questions.length === 0 ? "" : "Lines are told of all samples of this figure, whatever is asked of the graph.";
  }

  focus() {
    this.table.focus();
  }

  /** @param {number} row of the figure's tree, -1 for none */
  light(row) {
    this.table.mark(this.#scene === null ? -1 : functionOfRow(this.#scene.tree, row), "is-lit");
  }

  /** Offers the files, that with the heaviest line first. */
  #offerFiles() {
    const { metrics } = this.figure.base;
    const weights = this.codes.map((code) => code.heaviest(this.#metric));
    const order = [...weights.keys()].sort((one, other) => weights[other] - weights[one] || one - other);
    offerChoices(
      this.file,
      order.map((index) => [
        String(index),
        `${this.codes[index].path} · ${formatWeight(weights[index], metrics[this.#metric])}`,
      ]),
    );
    this.#code = this.codes[order[0]];
  }

  /** @param {SourceCode} code */
  #choose(code) {
    const { metrics, whole } = this.figure.base;
    this.#code = code;
    this.file.value = String(this.codes.indexOf(code));
    const isOther = this.table.show(code, this.#metric, { unit: metrics[this.#metric], whole: whole[this.#metric] });
    if (isOther) {
      this.table.reveal(code.hottest(this.#metric));
    }
    const numbers = [...code.functions];
    offerChoices(
      this.function,
      numbers.map(([number, place]) => [String(number), code.frames.name(code.block.frame[place])]),
    );
    this.table.mark(this.#followed, "is-selected");
  }

  /** @param {number} number of a function of the file, which is scrolled to */
  #reveal(number) {
    this.function.value = String(number);
    this.table.mark(number, "is-selected");
    this.table.reveal(this.#code.functions.get(number) ?? -1);
  }
}

/**
 * @param {HTMLSelectElement} select
 * @param {readonly (readonly [string, string])[]} options values and what they are called
 */
function offerChoices(select, options) {
  select.replaceChildren(...options.map(([value, text]) => Object.assign(htmlElement("option", "", text), { value })));
}
