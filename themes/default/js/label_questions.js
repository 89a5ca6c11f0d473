"use strict";

/*
 * What a link or a menu asks of labels: label=thread=main/thread=worker keeps samples with one of the values, those
 * without the label are "thread="; values of several keys must all hold; group=thread puts its values below the root.
 */

/**
 * @param {TreeParts} parts the page's own tree
 * @param {readonly Question[]} questions
 * @returns {((parts: TreeParts) => DerivationSteps)[]} how those about labels are answered; they come first
 */
function labelSteps({ labels }, questions) {
  if (!labels) {
    return [];
  }
  const { choices, group } = askedLabels(labels, questions);
  if (group >= 0) {
    return [(base) => groupTree(base, labels, group, choices)];
  }
  return choices.size > 0 ? [(base) => filterLabels(base, labels, choices)] : [];
}

/**
 * @param {LabelTable} labels
 * @param {readonly Question[]} questions of any kind
 * @returns {{choices: Map<number, Set<number>>, group: number}} group: the key that is grouped by, -1 for none
 */
function askedLabels(labels, questions) {
  /** @type {Map<number, Set<number>>} */
  const choices = new Map();
  let group = -1;
  for (const { kind, text } of questions) {
    if (kind === "group") {
      group = labels.keys.findIndex(({ key }) => key === text);
    }
    const found = kind === "label" ? labelOf(labels, text) : null;
    if (found !== null) {
      choices.set(found.key, (choices.get(found.key) ?? new Set()).add(found.value));
    }
  }
  return { choices, group };
}

/**
 * @param {LabelTable} labels
 * @param {string} text "key=value"; both may hold a "="
 * @returns {{key: number, value: number} | null} value -1 for samples without the label
 */
function labelOf({ keys }, text) {
  for (const [place, { key, values }] of keys.entries()) {
    const value = text.slice(key.length + 1);
    if (text.startsWith(`${key}=`) && (value === "" || values.includes(value))) {
      return { key: place, value: values.indexOf(value) };
    }
  }
  return null;
}

/**
 * @param {LabelTable} labels
 * @param {number} key
 * @param {number} value -1 for samples without the label
 * @returns {Question} that keeps these samples
 */
function labelQuestion({ keys }, key, value) {
  return { kind: "label", text: `${keys[key].key}=${keys[key].values[value] ?? ""}` };
}

/**
 * @param {TreeParts} parts the page's own tree
 * @param {Question} question about a label
 * @returns {string} why it cannot be answered, or ""
 */
function problemWithLabel({ labels }, { kind, text }) {
  const { keys, left_out: leftOut } = labels ?? { keys: [], left_out: [] };
  const isAsked = (/** @type {string} */ key) => (kind === "group" ? text === key : text.startsWith(`${key}=`));
  if (
    keys.some(({ key }) => isAsked(key) && kind === "group") ||
    (labels && kind === "label" && labelOf(labels, text))
  ) {
    return "";
  }
  if (leftOut.some(isAsked)) {
    return `“${shortened(text)}”: the page does not carry that label, because it has too many values`;
  }
  const known = keys.find(({ key }) => isAsked(key));
  return known === undefined
    ? `there is no label “${shortened(text)}”`
    : `the label ${known.key} has no value “${shortened(text.slice(known.key.length + 1))}”`;
}
