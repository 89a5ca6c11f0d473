"use strict";

/**
 * What a view shows when it is no graph: a table, a chart. It is made when it is first shown, and stands in the
 * graph's place.
 *
 * @typedef {object} Panel
 * @property {HTMLElement} element
 * @property {(scene: Scene) => void} show follows the figure; `figure.change` and the journey are the way back
 * @property {() => void} focus
 * @property {(isPrinting: boolean) => void} [print]
 * @property {(direction: 1 | -1) => void} [stepMatch] selects the next match, where the panel shows other rows
 * @property {(row: number) => void} [light] outlines what belongs to a row of the scene's tree, -1 for none
 *
 * A view of a figure. A graph is drawn with its root at the bottom ("flame") or on top ("icicle").
 *
 * @typedef {object} ViewKind
 * @property {string} label what the view is called
 * @property {string} spoken what is said of it when it is chosen
 * @property {"flame" | "icicle"} direction of the graph; of a panel the one that its keys follow
 * @property {"graph" | ((figure: Figure) => Panel)} makes
 * @property {boolean} [leadsToGraph] whether a frame of it is zoomed in the graph, because it has no zoom of its own
 * @property {boolean} [isInverted] whether stacks are read from the inside out
 * @property {(tree: CallTree, block: FigureBlock) => boolean} [isOffered] whether a figure has it; all have it if left out
 */

/**
 * The views, in the order of the choice. A new one is a line here.
 * @type {ReadonlyMap<string, ViewKind>}
 */
const VIEW_LIST = new Map(
  /** @type {[string, ViewKind][]} */ ([
    ["flame", { label: "Flame", spoken: "Flame graph, root at the bottom", direction: "flame", makes: "graph" }],
    ["icicle", { label: "Icicle", spoken: "Icicle, root at the top", direction: "icicle", makes: "graph" }],
    [
      "bottom-up",
      {
        label: "Bottom-up",
        spoken: "Bottom-up: each function with time of its own, and its callers below it",
        direction: "icicle",
        makes: "graph",
        isInverted: true,
      },
    ],
    [
      "top",
      {
        label: "Functions",
        spoken: "Table of functions",
        leadsToGraph: true,
        direction: "icicle",
        makes: (figure) => new TopPanel(figure),
      },
    ],
    [
      "tree",
      {
        label: "Call tree",
        spoken: "Call tree, rows open and close",
        leadsToGraph: true,
        direction: "icicle",
        makes: (figure) => new TreePanel(figure),
      },
    ],
    [
      "sandwich",
      {
        label: "Sandwich",
        spoken: "A function between its callers, above, and its callees, below",
        direction: "icicle",
        makes: (figure) => new SandwichPanel(figure),
      },
    ],
    [
      "source",
      {
        label: "Source",
        spoken: "Lines of source code with what they weigh",
        leadsToGraph: true,
        direction: "icicle",
        makes: (figure) => new SourcePanel(figure),
        isOffered: (_, { source }) => typeof source === "number",
      },
    ],
    [
      "chart",
      {
        label: "Chart over time",
        spoken: "Calls in order of time",
        direction: "icicle",
        makes: (figure) => new ChartPanel(figure),
        isOffered: (_, { chart }) => typeof chart === "number",
      },
    ],
  ]),
);
