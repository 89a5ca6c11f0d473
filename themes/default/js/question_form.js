"use strict";

/**
 * @typedef {object} FormActions
 * @property {() => CallTree} tree the page's own
 * @property {() => number} metric
 * @property {(question: Question) => void} ask
 * @property {(name: string) => void} whatIf opens its panel
 * @property {() => void} close
 * @property {(words: string) => void} say
 */

/** Asks a question that no frame is at hand for: what to do with stacks, and the function's name or a pattern. */
class QuestionForm {
  static WHAT_IF = "whatif";

  /** @type {ChoiceScan | null} */
  #scan = null;

  /** @param {FormActions} actions */
  constructor(actions) {
    this.actions = actions;
    const kinds = new Map([...FUNCTION_QUESTIONS].map(([kind, { label }]) => [/** @type {string} */ (kind), label]));
    for (const [text, label] of RECURSIONS) {
      kinds.set(`recursion ${text}`, label);
    }
    kinds.set(QuestionForm.WHAT_IF, "What if");
    this.kind = choiceElement(kinds, () => this.#update());
    this.field = new FunctionField("Function or pattern", {
      names: () => namesByWeight(actions.tree(), actions.metric()),
      onChange: () => this.#update(),
    });
    this.add = buttonElement("Add", "", () => {});
    this.add.type = "submit";
    this.add.classList.add("form-add");
    this.hint = htmlElement("p", "form-hint");
    this.hint.id = `${this.field.list.id}-hint`;
    this.field.input.setAttribute("aria-describedby", this.hint.id);
    const close = buttonElement("×", "Close", () => actions.close());
    close.classList.add("form-close");
    this.element = htmlElement("form", "question-form");
    this.element.setAttribute("aria-label", "Add a filter");
    this.element.append(labelled("What to do", this.kind), this.field.element, this.add, close, this.hint);
    this.element.hidden = true;
    this.element.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#submit();
    });
    this.element.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !event.defaultPrevented) {
        event.preventDefault();
        actions.close();
      }
    });
  }

  open() {
    this.element.hidden = false;
    this.field.forget(); // another metric has other heaviest functions
    this.#update();
    (this.field.element.hidden ? this.kind : this.field).focus();
  }

  close() {
    this.element.hidden = true;
    this.field.text = "";
  }

  /** @returns {boolean} whether the kind is asked of a function */
  get #isOfFunction() {
    return !this.kind.value.startsWith("recursion ");
  }

  /** Follows what was chosen and typed. */
  #update() {
    const { kind, field } = this;
    field.element.hidden = !this.#isOfFunction;
    this.add.textContent = kind.value === QuestionForm.WHAT_IF ? "Go on" : "Add";
    field.mark(false);
    this.hint.classList.remove("is-problem");
    this.#scan?.stop();
    if (!this.#isOfFunction) {
      this.hint.textContent = "Frames of a function between its outermost and its innermost call become one.";
      if (kind.value === "recursion direct") {
        this.hint.textContent = "A frame that calls itself at once becomes one with its callee.";
      }
      return;
    }
    const meaning = FUNCTION_QUESTIONS.get(/** @type {QuestionKind} */ (kind.value))?.meaning;
    this.hint.textContent = meaning ?? "How much the whole would cost if a function cost more, less or nothing.";
    if (field.text !== "") {
      this.#preview();
    }
  }

  /** Says how much the text names. */
  #preview() {
    const { actions, field } = this;
    const tree = actions.tree();
    this.#scan = new ChoiceScan(tree.frames, field.text, ({ marks, refusal }) => {
      this.hint.classList.toggle("is-problem", refusal !== "");
      field.mark(refusal !== "");
      this.hint.textContent = refusal || choiceWords(tree, actions.metric(), marks);
    });
  }

  /** Asks; of a text that is still looked for, once it is known what it names. */
  #submit() {
    const { kind, field, actions } = this;
    if (!this.#isOfFunction) {
      actions.ask({ kind: "recursion", text: kind.value.slice("recursion ".length) });
    } else if (field.text === "") {
      this.#refuse("Name a function, or a pattern between slashes.");
    } else {
      this.#scan?.stop();
      const tree = actions.tree();
      this.#scan = new ChoiceScan(tree.frames, field.text, ({ marks, refusal }) => {
        const isUnknown = refusal === "" && namedFunctions(tree, marks) === 0;
        this.#answer(isUnknown ? choiceWords(tree, actions.metric(), marks) : refusal);
      });
    }
  }

  /** @param {string} problem */
  #refuse(problem) {
    this.hint.textContent = problem;
    this.hint.classList.add("is-problem");
    this.field.mark(true);
    this.field.focus();
    this.actions.say(problem);
  }

  /** @param {string} problem why the text names nothing, or "" */
  #answer(problem) {
    const { kind, field, actions } = this;
    if (problem !== "") {
      this.#refuse(problem);
    } else if (kind.value === QuestionForm.WHAT_IF) {
      actions.whatIf(field.text);
    } else {
      actions.ask({ kind: /** @type {QuestionKind} */ (kind.value), text: field.text });
    }
  }
}
