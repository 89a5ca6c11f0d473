"use strict";

/*
 * Reads what a link says of a figure. What does not fit is left at rest and told.
 */

/**
 * The state that a link's values name, but for the path, which is of the tree that the state shows.
 * @param {CallTree} tree the page's own
 * @param {FigureState} rest
 * @param {ReadonlyMap<string, string>} values encoded
 * @param {ReadonlySet<string>} views the names of the views that there are
 * @returns {{state: FigureState, problems: string[]}}
 */
function stateFromLink(tree, rest, values, views) {
  /** @type {FigureState} */
  const state = { ...rest, search: { ...rest.search } };
  const offered = {
    view: new Set(views),
    order: new Set(ORDERS.keys()),
    color: new Set(tree.isDifference ? [] : COLOURINGS.keys()),
  };
  /** @type {string[]} */
  const problems = [];
  for (const [key, value] of values) {
    const text = decodeHashValue(value);
    if (key === "metric") {
      const metric = tree.metrics.findIndex(({ name }) => name === text);
      state.metric = metric < 0 ? state.metric : metric;
      problems.push(...(metric < 0 ? [`there is no metric “${shortened(text)}”`] : []));
    } else if (key === "view" || key === "order" || (key === "color" && !tree.isDifference)) {
      state[key] = offered[key].has(text) ? text : state[key];
      problems.push(...(offered[key].has(text) ? [] : [`there is no ${key} “${shortened(text)}”`]));
    } else if (key === "of") {
      const problem = text === "" ? "" : problemWithChoice(tree, text);
      state.of = problem === "" ? text : state.of;
      problems.push(...(problem === "" ? [] : [problem]));
    } else if (!isReadElsewhere(tree, state, key)) {
      problems.push(`“${shortened(key)}” is unknown`);
    }
  }
  const { questions, problems: refusals } = readQuestions(rest.questions, values, (question) =>
    problemWithQuestion(tree, question),
  );
  state.questions = questions;
  readSearch(state, values);
  problems.push(...refusals, ...readTime(state, values));
  problems.push(...readChoices(tree, state, values)); // the metric is known now
  return { state, problems };
}

/**
 * @param {CallTree} tree
 * @param {FigureState} state
 * @param {string} key
 * @returns {boolean} whether it is a key of several values that are read together
 */
function isReadElsewhere(tree, state, key) {
  const others = ["path", "search", "plain", "nocase", "from", "to", "thread", ...QUESTION_KINDS];
  return others.includes(key) || differenceChoices(tree, state.metric).some((choice) => choice.key === key);
}

/**
 * @param {FigureState} state
 * @param {ReadonlyMap<string, string>} values
 */
function readSearch(state, values) {
  const { text, isPlain, ignoresCase } = state.search;
  const wanted = values.get("search");
  const isSet = (/** @type {string} */ key, /** @type {boolean} */ atRest) =>
    (values.get(key) ?? (atRest ? "1" : "0")) === "1";
  state.search = {
    text: wanted === undefined ? text : decodeHashValue(wanted),
    isPlain: isSet("plain", isPlain),
    ignoresCase: isSet("nocase", ignoresCase),
  };
}

/**
 * @param {CallTree} tree the page's own
 * @param {Question} question
 * @returns {string} why it cannot be answered, or ""
 */
function problemWithQuestion(tree, { kind, text }) {
  switch (kind) {
    case "label":
    case "group":
      return problemWithLabel(tree.parts, { kind, text });
    case "recursion":
      return text === "direct" || text === "all" ? "" : `there is no recursion “${shortened(text)}”`;
    case "whatif": {
      const { name, factor } = whatIfOf(text);
      return Number.isNaN(factor)
        ? `“${shortened(text)}” is no function and factor, such as main.work~0.5`
        : problemWithChoice(tree, name);
    }
    default:
      return problemWithChoice(tree, text);
  }
}

/**
 * The row that a link's path names in the tree that is shown.
 * @param {CallTree} tree
 * @param {string} path
 * @returns {{row: number, problems: string[]}}
 */
function readPath(tree, path) {
  const { row, missing } = rowOfPath(tree, path);
  const problem = `there is no frame “${shortened(missing)}” under ${shortened(tree.name(row))}`;
  return { row, problems: missing === "" ? [] : [problem] };
}

/**
 * @param {string} text
 * @returns {string} its first sixty characters
 */
function shortened(text) {
  const characters = [...text.slice(0, 200)];
  return characters.length > 60 ? `${characters.slice(0, 59).join("")}…` : text;
}
