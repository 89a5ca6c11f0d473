"use strict";

/** What is written around a chart: which threads it shows, the time in sight, the selected stretch and its likes. */
class ChartNotes {
  #window = htmlElement("span", "chart-window");
  #facts = htmlElement("span", "chart-facts");
  #place = htmlElement("span", "chart-place");
  #merged = htmlElement("p", "chart-note");

  /** @param {ChartPanel} panel */
  constructor(panel) {
    this.panel = panel;
    const { timeline, figure } = panel;
    const threads = new Map([
      ["", "All threads"],
      ...timeline.lanes.map(
        (lane) => /** @type {[string, string]} */ ([timeline.laneName(lane), timeline.laneName(lane)]),
      ),
    ]);
    this.thread = choiceElement(threads, (thread) => figure.change({ thread }, { history: "push" }));
    this.whole = buttonElement("Whole recording", "", () => panel.lookAt(timeline.whole, "push"));
    this.choices = htmlElement("div", "chart-choices");
    if (timeline.lanes.length > 1) {
      this.choices.append(labelled("Thread", this.thread));
    }
    this.choices.append(this.#window, this.whole);
    const before = buttonElement("‹", "Previous stretch of these calls", () => this.#step(-1));
    const after = buttonElement("›", "Next stretch of these calls", () => this.#step(1));
    this.steps = htmlElement("span", "chart-steps");
    this.steps.append(before, this.#place, after);
    const line = htmlElement("p", "chart-line");
    line.append(this.#facts, this.steps);
    this.element = htmlElement("div", "chart-notes");
    this.element.append(line, this.#merged);
  }

  /** @param {Scene} scene */
  show({ metric }) {
    const { panel } = this;
    const { timeline } = panel;
    const { stretch: selected, alike } = panel.selection;
    this.thread.value = panel.figure.state.thread;
    if (this.thread.selectedIndex < 0) {
      this.thread.value = ""; // the reader of the link has been told
    }
    this.#facts.textContent = selected < 0 ? ChartNotes.#hint() : this.#sentence(selected, metric);
    this.steps.hidden = alike.length < 2;
    this.#place.textContent = `${formatNumber(alike.indexOf(selected) + 1)} of ${formatNumber(alike.length)}`;
    const isAsked = panel.figure.state.questions.length > 0;
    const whole = isAsked ? "The chart is of the whole recording: filters do not change it." : "";
    this.#merged.textContent = [mergedCallsText(timeline.tree, metric), whole].filter((part) => part !== "").join(" ");
    this.#merged.hidden = this.#merged.textContent === "";
  }

  /** @param {TimeWindow} window */
  follow(window) {
    const { timeline } = this.panel;
    this.#window.textContent = spanText(timeline, window.from, window.to);
    this.whole.hidden = isSameWindow(window, timeline.whole);
  }

  /**
   * @param {number} stretch
   * @param {number} metric
   * @returns {string}
   */
  #sentence(stretch, metric) {
    const { tree } = this.panel.timeline;
    const { name, when, lasted } = stretchWords(this.panel.timeline, new Hit(stretch));
    const weight = formatWeight(tree.total(stretch, metric), tree.metrics[metric]);
    const isTime = tree.metrics[metric].unit === TIME_METRIC.unit;
    return [name, when, lasted, isTime ? "" : weight].filter((part) => part !== "").join(" · ");
  }

  /** @param {1 | -1} direction */
  #step(direction) {
    const { alike, stretch } = this.panel.selection;
    const next = (alike.indexOf(stretch) + direction + alike.length) % alike.length;
    this.panel.select(alike[next], { reveals: true });
    this.panel.figure.say(spokenStretch(this.panel.timeline, alike[next]));
  }

  /** @returns {string} what a chart lets one do, as long as nothing is selected */
  static #hint() {
    return matchMedia("(pointer: coarse)").matches
      ? "Drag to move, two fingers to zoom; tap a call for its times."
      : "Drag to move, Ctrl and wheel to zoom, or drag over the axis; double-click a call to fill the window with it.";
  }
}
