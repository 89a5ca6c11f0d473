"use strict";

/** What can be asked of a frame, as a menu: by the right button, a resting finger, keys, and a button of the details. */
class FrameMenu {
  /** @type {PopupMenu | null} */
  #menu = null;
  /** @type {LensView | null} that was shown when it was opened */
  #view = null;

  /**
   * @param {Figure} figure
   * @param {Asking} asking
   */
  constructor(figure, asking) {
    this.figure = figure;
    this.asking = asking;
  }

  /**
   * Opens the menu of a frame.
   * @param {number} row of the figure's tree
   * @param {MenuPlace} place
   */
  open(row, place) {
    const { figure } = this;
    const { tree } = figure;
    const entries = [...this.#lookEntries(row), ...this.#askEntries(tree, row), ...this.#copyEntries(row)];
    this.#show(tree.name(row), entries, place);
  }

  /**
   * Opens the menu of a frame of another tree than the figure's, made of the same frames.
   * @param {CallTree} tree
   * @param {number} row
   * @param {MenuPlace} place
   */
  openIn(tree, row, place) {
    const name = tree.name(row);
    const copying = { label: "Copy name", act: () => this.figure.copyText(name) };
    this.#show(name, [...this.#askEntries(tree, row), copying], place);
  }

  /**
   * Opens the menu of a function that is told without a frame: in a table, in a legend.
   * @param {string} name
   * @param {MenuPlace} place
   */
  openFunction(name, place) {
    const { figure } = this;
    const entries = this.functionEntries(name, true);
    this.#show(name, [...entries, { label: "Copy name", act: () => figure.copyText(name) }], place);
  }

  /**
   * Opens the menu of a frame at a place of the window.
   * @param {number} row of the figure's tree
   * @param {number} x
   * @param {number} y
   * @param {boolean} isTouch
   */
  openAt(row, x, y, isTouch) {
    const { figure } = this;
    figure.isTouched = false; // the menu lies where the sheet of details would
    figure.change({ selected: row });
    this.open(row, { left: x, right: x, top: y, bottom: y, isSheet: isTouch });
  }

  /**
   * @param {string} name of a function
   * @param {boolean} canCollapse
   * @returns {MenuEntry[]} what can be asked of it
   */
  functionEntries(name, canCollapse) {
    const { figure, asking } = this;
    const text = literalChoice(name);
    /** @type {MenuEntry[]} */
    const entries = [];
    for (const [kind, { menu }] of FUNCTION_QUESTIONS) {
      if (kind !== "collapse" || canCollapse) {
        entries.push({ label: menu, act: () => asking.ask({ kind, text }) });
      }
    }
    entries.push("rule");
    if (figure.views.names.has("sandwich")) {
      entries.push({ label: "Callers and callees", act: () => asking.showCallersOf(text) });
    }
    entries.push({ label: "What if it cost less…", act: () => asking.openWhatIf(text) });
    entries.push({ label: "Search this", act: () => figure.setSearch(exactSearch(name)) });
    return [...entries, "rule"];
  }

  /** Closes where the figure shows another tree than the one that it was opened in. */
  follow() {
    if (this.figure.view !== this.#view) {
      this.#menu?.close();
    }
  }

  /**
   * @param {CallTree} tree
   * @param {number} row
   * @returns {MenuEntry[]} what can be asked of a row's function, or of the group of samples that the row stands for
   */
  #askEntries(tree, row) {
    const frame = tree.frame[row];
    const group = LabelFrames.questionOf(tree.frames, frame);
    if (group !== null) {
      return [{ label: questionText(group), act: () => this.asking.askOnly(group) }, "rule"];
    }
    return frame < 0 ? [] : this.functionEntries(tree.name(row), isRecursive(tree, row));
  }

  /**
   * @param {number} row
   * @returns {MenuEntry[]}
   */
  #lookEntries(row) {
    const { figure } = this;
    const { journey, tree, state } = figure;
    const canZoom = row !== state.zoom && tree.frame[row] !== CallTree.FOLDED;
    return canZoom ? [{ label: row === 0 ? "Zoom out" : "Zoom", act: () => journey.zoomTo(row) }, "rule"] : [];
  }

  /**
   * @param {number} row
   * @returns {MenuEntry[]}
   */
  #copyEntries(row) {
    const { figure } = this;
    const { tree, state } = figure;
    /** @type {MenuEntry[]} */
    const entries = [];
    if (tree.frame[row] >= 0) {
      const stack = () => foldedStack(tree, row, state.view === "bottom-up");
      entries.push({ label: "Copy name", act: () => figure.copyText(tree.name(row)) });
      entries.push({ label: "Copy stack", act: () => figure.copyText(stack()) });
    }
    return [...entries, { label: "Copy link", act: () => figure.copyLink(row) }];
  }

  /**
   * @param {string} title
   * @param {MenuEntry[]} entries
   * @param {MenuPlace} place
   */
  #show(title, entries, place) {
    this.#menu ??= new PopupMenu(this.figure.element);
    this.#view = this.figure.view;
    this.figure.services.tooltip.hide();
    this.#menu.open(title, entries, place);
  }
}
