"use strict";

/*
 * The state of a page's figures as the hash of its address: #!v=1;FIGURE.key=value;... for every figure not at rest.
 * A hash without "!" is a plain anchor and none of our business.
 */

/**
 * What a hash says: for each figure its values by key, still encoded; `unread` are the parts that make no sense.
 * @typedef {{figures: Map<string, Map<string, string>>, unread: string[]}} HashState
 */

/**
 * @param {string} hash as location.hash gives it
 * @returns {HashState | null} null for a plain anchor or none
 */
function parseHash(hash) {
  if (!hash.startsWith("#!")) {
    return null;
  }
  /** @type {HashState} */
  const state = { figures: new Map(), unread: [] };
  for (const part of hash.slice(2).split(";")) {
    const [, target, value] = /^([^=]*)=(.*)$/s.exec(part) ?? [];
    if (part === "" || part === "v=1") {
      continue;
    }
    const dot = target?.lastIndexOf(".") ?? -1;
    if (dot <= 0) {
      state.unread.push(part);
      continue;
    }
    const figure = decodeHashValue(target.slice(0, dot));
    const values = state.figures.get(figure) ?? new Map();
    values.set(target.slice(dot + 1), value);
    state.figures.set(figure, values);
  }
  return state;
}

/**
 * @param {Iterable<readonly [string, ReadonlyMap<string, string>]>} figures each figure's values by key, encoded
 * @returns {string} "" where every figure is at rest
 */
function formatHash(figures) {
  const parts = [];
  for (const [figure, values] of figures) {
    for (const [key, value] of values) {
      parts.push(`;${encodeHashValue(figure)}.${key}=${value}`);
    }
  }
  return parts.length > 0 ? `#!v=1${parts.join("")}` : "";
}

/**
 * Percent-encodes what could be mistaken for one of the hash's own signs.
 * @param {string} text
 * @returns {string}
 */
function encodeHashValue(text) {
  return encodeURIComponent(text.replace(/\p{Cs}/gu, "\ufffd")).replaceAll("~", "%7E");
}

/**
 * The text of an encoded value; one that is badly encoded is taken as it stands.
 * @param {string} value
 * @returns {string}
 */
function decodeHashValue(value) {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
