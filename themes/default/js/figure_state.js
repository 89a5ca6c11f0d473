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
 * @typedef {object} FigureState
 * @property {number} zoom the row that fills the picture
 * @property {number} metric
 * @property {string} view
 * @property {string} scale of a difference: which comparison of the metric; else ""
 * @property {WidthSide} width of a difference: which side frames are as wide as
 * @property {string} palette of a difference: "safe" or "classic"
 * @property {SearchState} search
 * @property {TimeWindow | null} span of a chart: what is in sight; null for the whole recording
 * @property {string} thread of a chart: the one that is shown, "" for all
 * @property {number} selected -1 for none; never part of a link
 * @property {number} callout the one that is shown, counted from 0, -1 for none; a link to it is an anchor
 */

/**
 * @param {FigureBlock} block
 * @returns {FigureState}
 */
function stateAtRest(block) {
  return {
    zoom: block.zoom,
    metric: block.metric,
    view: block.view,
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
 * @param {CallTree} tree
 * @param {FigureState} rest
 * @param {FigureState} state
 * @returns {Map<string, string>}
 */
function linkValues(tree, rest, state) {
  /** @type {Map<string, string>} */
  const values = new Map();
  if (state.zoom !== rest.zoom) {
    values.set("path", framePath(tree, state.zoom));
  }
  if (state.metric !== rest.metric) {
    values.set("metric", encodeHashValue(tree.metrics[state.metric].name));
  }
  if (state.view !== rest.view) {
    values.set("view", state.view);
  }
  for (const { key, field } of differenceChoices(tree, state.metric)) {
    if (state[field] !== rest[field]) {
      values.set(key, encodeHashValue(state[field]));
    }
  }
  if (state.search.text !== rest.search.text) {
    values.set("search", encodeHashValue(state.search.text));
  }
  if (state.search.text !== "" && state.search.isPlain) {
    values.set("plain", "1");
  }
  if (state.search.text !== "" && state.search.ignoresCase) {
    values.set("nocase", "1");
  }
  for (const [key, value] of timeValues(rest, state)) {
    values.set(key, value);
  }
  return values;
}

/**
 * The state that a link's values name; what does not fit is left at rest and told.
 * @param {CallTree} tree
 * @param {FigureState} rest
 * @param {ReadonlyMap<string, string>} values
 * @param {ReadonlySet<string>} views the names of the views that there are
 * @returns {{state: FigureState, problems: string[]}}
 */
function stateFromLink(tree, rest, values, views) {
  /** @type {FigureState} */
  const state = { ...rest, search: { ...rest.search } };
  /** @type {Set<string>} */
  const choices = new Set(differenceChoices(tree, state.metric).map(({ key }) => key));
  /** @type {string[]} */
  const problems = [];
  for (const [key, value] of values) {
    const text = decodeHashValue(value);
    switch (key) {
      case "path": {
        const { row, missing } = rowOfPath(tree, value);
        state.zoom = row;
        if (missing !== "") {
          problems.push(`there is no frame “${shortened(missing)}” under ${shortened(tree.name(row))}`);
        }
        break;
      }
      case "metric": {
        const metric = tree.metrics.findIndex(({ name }) => name === text);
        state.metric = metric < 0 ? state.metric : metric;
        if (metric < 0) {
          problems.push(`there is no metric “${shortened(text)}”`);
        }
        break;
      }
      case "view":
        state.view = views.has(text) ? text : state.view;
        if (!views.has(text)) {
          problems.push(`there is no view “${shortened(text)}”`);
        }
        break;
      case "search":
        state.search.text = text;
        break;
      case "plain":
        state.search.isPlain = text === "1";
        break;
      case "nocase":
        state.search.ignoresCase = text === "1";
        break;
      case "from":
      case "to":
      case "thread":
        break; // they are read together
      default:
        if (!choices.has(key)) {
          problems.push(`“${shortened(key)}” is unknown`);
        }
    }
  }
  problems.push(...readTime(state, values));
  problems.push(...readChoices(tree, state, values)); // the metric is known now
  return { state, problems };
}

/**
 * @param {string} text
 * @returns {string} its first sixty characters
 */
function shortened(text) {
  const characters = [...text.slice(0, 200)];
  return characters.length > 60 ? `${characters.slice(0, 59).join("")}…` : text;
}
