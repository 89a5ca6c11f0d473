"use strict";

/*
 * What a link says of a chart: the window in seconds, from=1.2;to=1.45, and the thread by its name.
 */

/**
 * @param {FigureState} rest
 * @param {FigureState} state
 * @returns {[string, string][]} keys and encoded values; nothing at rest
 */
function timeValues(rest, { span, thread }) {
  /** @type {[string, string][]} */
  const values = [];
  if (span !== null) {
    values.push(["from", linkSeconds(span.from)], ["to", linkSeconds(span.to)]);
  }
  if (thread !== rest.thread) {
    values.push(["thread", encodeHashValue(thread)]);
  }
  return values;
}

/**
 * Reads the window and the thread into a state.
 * @param {FigureState} state
 * @param {ReadonlyMap<string, string>} values
 * @returns {string[]} what cannot be read
 */
function readTime(state, values) {
  const [from, to] = [values.get("from"), values.get("to")];
  state.thread = decodeHashValue(values.get("thread") ?? "");
  state.span = from === undefined && to === undefined ? null : windowOfLink(from, to);
  const isUnread = state.span === null && (from !== undefined || to !== undefined);
  return isUnread ? [`there is no time from “${shortened(from ?? "0")}” to “${shortened(to ?? "the end")}”`] : [];
}
