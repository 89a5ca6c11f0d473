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
 * places: for each name page, figure and share in 1/10,000, again and again.
 * @typedef {{version: number, pages: SearchedPage[], names: string[], places: number[][]}} SearchData
 */

/**
 * The site's pages and functions, with every text once more in lower case, in which it is searched.
 *
 * The data come as a script, because a page that was opened from disk may load one and may not fetch a file.
 */
class SearchIndex {
  static VERSION = 1;

  /** @type {Promise<SearchIndex> | null} */
  static #loaded = null;

  /** @type {SearchIndex | null} */
  static #received = null;

  /** @param {SearchData} data */
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
   * Called by the index's own script.
   * @param {SearchData} data
   */
  static receive(data) {
    if (data.version === SearchIndex.VERSION) {
      SearchIndex.#received = new SearchIndex(data);
    }
  }

  /**
   * Loads the index, once a page.
   * @param {string} address
   * @returns {Promise<SearchIndex>} rejected where the script cannot be loaded or is of another version
   */
  static load(address) {
    SearchIndex.#loaded ??= new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = address;
      script.addEventListener("load", () => {
        if (SearchIndex.#received) {
          resolve(SearchIndex.#received);
        } else {
          reject(new Error(`${address} is not of version ${SearchIndex.VERSION}; reload the page`));
        }
      });
      script.addEventListener("error", () => reject(new Error(`${address} could not be loaded`)));
      document.head.append(script);
    });
    return SearchIndex.#loaded;
  }
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
