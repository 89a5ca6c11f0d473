"use strict";

/*
 * Which pages answer a question, the best first: every term has to occur on the page, in its text or in a function's
 * name of its figures. A term counts the more the rarer it is, the better its place is, and for a function the more of
 * the weight it holds.
 */

/**
 * @typedef {{name: string, figure: string, share: number}} FoundFunction share: of what was measured
 */

/**
 * functions: of those whose names hold a term the best few, the best first; moreFunctions: how many others there are.
 * section: number of the page's section that fits best, or -1.
 * @typedef {object} FoundPage
 * @property {SearchedPage} page
 * @property {number} score
 * @property {number} section
 * @property {FoundFunction[]} functions
 * @property {number} moreFunctions
 */

const MOST_FUNCTIONS_FOUND = 4;

const SEARCH_WEIGHTS = {
  titleWord: 12,
  title: 8,
  tag: 10,
  headingWord: 6,
  heading: 4,
  summary: 4,
  textWord: 2,
  text: 1,
  mostInText: 4, // occurrences in one section beyond these say no more
  functionName: 12,
  functionWord: 9,
  functionPart: 4,
};

/**
 * @param {SearchIndex} index
 * @param {string} question
 * @returns {FoundPage[]} the best first; pages of one score in the index's order
 */
function rankPages(index, question) {
  const terms = searchTerms(question);
  if (terms.length === 0) {
    return [];
  }
  const functions = foundFunctions(index, terms);
  /** @type {FoundPage[]} */
  const found = [];
  const rarities = terms.map(() => 0);
  const scores = index.pages.map((_, number) =>
    terms.map((term, at) => {
      const score = textScore(index, number, term) + (functions.best[at].get(number) ?? 0);
      rarities[at] += score > 0 ? 1 : 0;
      return score;
    }),
  );
  for (const [number, page] of index.pages.entries()) {
    if (scores[number].every((score) => score > 0)) {
      const weigh = (/** @type {number} */ score, /** @type {number} */ at) =>
        score * Math.log(1 + index.pages.length / rarities[at]);
      const score = scores[number].map(weigh).reduce((sum, part) => sum + part);
      const section = bestSection(index, number, terms);
      const { best, count } = functions.onPage.get(number) ?? { best: [], count: 0 };
      found.push({
        page,
        score,
        section,
        functions: best.map((held) => held.found),
        moreFunctions: count - best.length,
      });
    }
  }
  return found.sort((one, other) => other.score - one.score);
}

/**
 * What a term is worth in a page's own text; 0 where it does not occur.
 * @param {SearchIndex} index
 * @param {number} number
 * @param {string} term
 * @returns {number}
 */
function textScore(index, number, term) {
  const page = index.lowerPages[number];
  const sections = page.sections.map((section) => sectionScore(section, term));
  const best = sections.length > 0 ? Math.max(...sections) : 0;
  return (
    placeScore(page.title, term, SEARCH_WEIGHTS.titleWord, SEARCH_WEIGHTS.title) +
    (page.tags.includes(term) ? SEARCH_WEIGHTS.tag : 0) +
    (page.summary.includes(term) ? SEARCH_WEIGHTS.summary : 0) +
    best +
    (sections.filter((score) => score > 0).length > 1 ? 1 : 0)
  );
}

/**
 * @param {{title: string, text: string}} section
 * @param {string} term
 * @returns {number}
 */
function sectionScore(section, term) {
  const count = occurrences(section.text, term, SEARCH_WEIGHTS.mostInText);
  return (
    placeScore(section.title, term, SEARCH_WEIGHTS.headingWord, SEARCH_WEIGHTS.heading) +
    (count > 0 ? placeScore(section.text, term, SEARCH_WEIGHTS.textWord, SEARCH_WEIGHTS.text) + count / 2 : 0)
  );
}

