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
 * @property {(row: number) => void} [light] outlines what belongs to a row of the scene's tree, -1 for none
 *
 * A view of a figure. A graph is drawn with its root at the bottom ("flame") or on top ("icicle").
 *
 * @typedef {object} ViewKind
 * @property {string} label what the view is called
 * @property {string} spoken what is said of it when it is chosen
 * @property {"flame" | "icicle"} direction of the graph; of a panel the one that its keys follow
 * @property {"graph" | ((figure: Figure) => Panel)} makes
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
