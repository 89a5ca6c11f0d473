"use strict";

/*
 * The colour scheme, and the switch for it. This file alone is loaded without `defer`, in <head>: the scheme has to be
 * set before the first paint, and a Content-Security-Policy without inline scripts leaves no other way.
 *
 * A reader follows the system until the switch is used; switching back to what the system has follows it again.
 * tokens.css reads data-scheme on the root element. Without scripts the system decides, and the switch is not shown.
 */
class Scheme {
  static KEY = "flamesite-scheme";

  /**
   * @param {HTMLElement} root the element that carries data-scheme
   * @param {MediaQueryList} system whether the system prefers dark
   */
  constructor(root, system) {
    this.root = root;
    this.system = system;
  }

  /** @returns {boolean} whether the page is dark now */
  get isDark() {
    const chosen = this.root.dataset.scheme;
    return chosen ? chosen === "dark" : this.system.matches;
  }

  /** Takes up what the reader chose earlier, on this page or another. */
  restore() {
    try {
      this.apply(localStorage.getItem(Scheme.KEY));
    } catch {
      this.label(); // storage is switched off: a choice holds for this page only
    }
  }

  /** Changes to the other scheme, and remembers it where it is not the system's own. */
  toggle() {
    const wanted = this.isDark ? "light" : "dark";
    const own = this.system.matches ? "dark" : "light";
    const chosen = wanted === own ? null : wanted;
    this.apply(chosen);
    Scheme.remember(chosen);
  }

  /** @param {string | null} chosen "light", "dark", or null for the system's */
  apply(chosen) {
    if (chosen === "light" || chosen === "dark") this.root.dataset.scheme = chosen;
    else delete this.root.dataset.scheme;
    this.label();
  }

  /** Says on the switch what the page is. */
  label() {
    for (const button of document.querySelectorAll(".scheme-switch")) {
      button.setAttribute("aria-pressed", String(this.isDark));
    }
  }

  /** @param {string | null} chosen */
  static remember(chosen) {
    try {
      if (chosen) localStorage.setItem(Scheme.KEY, chosen);
      else localStorage.removeItem(Scheme.KEY);
    } catch {
      // As in restore.
    }
  }
}

{
  const scheme = new Scheme(document.documentElement, matchMedia("(prefers-color-scheme: dark)"));
  document.documentElement.classList.add("has-scripts");
  scheme.restore();
  scheme.system.addEventListener("change", () => scheme.label());
  addEventListener("storage", () => scheme.restore());
  addEventListener("pageshow", (event) => event.persisted && scheme.restore());
  document.addEventListener("DOMContentLoaded", () => scheme.label());
  document.addEventListener("click", ({ target }) => {
    if (target instanceof Element && target.closest(".scheme-switch")) scheme.toggle();
  });
}
