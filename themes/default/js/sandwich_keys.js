"use strict";

/*
 * What keys do in a sandwich: they walk as in a graph, through the function from one half to the other, and Enter makes
 * the sandwich of the frame that they stand on.
 */

/**
 * @param {KeyboardEvent} event
 * @param {SandwichPanel} panel
 */
function obeySandwichKey(event, panel) {
  const svg = /** @type {Element} */ (event.target).closest("svg.flame");
  const half = [panel.callers, panel.callees].find(({ element }) => svg !== null && element.contains(svg));
  const command = half === undefined ? null : keyCommand(event, half.view);
  if (half !== undefined && command !== null && obeySandwichCommand(panel, half, command)) {
    event.preventDefault();
  }
}

/**
 * @param {SandwichPanel} panel
 * @param {SandwichHalf} half that the keyboard is in
 * @param {Command} command
 * @returns {boolean} whether it is one of the panel's own; others are the figure's
 */
function obeySandwichCommand(panel, half, command) {
  switch (command) {
    case "zoom":
      panel.open(half, half.selected);
      return true;
    case "callers":
      panel.open(half, half.selected);
      return true;
    case "menu":
      if (half.tree.frame[half.selected] >= 0) {
        panel.openMenu(half, half.selected, placeOfFocus());
      }
      return true;
    case "back":
      panel.back();
      return true;
    case "escape":
      panel.select(half, 0);
      return true;
    case "deeper":
    case "previous":
    case "next":
    case "first":
    case "last":
      half.walk(command);
      return true;
    case "shallower":
      if (!half.walk(command)) {
        panel.otherHalf(half).walk("deeper"); // through the function to its other side
      }
      return true;
    default:
      return false;
  }
}
