"use strict";

/** The menu of what can be saved: what is shown as SVG and as PNG, and the profiles that the page offers. */
class SaveMenu {
  static SHOWN_MS = 1500;

  /** @param {Figure} figure */
  constructor(figure) {
    this.figure = figure;
    this.element = htmlElement("span", "save-menu");
    this.button = buttonElement("Save", "", () => this.#open());
    this.button.title = "Save the picture or the profile";
    this.button.setAttribute("aria-haspopup", "menu");
    this.button.setAttribute("aria-expanded", "false");
    this.menu = new PopupMenu(this.element);
    this.element.prepend(this.button);
  }

  #open() {
    const entries = this.#entries();
    if (entries.length === 0) {
      this.#confirm("No picture", "There is no picture to save in this view.");
      return;
    }
    const { left, top, right, bottom } = this.button.getBoundingClientRect();
    const isSheet = matchMedia("(pointer: coarse)").matches;
    this.menu.open("Save", entries, { left, top, right, bottom, isSheet, button: this.button });
  }

  /** @returns {MenuEntry[]} */
  #entries() {
    const profiles = offeredProfiles().map(({ name, link }) => ({ label: `Profile ${name}`, act: () => link.click() }));
    if (shownPictures(this.figure.element).length === 0) {
      return profiles;
    }
    const svg = { label: "Picture as SVG", act: () => this.#save("svg") };
    const png = { label: "Picture as PNG", act: () => this.#save("png") };
    return profiles.length === 0 ? [svg, png] : [svg, png, "rule", ...profiles];
  }

  /** @param {"svg" | "png"} format */
  async #save(format) {
    const { figure } = this;
    const name = `${figure.element.id}-${figure.state.view}.${format}`;
    try {
      const svg = exportedSvg(figure);
      saveBlob(format === "svg" ? new Blob([svg.text], { type: "image/svg+xml" }) : await drawPng(svg), name);
      this.#confirm("Saved", `Saved ${name}`);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.#confirm("Not saved", `The picture could not be saved as ${format.toUpperCase()}: ${reason}`);
    }
  }

  /**
   * @param {string} word on the button for a moment
   * @param {string} sentence spoken
   */
  #confirm(word, sentence) {
    this.button.textContent = word;
    this.figure.say(sentence);
    setTimeout(() => {
      this.button.textContent = "Save";
    }, SaveMenu.SHOWN_MS);
  }
}

/**
 * What a figure shows, with all its rows, and labels that fit in any face.
 * @param {Figure} figure
 * @returns {ExportedSvg}
 */
function exportedSvg(figure) {
  const { characterPx } = Painter;
  const scrolled = [...figure.element.querySelectorAll("[class$='-stage'], [class$='-scroller']")].map((element) => ({
    element,
    top: element.scrollTop,
  }));
  const top = scrollY;
  Painter.characterPx = SvgExport.CHARACTER_PX;
  figure.print(true); // as on paper, every row is in sight
  FrameNaming.finishAll();
  try {
    const pictures = shownPictures(figure.element);
    const words = exportWords(figure);
    const document = new SvgExport(
      figure.element,
      Math.max(...pictures.map((picture) => picture.getBoundingClientRect().width)),
    );
    document.addTitle(words.title);
    for (const picture of pictures) {
      document.addPicture(picture);
    }
    document.addLegend(legendWords(figure.element));
    for (const line of words.lines) {
      document.addText(line);
    }
    return document.finish(words);
  } finally {
    Painter.characterPx = characterPx;
    figure.print(false);
    for (const { element, top } of scrolled) {
      element.scrollTop = top;
    }
    scrollTo({ top, behavior: "instant" });
  }
}

/**
 * @param {Figure} figure
 * @returns {ExportWords}
 */
function exportWords(figure) {
  const { element, tree, state } = figure;
  const title = element.querySelector(".figure-title")?.textContent ?? document.querySelector("h1")?.textContent ?? "";
  const asked = state.questions.map((question) => {
    const { verb, name, besides } = questionWords(question);
    return [verb, name, besides].filter((part) => part !== "").join(" ");
  });
  const lines = [
    ["flame", "icicle"].includes(state.view) ? "" : (figure.views.names.get(state.view) ?? ""),
    state.zoom > 0 ? `Zoomed to ${tree.name(state.zoom)}` : "",
    asked.join("; "),
    element.querySelector(".figure-status")?.textContent ?? "",
  ];
  const isPublic = location.protocol.startsWith("http");
  const address = isPublic ? figure.links.addressOf(null) : "";
  return { title: title.trim(), lines: lines.filter((line) => line !== ""), address };
}

/**
 * @param {Element} figure
 * @returns {LegendWords[]} what its colours stand for
 */
function legendWords(figure) {
  const shown = [...figure.querySelectorAll(".legend-list > li")].filter((entry) => entry.getClientRects().length > 0);
  return shown.map((entry) => {
    const grounds = [...entry.querySelectorAll(".legend-swatch")].map(
      (swatch) => getComputedStyle(swatch).backgroundColor,
    );
    const colours = grounds.filter((ground) => ground !== "rgba(0, 0, 0, 0)"); // what is hatched is told in words too
    const named = [...entry.querySelectorAll(".legend-name, .legend-share")];
    const text = (named.length > 0 ? named : [entry]).map(({ textContent }) => textContent?.trim() ?? "").join(" ");
    return { colours, text };
  });
}

/**
 * @param {Element} figure
 * @returns {SVGSVGElement[]} its pictures that are shown, from top to bottom
 */
function shownPictures(figure) {
  const all = /** @type {NodeListOf<SVGSVGElement>} */ (figure.querySelectorAll("svg.flame, .chart-axis > svg"));
  return [...all].filter((picture) => picture.getClientRects().length > 0 && picture.closest(".minimap") === null);
}

/** @returns {{name: string, link: HTMLAnchorElement}[]} the profiles that the foot of the page offers for download */
function offeredProfiles() {
  const profiles = [...document.querySelectorAll(".provenance-profile")];
  return profiles.flatMap((profile) => {
    const link = /** @type {HTMLAnchorElement | null} */ (profile.querySelector(".download a[download]"));
    const name = profile.querySelector(".provenance-path code")?.textContent ?? "";
    return link === null ? [] : [{ name, link }];
  });
}

/**
 * @param {Blob} blob
 * @param {string} name of the file
 */
function saveBlob(blob, name) {
  const KEPT_MS = 60_000; // some browsers read it after they have asked where it shall go
  const link = htmlElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), KEPT_MS);
}
