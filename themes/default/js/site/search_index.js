"use strict";

/**
 * A page as sitegen/pages/search_index.py writes it; url is from the site's root, encoded.
 * @typedef {object} SearchedPage
 * @property {string} title
 * @property {string} url
 * @property {string} summary
 * @property {string} date
 * @property {string[]} tags
 * @property {[id: string, title: string, text: string][]} sections
 * @property {string[]} figures
 */

/**
 * places: for each name page, figure and share in 1/10,000, again and again. In a large site's index parts: the names of
 * scripts beside this one that have the pages, each with the order of its own: weight, or null, and day, or 0.
 * @typedef {object} SearchData
 * @property {number} version
 * @property {SearchedPage[]} pages
 * @property {string[]} names
 * @property {number[][]} places
 * @property {string[]} [parts]
 * @property {[weight: number | null, day: number][]} [order]
 */

/**
 * The site's pages and functions, with every text once more in lower case, in which it is searched.
 *
 * The data come as scripts, because a page that was opened from disk may load one and may not fetch a file.
 */
class SearchIndex {
  static VERSION = 1;

  /** @type {Promise<SearchIndex> | null} */
  static #loaded = null;

  /** @type {SearchData[]} */
  static #received = [];

  /** @param {Pick<SearchData, "pages" | "names" | "places">} data */
  constructor({ pages, names, places }) {
    this.pages = pages;
    this.names = names;
    this.places = places;
    this.lowerNames = names.map(lowerCase);
    this.lowerPages = pages.map((page) => ({
      title: lowerCase(page.title),
      summary: lowerCase(page.summary),
      tags: page.tags.map(lowerCase),
      sections: page.sections.map(([, title, text]) => ({ title: lowerCase(title), text: lowerCase(text) })),
    }));
  }

  /**
   * Called by the index's own scripts.
   * @param {SearchData} data
   */
  static receive(data) {
    if (data.version === SearchIndex.VERSION) {
      SearchIndex.#received.push(data);
    }
  }

  /**
   * Loads the index, once a page.
   * @param {string} address
   * @returns {Promise<SearchIndex>} rejected where a script cannot be loaded or is of another version
   */
  static load(address) {
    SearchIndex.#loaded ??= SearchIndex.#load(address);
    return SearchIndex.#loaded;
  }

  /**
   * @param {string} address
   * @returns {Promise<SearchIndex>}
   */
  static async #load(address) {
    const folder = address.slice(0, address.lastIndexOf("/") + 1);
    await SearchIndex.#loadScript(address);
    const parts = (SearchIndex.#received[0]?.parts ?? []).map((name) => folder + name);
    await Promise.all(parts.map((part) => SearchIndex.#loadScript(part)));
    if (SearchIndex.#received.length < 1 + parts.length) {
      throw new Error(`${address} is not of version ${SearchIndex.VERSION}; reload the page`);
    }
    return new SearchIndex(joinedIndex(SearchIndex.#received));
  }

  /**
   * @param {string} address
   * @returns {Promise<void>}
   */
  static #loadScript(address) {
    return new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = address;
      script.addEventListener("load", () => resolve());
      script.addEventListener("error", () => reject(new Error(`${address} could not be loaded`)));
      document.head.append(script);
    });
  }
}

/**
 * The parts of an index as the one that they would be: the pages as lists have them, then those of the script that
 * names the parts; every name once, by code point.
 * @param {readonly SearchData[]} parts
 * @returns {Pick<SearchData, "pages" | "names" | "places">}
 */
function joinedIndex(parts) {
  if (parts.length === 1) {
    return parts[0];
  }
  const rows = parts.flatMap(({ pages, order }, part) =>
    pages.map((page, number) => ({ page, part, number, order: order?.[number] ?? null })),
  );
  rows.sort(compareListed);
  const numbers = parts.map(({ pages }) => new Uint32Array(pages.length));
  for (const [at, { part, number }] of rows.entries()) {
    numbers[part][number] = at;
  }
  /** @type {Map<string, number[]>} */
  const held = new Map();
  for (const [part, { names, places }] of parts.entries()) {
    for (const [row, name] of names.entries()) {
      const moved = places[row].map((value, at) => (at % 3 === 0 ? numbers[part][value] : value));
      held.set(name, [...(held.get(name) ?? []), ...moved]);
    }
  }
  const names = [...held.keys()].sort(compareText);
  return { pages: rows.map(({ page }) => page), names, places: names.map((name) => held.get(name) ?? []) };
}

/**
 * The order of sitegen/pages/reading_order.py: by weight, then the newest, then by title and address; what has no
 * order, which is the home page, comes last.
 * @param {{page: SearchedPage, order: [weight: number | null, day: number] | null}} one
 * @param {{page: SearchedPage, order: [weight: number | null, day: number] | null}} other
 * @returns {number}
 */
function compareListed(one, other) {
  if (one.order === null || other.order === null) {
    return Number(one.order === null) - Number(other.order === null);
  }
  const [weight, day] = one.order;
  const [otherWeight, otherDay] = other.order;
  return (
    Number(weight === null) - Number(otherWeight === null) ||
    (weight ?? 0) - (otherWeight ?? 0) ||
    otherDay - day ||
    compareText(one.page.title, other.page.title) ||
    compareText(decodeURIComponent(one.page.url), decodeURIComponent(other.page.url))
  );
}

/**
 * By code point, as Python does; `<` goes by units of UTF-16, in which what is beyond U+FFFF comes before U+E000.
 * @param {string} one
 * @param {string} other
 * @returns {number}
 */
function compareText(one, other) {
  let at = 0;
  while (at < one.length && one[at] === other[at]) {
    at++;
  }
  const [unit, otherUnit] = [one, other].map((text) => text.charCodeAt(at));
  if (Number.isNaN(unit) || Number.isNaN(otherUnit)) {
    return one.length - other.length;
  }
  const isSurrogate = (/** @type {number} */ code) => code >= 0xd800 && code <= 0xdfff;
  return Number(isSurrogate(unit)) - Number(isSurrogate(otherUnit)) || unit - otherUnit;
}

/**
 * Lower case of the same length, so that a place in it is a place in the text.
 * @param {string} text
 * @returns {string}
 */
function lowerCase(text) {
  const lower = text.toLowerCase();
  if (lower.length === text.length) {
    return lower;
  }
  return Array.from(text, (sign) => (sign.toLowerCase().length === sign.length ? sign.toLowerCase() : sign)).join("");
}
