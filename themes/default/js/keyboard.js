"use strict";

/*
 * Which key does what. They work while the focus is in a figure; the help lists them.
 */

/**
 * @typedef {Step | "zoom" | "back" | "escape" | "search" | "next match" | "previous match" | "view" | "metric" | "order" | "filter" | "menu" | "callers" | "reset" | "help"} Command
 */

/**
 * What a key does wherever the focus is in a figure; all else it does on frames only.
 * @type {ReadonlySet<Command>}
 */
const KEYS_EVERYWHERE = new Set(
  /** @type {Command[]} */ ([
    ...["search", "next match", "previous match", "view", "metric", "order", "filter", "reset", "help"],
  ]),
);

/**
 * The command of a key, or null. Up is up on the screen: towards callees in a flame graph, towards callers in an icicle.
 * @param {{key: string, shiftKey?: boolean, ctrlKey: boolean, altKey: boolean, metaKey: boolean}} event
 * @param {string} view
 * @returns {Command | null}
 */
function keyCommand({ key, shiftKey = false, ctrlKey, altKey, metaKey }, view) {
  if (ctrlKey || altKey || metaKey) {
    return null;
  }
  const isFlame = view === "flame";
  /** @type {Readonly<Record<string, Command | null>>} */
  const commands = {
    ArrowUp: isFlame ? "deeper" : "shallower",
    ArrowDown: isFlame ? "shallower" : "deeper",
    ArrowLeft: "previous",
    ArrowRight: "next",
    Home: "first",
    End: "last",
    Enter: "zoom",
    " ": "zoom",
    Backspace: "back",
    Escape: "escape",
    "/": "search",
    n: "next match",
    N: "previous match",
    v: "view",
    m: "metric",
    o: "order",
    f: "filter",
    s: "callers",
    ".": "menu",
    ContextMenu: "menu",
    F10: shiftKey ? "menu" : null,
    r: "reset",
    "?": "help",
  };
  return Object.hasOwn(commands, key) ? commands[key] : null;
}

/**
 * Does what a key in a figure asks for. Text fields and lists keep their keys; buttons theirs for pressing.
 * @param {KeyboardEvent} event
 * @param {Figure} figure
 */
function obeyKey(event, figure) {
  if (figure.callouts.obeyKey(event)) {
    return;
  }
  const target = /** @type {Element} */ (event.target);
  const command = keyCommand(event, figure.state.view);
  if (command === null || event.defaultPrevented || target.closest("input, select, textarea") !== null) {
    return;
  }
  const isOnFrame = target.closest("svg.flame") !== null;
  if (!isOnFrame && !KEYS_EVERYWHERE.has(command)) {
    return;
  }
  event.preventDefault();
  const { asking } = figure.surroundings;
  switch (command) {
    case "zoom":
      return figure.journey.zoomToSelected();
    case "back":
      return figure.journey.zoomBack();
    case "escape":
      return figure.journey.escape();
    case "search":
      return figure.focusSearch();
    case "next match":
      return figure.journey.stepMatch(1);
    case "previous match":
      return figure.journey.stepMatch(-1);
    case "view":
      return figure.nextView();
    case "metric":
      return figure.nextMetric();
    case "order":
      return asking.nextOrder();
    case "filter":
      return asking.openForm();
    case "menu":
      return asking.openMenuByKey();
    case "callers":
      return asking.showCallers();
    case "reset":
      return figure.reset();
    case "help":
      return figure.openHelp();
    default:
      return figure.journey.walk(command);
  }
}

/**
 * What the help lists, in its order.
 * @returns {readonly (readonly [readonly string[], string])[]} keys and what they do
 */
function keyHelp() {
  return [
    [["↑", "↓"], "Walk up and down the stack"],
    [["←", "→"], "Walk among frames with the same caller"],
    [["Home"], "Back to the zoomed frame"],
    [["End"], "To the end of the heaviest path"],
    [["Enter"], "Zoom to the frame; in tables, show it in the graph"],
    [["Backspace", "Esc"], "Back to the zoom before"],
    [["→", "←"], "In the call tree: open and close; * opens all below"],
    [["."], "What can be done with the frame; so do the menu key and Shift F10"],
    [["f"], "Add a filter"],
    [["s"], "Callers and callees of the function"],
    [["/"], "Search"],
    [["n", "N"], "Next and previous match"],
    [["1", "…", "9"], "Go to a callout"],
    [["[", "]"], "Previous and next callout"],
    [["v"], "Change the view"],
    [["m"], "Change the metric"],
    [["o"], "Change the order"],
    [["r"], "Reset"],
    [["?"], "This list"],
  ];
}
