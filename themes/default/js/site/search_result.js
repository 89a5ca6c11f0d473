"use strict";

/**
 * One page that was found, as an item of the list of results.
 * @param {FoundPage} found
 * @param {readonly string[]} terms
 * @param {string} root the way to the site's root
 * @returns {HTMLLIElement}
 */
function searchResult({ page, section, functions, moreFunctions }, terms, root) {
  const item = htmlElement("li", "search-result");
  const title = htmlElement("a", "search-result-title");
  title.href = root + page.url;
  title.append(...markedNodes(page.title, terms));
  const facts = htmlElement("p", "search-result-facts", [page.date, ...page.tags].filter((fact) => fact).join(" · "));
  item.append(title, ...(facts.textContent ? [facts] : []));
  const [id, heading, text] = page.sections[section] ?? ["", "", ""];
  const excerpt = excerptOf(text || page.summary, terms);
  if (heading !== "") {
    const place = htmlElement("a", "search-result-section");
    place.href = `${root}${page.url}#${encodeURIComponent(id)}`;
    place.append(...markedNodes(heading, terms));
    item.append(place);
  }
  if (excerpt !== "") {
    const words = htmlElement("p", "search-result-text");
    words.append(...markedNodes(excerpt, terms));
    item.append(words);
  }
  if (functions.length > 0) {
    const list = htmlElement("ul", "search-result-functions");
    list.append(...functions.map((found) => functionItem(found, terms, root + page.url)));
    if (moreFunctions > 0) {
      const noun = moreFunctions === 1 ? "function" : "functions";
      list.append(htmlElement("li", "search-result-more", `and ${moreFunctions} more ${noun}`));
    }
    item.append(list);
  }
  return item;
}

/**
 * @param {FoundFunction} found
 * @param {readonly string[]} terms
 * @param {string} address of the page
 * @returns {HTMLLIElement}
 */
function functionItem(found, terms, address) {
  const item = htmlElement("li");
  const link = htmlElement("a");
  link.href = address + functionHash(found);
  const name = htmlElement("code");
  name.append(...markedNodes(found.name, terms));
  link.append(name);
  item.append(link, " ", htmlElement("span", "search-result-share", foundShareText(found.share)));
  return item;
}

/**
 * The state of the figure in which the function is found, as a hash.
 * @param {{name: string, figure: string}} found
 * @returns {string}
 */
function functionHash({ name, figure }) {
  const LONGEST = 500; // of a pattern that a figure takes
  const key = encodeHashValue(figure);
  return name.length > LONGEST
    ? `#!v=1;${key}.search=${encodeHashValue(name)};${key}.plain=1`
    : `#!v=1;${key}.search=${encodeHashValue(`^${name.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&")}$`)}`;
}

/**
 * @param {number} share in 1/10,000, so that 0 may be less than half of one
 * @returns {string}
 */
function foundShareText(share) {
  return share < 0.0001 ? "< 0.01%" : `${(share * 100).toFixed(2)}%`;
}

/**
 * @param {string} text
 * @param {readonly string[]} terms
 * @returns {Node[]}
 */
function markedNodes(text, terms) {
  return markedPieces(text, terms).map((piece) =>
    piece.isMatch ? htmlElement("mark", "", piece.text) : document.createTextNode(piece.text),
  );
}
