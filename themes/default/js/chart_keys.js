"use strict";

/**
 * Does what a key in a chart asks for; other keys are the figure's.
 * @param {KeyboardEvent} event
 * @param {ChartPanel} panel
 */
function obeyChartKey(event, panel) {
  const target = /** @type {Element} */ (event.target);
  if (event.ctrlKey || event.metaKey || event.altKey || target.closest("input, select, textarea") !== null) {
    return;
  }
  const act = chartCommand(event, target.closest("svg.flame") !== null, panel);
  if (act !== null && act() !== false) {
    event.preventDefault();
    event.stopPropagation();
  }
}

/**
 * @param {KeyboardEvent} event
 * @param {boolean} isOnFrame
 * @param {ChartPanel} panel
 * @returns {(() => boolean | void) | null} what answers false has nothing to do
 */
function chartCommand({ key, shiftKey }, isOnFrame, panel) {
  const { timeline, window, standing } = panel;
  const { whole } = timeline;
  const middle = () => {
    const { begin, end } = timeline;
    const { stretch } = panel.selection;
    const at = stretch < 0 ? window.from : (begin[stretch] + end[stretch]) / 2;
    return at > window.from && at < window.to ? at : (window.from + window.to) / 2;
  };
  const zoom = (/** @type {number} */ factor) => showWindow(panel, zoomedWindow(window, middle(), factor, whole));
  const pan = (/** @type {number} */ share) =>
    showWindow(panel, movedWindow(window, share * (window.to - window.from), whole));
  const walk = (/** @type {Parameters<typeof chartStep>[2]} */ step) => {
    panel.select(standing < 0 ? -1 : chartStep(timeline, standing, step), { reveals: true });
    panel.focus();
  };
  if (key === "+" || key === "=") {
    return () => zoom(0.5);
  }
  if (key === "-" || key === "_") {
    return () => zoom(2);
  }
  if (key === "0") {
    return () => showWindow(panel, whole);
  }
  if (!isOnFrame) {
    return null;
  }
  switch (key) {
    case "ArrowLeft":
      return () => (shiftKey ? pan(-0.25) : walk("before"));
    case "ArrowRight":
      return () => (shiftKey ? pan(0.25) : walk("after"));
    case "ArrowUp":
      return () => walk("caller");
    case "ArrowDown":
      return () => walk("longest");
    case "Enter":
    case " ":
      return () => panel.zoomTo(standing);
    case "Backspace":
    case "Escape":
      return () => panel.back();
    default:
      return null;
  }
}

/**
 * @param {ChartPanel} panel
 * @param {TimeWindow} window
 */
function showWindow(panel, window) {
  panel.lookAt(window, "push");
  panel.figure.say(spanText(panel.timeline, window.from, window.to));
}
