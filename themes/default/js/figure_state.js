"use strict";

/*
 * What a figure shows, and how a link says it: only what differs from the figure at rest is written down.
 */

/**
 * @typedef {object} SearchState
 * @property {string} text
 * @property {boolean} isPlain looked for as it stands, and not as a pattern
 * @property {boolean} ignoresCase
 *
 * Rows are those of the tree that is shown; at rest `zoom` is a row of the page's own tree.
 *
 * @typedef {object} FigureState
 * @property {number} zoom the row that fills the picture
 * @property {number} metric
 * @property {string} view
 * @property {string} order of siblings: "name" or "heavy"
 * @property {string} of whose sandwich is shown, as authors name functions; "" for none
 * @property {readonly Question[]} questions in the order in which they are answered
 * @property {string} color what colours go by; of a difference it is the palette
 * @property {string} scale of a difference: which comparison of the metric; else ""
 * @property {WidthSide} width of a difference: which side frames are as wide as
 * @property {string} palette of a difference: "safe" or "classic"
 * @property {SearchState} search
 * @property {TimeWindow | null} span of a chart: what is in sight; null for the whole recording
 * @property {string} thread of a chart: the one that is shown, "" for all
 * @property {number} selected -1 for none; never part of a link
 * @property {number} callout the one that is shown, counted from 0, -1 for none; a link to it is an anchor
 */

/** What siblings are ordered by, and what that is called. */
const ORDERS = new Map([
  ["name", "by name"],
  ["heavy", "heaviest first"],
]);

/** What colours go by, and what that is called. */
const COLOURINGS = new Map([
  ["package", "package"],
  ["kind", "kind"],
  ["file", "file"],
  ["hot", "classic hot"],
  ["one", "one colour"],
]);

/**
 * @param {FigureBlock} block
 * @returns {FigureState}
 */
function stateAtRest(block) {
  return {
    zoom: block.zoom,
    metric: block.metric,
    view: block.view,
    order: block.order,
    of: block.of,
    questions: [],
    color: block.color,
    scale: block.scale ?? "",
    width: block.width,
    palette: block.palette,
    search: { text: block.search, isPlain: false, ignoresCase: false },
    span: null,
    thread: "",
    selected: -1,
    callout: -1,
  };
}

/**
 * A state as the values of a link, encoded.
 * @param {CallTree} tree the one that is shown
 * @param {FigureState} rest with a zoom among the rows of that tree
 * @param {FigureState} state
 * @returns {Map<string, string>}
 */
function linkValues(tree, rest, state) {
  /** @type {Map<string, string>} */
  const values = new Map(questionValues(rest.questions, state.questions));
  if (state.zoom !== rest.zoom) {
    values.set("path", framePath(tree, state.zoom));
  }
  if (state.metric !== rest.metric) {
    values.set("metric", encodeHashValue(tree.metrics[state.metric].name));
  }
  for (const key of /** @type {const} */ (["view", "order", "of"])) {
    if (state[key] !== rest[key]) {
      values.set(key, encodeHashValue(state[key]));
    }
  }
  if (!tree.isDifference && state.color !== rest.color) {
    values.set("color", state.color);
  }
  for (const { key, field } of differenceChoices(tree, state.metric)) {
    if (state[field] !== rest[field]) {
      values.set(key, encodeHashValue(state[field]));
    }
  }
  for (const [key, value] of [...searchValues(rest, state), ...timeValues(rest, state)]) {
    values.set(key, value);
  }
  return values;
}

/**
 * @param {FigureState} rest
 * @param {FigureState} state
 * @returns {[string, string][]}
 */
function searchValues(rest, { search }) {
  /** @type {[string, string][]} */
  const values = [];
  if (search.text !== rest.search.text) {
    values.push(["search", encodeHashValue(search.text)]);
  }
  for (const [key, field] of /** @type {const} */ ([
    ["plain", "isPlain"],
    ["nocase", "ignoresCase"],
  ])) {
    if (search.text !== "" && search[field] !== rest.search[field]) {
      values.push([key, search[field] ? "1" : "0"]);
    }
  }
  return values;
}
