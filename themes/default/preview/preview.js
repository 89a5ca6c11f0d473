"use strict";

/*
 * Runs in the pages that `flamesite serve` shows, and only there: reloads a page whose bytes have changed, where the reader
 * stood, and shows what is wrong with the content until it is mended. The figure's state is in the address, which a reload
 * keeps. Nothing listens while the page is out of sight: a browser allows six connections to a host, whatever the tabs.
 */
{
  const EVENTS = "/__flamesite/events";
  const PLACE = "flamesite-preview-place";
  const shown = document.currentScript?.dataset.fingerprint ?? "";

  /** @typedef {{place: string, severity: string, message: string}} Finding */

  /** What is wrong, in a panel at the foot of the window. */
  class FindingsPanel {
    #element = document.createElement("section");
    #text = "";

    constructor() {
      this.#element.className = "preview-panel";
      this.#element.setAttribute("aria-label", "What flamesite found");
      this.#element.setAttribute("aria-live", "polite");
      this.#element.hidden = true;
      document.body.append(this.#element);
    }

    /**
     * @param {Finding[]} findings
     * @param {string} heading
     * @param {boolean} isBroken whether the page is older than the content
     */
    show(findings, heading, isBroken) {
      const text = JSON.stringify([findings, heading]);
      if (text === this.#text) {
        return; // as it is, opened or closed
      }
      this.#text = text;
      this.#element.hidden = heading === "";
      this.#element.classList.toggle("is-broken", isBroken);
      const details = document.createElement("details");
      details.open = isBroken;
      const list = document.createElement("ol");
      list.append(...findings.map(findingItem));
      details.append(textElement("summary", "preview-heading", heading), list);
      this.#element.replaceChildren(details);
    }
  }

  /** @param {Finding} finding */
  function findingItem({ place, severity, message }) {
    const item = document.createElement("li");
    item.append(textElement("code", "preview-place", place), ` ${severity}: ${message}`);
    return item;
  }

  /**
   * @param {string} tag
   * @param {string} className
   * @param {string} text
   */
  function textElement(tag, className, text) {
    const element = document.createElement(tag);
    element.className = className;
    element.textContent = text;
    return element;
  }

  /** @param {{findings: Finding[], isBroken: boolean}} state */
  function headingOf({ findings, isBroken }) {
    if (findings.length === 0) {
      return "";
    }
    const errors = findings.filter(({ severity }) => severity === "error").length;
    const counted = isBroken ? [errors, "error"] : [findings.length, "warning"];
    const noun = `${counted[0]} ${counted[1]}${counted[0] === 1 ? "" : "s"}`;
    const isShown = !document.body.classList.contains("preview-waiting"); // else there is no page yet
    return isBroken && isShown ? `${noun}: the page is as it was before ${errors === 1 ? "it" : "them"}` : noun;
  }

  function reload() {
    try {
      sessionStorage.setItem(PLACE, JSON.stringify([location.pathname, scrollX, scrollY]));
    } catch {
      // Storage may be forbidden; then the browser's own memory of the place has to do.
    }
    location.reload();
  }

  function standWhereTheReaderStood() {
    try {
      const [path, left, top] = JSON.parse(sessionStorage.getItem(PLACE) ?? "[]");
      sessionStorage.removeItem(PLACE);
      if (path === location.pathname) {
        scrollTo({ left, top, behavior: "instant" });
      }
    } catch {
      // As above.
    }
  }

  const panel = new FindingsPanel();
  /** @type {EventSource | null} */
  let source = null;

  function listen() {
    if (document.hidden) {
      source?.close();
      source = null;
      return;
    }
    if (source !== null) {
      return;
    }
    source = new EventSource(`${EVENTS}?page=${encodeURIComponent(location.pathname)}`);
    source.addEventListener("message", ({ data }) => {
      const state = JSON.parse(data);
      if (state.fingerprint !== shown) {
        source?.close();
        reload();
        return;
      }
      panel.show(state.findings, headingOf(state), state.isBroken);
    });
    source.addEventListener("error", () => {
      panel.show([], "flamesite serve does not answer: this page may be old", true);
    });
  }

  addEventListener("load", standWhereTheReaderStood);
  addEventListener("pagehide", () => source?.close());
  document.addEventListener("visibilitychange", listen);
  listen();
}
