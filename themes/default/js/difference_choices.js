"use strict";

/*
 * How a reader may look at a difference: which side the widths are of, how the sides are scaled, in which colours.
 */

/**
 * `key` is the choice's name in a link, `field` in a figure's state; `options` are values and what they are called.
 *
 * @typedef {object} DifferenceChoice
 * @property {"width" | "scale" | "color"} key
 * @property {"width" | "scale" | "palette"} field
 * @property {string} label
 * @property {ReadonlyMap<string, string>} options
 */

/**
 * @param {CallTree} tree
 * @param {number} metric
 * @returns {DifferenceChoice[]} none for a tree of one side
 */
function differenceChoices(tree, metric) {
  if (!tree.isDifference) {
    return [];
  }
  const widths = new Map([
    ["larger", "larger of both"],
    ["before", "before"],
    ["after", "after"],
  ]);
  const scales = new Map(tree.comparisons(metric).map((comparison) => [comparison.scale, scaleName(comparison)]));
  const palettes = new Map([
    ["safe", "colour-blind safe"],
    ["classic", "classic red and blue"],
  ]);
  return [
    { key: "width", field: "width", label: "Width", options: widths },
    { key: "scale", field: "scale", label: "Scale", options: scales },
    { key: "color", field: "palette", label: "Colours", options: palettes },
  ];
}

/**
 * What a scale is called: "per request".
 * @param {Comparison} comparison
 * @returns {string}
 */
function scaleName({ scale, unit }) {
  if (scale === "share") {
    return "share of total";
  }
  if (scale === "per operation") {
    return `per ${unit.per}`;
  }
  return scale === "absolute" ? "as recorded" : scale;
}

/**
 * Reads a difference's choices from a link.
 * @param {CallTree} tree
 * @param {FigureState} state gets what fits
 * @param {ReadonlyMap<string, string>} values encoded
 * @returns {string[]} what does not fit
 */
function readChoices(tree, state, values) {
  const problems = [];
  for (const { key, field, options } of differenceChoices(tree, state.metric)) {
    const text = decodeHashValue(values.get(key) ?? "");
    if (options.has(text)) {
      Object.assign(state, { [field]: text });
    } else if (values.has(key)) {
      problems.push(`there is no ${key} “${shortened(text)}”`);
    }
  }
  state.scale = tree.scaleOf(state.metric, state.scale);
  return problems;
}