/**
 * @param {string} text
 * @param {string} term
 * @param {number} word what it is worth where it begins a word
 * @param {number} part what it is worth within one
 * @returns {number}
 */
function placeScore(text, term, word, part) {
  const place = bestPlace(text, term);
  if (place < 0) {
    return 0;
  }
  return beginsWord(text, place) ? word : part;
}

/**
 * @param {SearchIndex} index
 * @param {number} number
 * @param {readonly string[]} terms
 * @returns {number} -1 where no section holds a term
 */
function bestSection(index, number, terms) {
  let best = -1;
  let bestScore = 0;
  for (const [at, section] of index.lowerPages[number].sections.entries()) {
    const score = terms.map((term) => sectionScore(section, term)).reduce((sum, part) => sum + part);
    if (score > bestScore) {
      best = at;
      bestScore = score;
    }
  }
  return best;
}

/**
 * The best functions of a page with what they are worth, and how many there are.
 * @typedef {{best: {found: FoundFunction, score: number}[], count: number}} PageFunctions
 */

/**
 * The functions whose names hold a term: what the best of them is worth for each term by page, and the best by page.
 * A short term is in most names of a large site, so what is done for each place of a name is little.
 * @param {SearchIndex} index
 * @param {readonly string[]} terms
 * @returns {{best: Map<number, number>[], onPage: Map<number, PageFunctions>}}
 */
function foundFunctions(index, terms) {
  /** @type {Map<number, number>[]} */
  const best = terms.map(() => new Map());
  /** @type {Map<number, PageFunctions>} */
  const onPage = new Map();
  for (const [row, name] of index.lowerNames.entries()) {
    const worths = terms.map((term) => functionWorth(name, term));
    const worth = worths.reduce((sum, part) => sum + part);
    if (worth === 0) {
      continue;
    }
    const places = index.places[row];
    for (let at = 0; at < places.length; at += 3) {
      const share = places[at + 2] / 10_000;
      const weight = 0.5 + 0.5 * Math.sqrt(share);
      for (let term = 0; term < terms.length; term++) {
        const score = worths[term] * weight;
        if (score > (best[term].get(places[at]) ?? 0)) {
          best[term].set(places[at], score);
        }
      }
      holdFunction(onPage, index, row, at, worth * weight);
    }
  }
  return { best, onPage };
}

/**
 * Counts a function on its page, and keeps it where it is one of the best there.
 * @param {Map<number, PageFunctions>} onPage
 * @param {SearchIndex} index
 * @param {number} row of the name
 * @param {number} at where its place begins
 * @param {number} score
 */
function holdFunction(onPage, index, row, at, score) {
  const [number, figure, parts] = [index.places[row][at], index.places[row][at + 1], index.places[row][at + 2]];
  const held = onPage.get(number) ?? { best: [], count: 0 };
  onPage.set(number, held);
  held.count++;
  if (held.best.length === MOST_FUNCTIONS_FOUND && held.best[MOST_FUNCTIONS_FOUND - 1].score >= score) {
    return;
  }
  const place = held.best.findIndex((other) => other.score < score);
  const found = { name: index.names[row], figure: index.pages[number].figures[figure], share: parts / 10_000 };
  held.best.splice(place < 0 ? held.best.length : place, 0, { found, score });
  held.best.length = Math.min(held.best.length, MOST_FUNCTIONS_FOUND);
}

/**
 * @param {string} name in lower case
 * @param {string} term
 * @returns {number} 0 where the name does not hold the term
 */
function functionWorth(name, term) {
  const at = name.indexOf(term);
  if (at < 0) {
    return 0;
  }
  const tail = /[^.:/]*$/.exec(name)?.[0];
  if (name === term || tail === term) {
    return SEARCH_WEIGHTS.functionName;
  }
  return beginsWord(name, bestPlace(name, term)) ? SEARCH_WEIGHTS.functionWord : SEARCH_WEIGHTS.functionPart;
}
