"use strict";

/**
 * Keeps the page's address and its history in step with the figures.
 *
 * Each entry of the history remembers the figures' state beside its address, so that a plain anchor changes nothing in
 * them, and Back from one neither.
 */
class Permalink {
  /** @type {readonly LazyFigure[]} */
  #figures = [];
  /** @type {"push" | "replace" | null} what is about to be written */
  #mode = null;
  /** What the address names instead of the state, or "". */
  #anchor = "";
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /**
   * Follows the address from now on.
   * @param {readonly LazyFigure[]} figures
   */
  start(figures) {
    this.#figures = figures;
    addEventListener("popstate", () => this.#follow());
    addEventListener("hashchange", () => this.#follow());
    const isLink = parseHash(location.hash) !== null;
    this.#follow();
    const [navigation] = performance.getEntriesByType("navigation");
    if (isLink && /** @type {PerformanceNavigationTiming | undefined} */ (navigation)?.type === "navigate") {
      // A reload comes back to where it was; who follows a link wants to see what it speaks of.
      figures.find((figure) => figure.linkValues.size > 0)?.element.scrollIntoView();
    }
  }

  /**
   * Writes every figure's state into the address, right after the picture has answered: it costs milliseconds.
   * @param {"push" | "replace"} mode
   * @param {string} [anchor] what the address names instead, where that says as much
   */
  record(mode, anchor = "") {
    this.#mode = mode === "push" ? mode : (this.#mode ?? mode);
    this.#anchor = anchor;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#write(), 0);
  }

  /**
   * The page's address with a figure in another state.
   * @param {string} id
   * @param {ReadonlyMap<string, string>} values
   * @returns {string}
   */
  addressOf(id, values) {
    return Permalink.#address(this.#hash(new Map([[id, values]])));
  }

  #write() {
    const hash = this.#hash();
    const shown = this.#anchor === "" ? hash : `#${encodeURIComponent(this.#anchor)}`;
    const isNew = hash !== this.#known() || (this.#anchor !== "" && shown !== location.hash);
    const isPush = this.#mode === "push" && isNew;
    this.#mode = null;
    try {
      if (isPush) {
        history.pushState({ figures: hash }, "", Permalink.#address(shown));
      } else {
        history.replaceState({ figures: hash }, "", Permalink.#address(shown));
      }
    } catch {
      // Some browsers refuse it in frames without an origin, or when it comes too often; the picture is right anyway.
    }
  }

  #follow() {
    clearTimeout(this.#timer);
    const known = this.#known();
    if (known !== null) {
      this.#restore(known);
    }
    const anchor = parseHash(location.hash) === null ? decodeHashValue(location.hash.slice(1)) : "";
    for (const figure of this.#figures) {
      figure.visit(anchor);
    }
    this.#remember();
  }

  /** @param {string} known the hash of every figure's state */
  #restore(known) {
    const parsed = parseHash(known);
    const ids = new Set(this.#figures.map(({ id }) => id));
    const strangers = [...(parsed?.figures.keys() ?? [])].filter((id) => !ids.has(id));
    const problems = [
      ...strangers.map((id) => `there is no figure “${shortened(id)}”`),
      ...(parsed?.unread ?? []).map((part) => `“${shortened(part)}” is unknown`),
    ];
    this.#figures.forEach((figure, index) => {
      const values = parsed?.figures.get(figure.id) ?? new Map();
      const isSame = formatHash([["", values]]) === formatHash([["", figure.linkValues]]);
      if (!isSame || (index === 0 && problems.length > 0)) {
        figure.restore(values, index === 0 ? problems : []);
      }
    });
  }

  /** @returns {string | null} the hash of the figures' state at this entry of the history; null where it says none */
  #known() {
    const remembered = /** @type {{figures?: string} | null} */ (history.state)?.figures;
    if (remembered !== undefined) {
      return remembered;
    }
    return location.hash === "" || parseHash(location.hash) !== null ? location.hash : null;
  }

  #remember() {
    try {
      history.replaceState({ figures: this.#hash() }, "");
    } catch {
      // As in `record`.
    }
  }

  /**
   * @param {ReadonlyMap<string, ReadonlyMap<string, string>>} [others] values that take the place of a figure's own
   * @returns {string}
   */
  #hash(others = new Map()) {
    return formatHash(this.#figures.map(({ id, linkValues }) => [id, others.get(id) ?? linkValues]));
  }

  /**
   * @param {string} hash
   * @returns {string}
   */
  static #address(hash) {
    return location.href.split("#")[0] + hash;
  }
}
