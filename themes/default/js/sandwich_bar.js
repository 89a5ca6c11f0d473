"use strict";

/** What stands between the halves of a sandwich: whose it is, in numbers, and a field for another function. */
class SandwichBar {
  /**
   * @param {object} actions
   * @param {() => readonly string[]} actions.names of functions, in the order in which they are suggested
   * @param {(text: string) => void} actions.choose a function as authors name one
   * @param {() => void} actions.back to the function before
   */
  constructor({ names, choose, back }) {
    const onChoose = () => choose(this.field.text);
    this.field = new FunctionField("Function between its callers and callees", {
      names,
      onChange: () => this.field.mark(false),
      onChoose,
    });
    this.field.input.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.defaultPrevented && !event.isComposing) {
        onChoose();
      }
    });
    this.back = buttonElement("Back", "Back to the function before", back);
    this.facts = htmlElement("p", "sandwich-facts");
    this.message = htmlElement("p", "sandwich-message");
    this.message.setAttribute("role", "status");
    const line = htmlElement("div", "sandwich-choice");
    line.append(this.field.element, this.back);
    this.element = htmlElement("div", "sandwich-bar");
    this.element.append(line, this.facts, this.message);
  }

  /** @param {{of: string, facts: string, message: string, canGoBack: boolean}} shown */
  show({ of, facts, message, canGoBack }) {
    if (this.field.text !== of) {
      this.field.text = of;
    }
    this.field.mark(message !== "");
    this.facts.textContent = facts;
    this.message.textContent = message;
    this.back.hidden = !canGoBack;
  }

  /** @param {string} message why what stands in the field cannot be shown */
  refuse(message) {
    this.field.mark(true);
    this.message.textContent = message;
  }
}
