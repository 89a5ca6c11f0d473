"use strict";

/*
 * Brings the site's search to life. The only script of this folder that does something when it is loaded.
 */
{
  const link = /** @type {HTMLAnchorElement | null} */ (document.querySelector("a.search-link"));
  const place = /** @type {HTMLElement | null} */ (document.querySelector(".search-page"));
  if (link !== null) {
    const root = (link.getAttribute("href") ?? "").replace(/search\/index\.html$/, "");
    /** @type {{open: () => void}} */
    let search = new SearchDialog(root);
    if (place !== null) {
      const panel = new SearchPanel(root, (question) => {
        const address = question === "" ? location.pathname : `?q=${encodeURIComponent(question)}`;
        history.replaceState(null, "", address);
      });
      place.replaceChildren(panel.element);
      panel.ask(new URLSearchParams(location.search).get("q") ?? "");
      panel.input.focus();
      search = { open: () => panel.input.select() };
    }
    link.addEventListener("click", (event) => {
      if (!(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey)) {
        event.preventDefault();
        search.open();
      }
    });
    document.addEventListener("keydown", (event) => {
      const isTyping = event.target instanceof Element && event.target.closest("input, select, textarea") !== null;
      const isSlash = event.key === "/" && !isTyping && !event.ctrlKey && !event.metaKey && !event.altKey;
      const isShortcut = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.shiftKey;
      if ((isSlash || isShortcut) && !event.defaultPrevented) {
        event.preventDefault();
        search.open();
      }
    });
  }
}
