"use strict";

/** The search over the page that is read: Ctrl+K or `/` opens it, Esc closes it. */
class SearchDialog {
  /** @type {{dialog: HTMLDialogElement, panel: SearchPanel} | null} */
  #open = null;

  /** @param {string} root the way to the site's root */
  constructor(root) {
    this.root = root;
  }

  /** Opens it, with the last question selected. */
  open() {
    this.#open ??= this.#build();
    const { dialog, panel } = this.#open;
    if (!dialog.open) {
      dialog.showModal();
    }
    panel.input.select();
  }

  #build() {
    const panel = new SearchPanel(this.root);
    const dialog = htmlElement("dialog", "search-dialog");
    dialog.setAttribute("aria-label", "Search this site");
    const close = buttonElement("Close", "", () => dialog.close());
    close.className = "search-close";
    const keys = htmlElement("p", "search-keys", "Arrow keys choose, Enter opens, Esc closes.");
    dialog.append(panel.element, keys, close);
    // A press beside the box closes it, and so does a link to a place on this page.
    dialog.addEventListener("click", ({ target }) => {
      if (target === dialog || (target instanceof Element && target.closest("a") !== null)) {
        dialog.close();
      }
    });
    // A search field takes Esc for itself while there is text in it.
    dialog.addEventListener("keydown", (event) => {
      if (event.key === "Escape") {
        event.preventDefault();
        dialog.close();
      }
    });
    document.body.append(dialog);
    return { dialog, panel };
  }
}
