"use strict";

/**
 * A field for a function's name that suggests names, the heaviest first. It takes a pattern between slashes as well.
 */
class FunctionField {
  static MOST = 8;
  static #count = 0;

  /** @type {{name: string, lower: string}[] | null} */
  #names = null;
  /** @type {string[]} */
  #offered = [];
  #active = -1;

  /**
   * @param {string} label
   * @param {object} asked
   * @param {() => readonly string[]} asked.names distinct, in the order in which they are suggested
   * @param {() => void} asked.onChange the text is another one
   * @param {() => void} [asked.onChoose] a suggestion was taken
   */
  constructor(label, { names, onChange, onChoose = () => {} }) {
    this.names = names;
    this.onChange = onChange;
    this.onChoose = onChoose;
    FunctionField.#count += 1;
    this.element = htmlElement("span", "function-field");
    this.input = htmlElement("input");
    this.input.type = "text";
    this.input.placeholder = "Function or /pattern/";
    this.input.spellcheck = false;
    this.input.autocomplete = "off";
    this.input.setAttribute("autocapitalize", "off");
    this.list = htmlElement("div", "function-list");
    this.list.id = `function-list-${FunctionField.#count}`;
    this.list.hidden = true;
    const attributes = { role: "combobox", "aria-label": label, "aria-expanded": "false", "aria-autocomplete": "list" };
    for (const [name, value] of Object.entries({ ...attributes, "aria-controls": this.list.id })) {
      this.input.setAttribute(name, value);
    }
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", "Functions");
    this.element.append(this.input, this.list);
    this.#listen();
  }

  /** @returns {string} */
  get text() {
    return this.input.value.trim();
  }

  set text(text) {
    this.input.value = text;
    this.#offer([]);
  }

  /** Names may be others now. */
  forget() {
    this.#names = null;
  }

  focus() {
    this.input.focus();
    this.input.select();
  }

  /** @param {boolean} isRefused */
  mark(isRefused) {
    this.input.setAttribute("aria-invalid", String(isRefused));
  }

  #listen() {
    const { input, list } = this;
    input.addEventListener("input", () => {
      this.#suggest();
      this.onChange();
    });
    input.addEventListener("keydown", (event) => this.#onKey(event));
    input.addEventListener("blur", () => this.#offer([]));
    list.addEventListener("pointerdown", (event) => event.preventDefault()); // the focus stays in the field
    list.addEventListener("click", (event) => {
      const option = /** @type {Element} */ (event.target).closest(".function-option");
      const index = [...list.children].indexOf(/** @type {Element} */ (option));
      if (index >= 0) {
        this.#take(index);
      }
    });
  }

  #suggest() {
    this.#names ??= this.names().map((name) => ({ name, lower: name.toLowerCase() }));
    this.#offer(suggestedNames(this.#names, this.text, FunctionField.MOST));
  }

  /** @param {string[]} names */
  #offer(names) {
    this.#offered = names;
    this.#active = -1;
    this.list.replaceChildren(
      ...names.map((name, index) => {
        const option = htmlElement("div", "function-option", name.slice(0, 1000));
        option.id = `${this.list.id}-${index}`;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        return option;
      }),
    );
    this.list.hidden = names.length === 0;
    this.input.setAttribute("aria-expanded", String(names.length > 0));
    this.input.removeAttribute("aria-activedescendant");
  }

  /** @param {KeyboardEvent} event */
  #onKey(event) {
    const count = this.#offered.length;
    if (event.isComposing) {
      return;
    }
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (count === 0) {
        this.#suggest();
      }
      this.#goTo(event.key === "ArrowDown" ? this.#active + 1 : this.#active < 0 ? -1 : this.#active - 1);
    } else if (event.key === "Enter" && this.#active >= 0) {
      event.preventDefault();
      this.#take(this.#active);
    } else if (event.key === "Escape" && count > 0) {
      event.preventDefault();
      event.stopPropagation(); // it closes the list only
      this.#offer([]);
    }
  }

  /** @param {number} index */
  #goTo(index) {
    const { children } = this.list;
    children[this.#active]?.setAttribute("aria-selected", "false");
    this.#active = children.length === 0 ? -1 : (index + children.length) % children.length;
    const active = children[this.#active];
    if (active !== undefined) {
      active.setAttribute("aria-selected", "true");
      active.scrollIntoView({ block: "nearest" });
      this.input.setAttribute("aria-activedescendant", active.id);
    }
  }

  /** @param {number} index */
  #take(index) {
    this.text = literalChoice(this.#offered[index]);
    this.onChange();
    this.onChoose();
  }
}

/**
 * @param {readonly {name: string, lower: string}[]} names
 * @param {string} text
 * @param {number} most
 * @returns {string[]} the first names that hold the text, in whatever case; none for a pattern, and for the whole name
 */
function suggestedNames(names, text, most) {
  const wanted = text.toLowerCase();
  /** @type {string[]} */
  const found = [];
  if (text.startsWith("/")) {
    return found;
  }
  for (const { name, lower } of names) {
    if (lower.includes(wanted) && found.push(name) === most) {
      break;
    }
  }
  return found.length === 1 && found[0] === text ? [] : found;
}

/**
 * @param {CallTree} tree
 * @param {number} metric
 * @returns {string[]} the names of its functions, the heaviest first, each once
 */
function namesByWeight(tree, metric) {
  const table = topTable(tree.parts, metric);
  const order = topTableOrder(table, tree.frames, { column: "total", isFalling: true });
  return [...new Set(Array.from(order, (place) => tree.frames.name(table.frame[place])))];
}
