"use strict";

/** The list of keys and gestures, one for the page. */
class HelpDialog {
  /** @type {HTMLDialogElement | null} */
  #dialog = null;

  /** Opens the list; closing it gives the focus back. */
  open() {
    this.#dialog ??= HelpDialog.#build();
    this.#dialog.showModal();
  }

  /** @returns {HTMLDialogElement} */
  static #build() {
    const dialog = htmlElement("dialog", "flame-help");
    const heading = htmlElement("h2", "", "Reading a flame graph");
    heading.id = "flame-help-heading";
    dialog.setAttribute("aria-labelledby", heading.id);
    const reading = htmlElement(
      "p",
      "",
      "A box is a function, as wide as its share of what was measured; what it called lies on its far side from the root. " +
        "Click a box to zoom to it (on a touch screen, tap it twice), and one of those it came from to zoom out. " +
        "The right button, or a finger that rests on a box, opens what else can be asked of it.",
    );
    const keys = htmlElement("dl", "flame-keys");
    for (const [names, meaning] of keyHelp()) {
      const term = htmlElement("dt");
      term.append(...names.map((name) => htmlElement("kbd", "", name)));
      keys.append(term, htmlElement("dd", "", meaning));
    }
    const close = buttonElement("Close", "", () => dialog.close());
    dialog.append(heading, reading, keys, close);
    dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
    document.body.append(dialog);
    return dialog;
  }
}
