"use strict";

/** The values of one label, each to be chosen, the heaviest first. */
class LabelValues {
  /** From so many values on there is a field to look for one. */
  static MANY = 10;

  /** @type {Map<number, {row: HTMLLIElement, box: HTMLInputElement, bar: HTMLElement, share: HTMLElement}>} */
  #rows = new Map();

  /**
   * @param {LabelKey} label
   * @param {readonly number[]} values in their order, -1 for samples without it
   * @param {(value: number, isChosen: boolean) => void} choose
   */
  constructor({ key, values: texts }, values, choose) {
    this.element = htmlElement("fieldset", "label-values");
    this.element.append(htmlElement("legend", "label-key", key));
    if (values.length >= LabelValues.MANY) {
      this.element.append(this.#finder(key, texts));
    }
    this.list = htmlElement("ul", "label-list");
    this.none = htmlElement("p", "label-none", "No such value.");
    this.none.hidden = true;
    this.list.append(...values.map((value) => this.#rowOf(value, texts[value] ?? `without ${key}`, choose)));
    this.element.append(this.list, this.none);
  }

  /**
   * @param {readonly {value: number, share: number, words: string, title: string}[]} totals of some values, else nothing
   * @param {ReadonlySet<number>} chosen
   */
  show(totals, chosen) {
    const told = new Map(totals.map((total) => [total.value, total]));
    for (const [value, { row, box, bar, share }] of this.#rows) {
      const total = told.get(value);
      box.checked = chosen.has(value);
      bar.style.inlineSize = `${100 * (total?.share ?? 0)}%`;
      share.textContent = total?.words ?? formatShare(0);
      share.title = total?.title ?? "";
      row.classList.toggle("is-empty", (total?.share ?? 0) === 0);
    }
  }

  focus() {
    this.element.querySelector("input")?.focus();
  }

  /**
   * @param {string} key
   * @param {readonly string[]} texts
   * @returns {HTMLInputElement} a field that leaves the values that hold its text
   */
  #finder(key, texts) {
    const field = htmlElement("input", "label-finder");
    field.type = "search";
    field.placeholder = `Find one of ${formatNumber(texts.length)}`;
    field.autocomplete = "off";
    field.spellcheck = false;
    field.setAttribute("aria-label", `Find a value of ${key}`);
    field.addEventListener("input", () => {
      const wanted = field.value.trim().toLowerCase();
      let count = 0;
      for (const [value, { row }] of this.#rows) {
        row.hidden = wanted !== "" && !(texts[value] ?? "").toLowerCase().includes(wanted);
        count += row.hidden ? 0 : 1;
      }
      this.none.hidden = count > 0;
    });
    return field;
  }

  /**
   * @param {number} value
   * @param {string} text
   * @param {(value: number, isChosen: boolean) => void} choose
   * @returns {HTMLLIElement}
   */
  #rowOf(value, text, choose) {
    const row = htmlElement("li", "label-row");
    const choice = htmlElement("label", "label-choice");
    const box = htmlElement("input");
    box.type = "checkbox";
    box.addEventListener("change", () => choose(value, box.checked));
    const name = htmlElement("bdi", value < 0 ? "label-name is-missing" : "label-name", text);
    name.title = text;
    const bar = htmlElement("span", "label-bar");
    const share = htmlElement("span", "label-share");
    choice.append(box, name, share, bar);
    row.append(choice);
    this.#rows.set(value, { row, box, bar, share });
    return row;
  }
}
