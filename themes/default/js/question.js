"use strict";

/*
 * What a reader asks of a tree: questions stand one after another, and each is a key of a link.
 *
 *     cpu.focus=main.serve;cpu.hide=%2F%5Eruntime%2F;cpu.whatif=log.Printf~0.5
 */

/**
 * `text` is a function as authors name one ("log.Printf", or a pattern: "/^runtime/"), but "key=value" of a label, the
 * key of a grouping, "direct" or "all" for a recursion, and "NAME~factor" of a what-if.
 *
 * @typedef {"label" | "group" | "focus" | "ignore" | "hide" | "root" | "recursion" | "collapse" | "whatif"} QuestionKind
 * @typedef {{kind: QuestionKind, text: string}} Question
 */

/**
 * The kinds in the order in which they are answered, however they were asked.
 * @type {readonly QuestionKind[]}
 */
const QUESTION_KINDS = ["label", "group", "focus", "ignore", "hide", "root", "recursion", "collapse", "whatif"];

/**
 * @param {readonly Question[]} questions
 * @returns {Question[]} in the order in which they are answered, each once; of a function's what-ifs the last
 */
function orderedQuestions(questions) {
  /** @type {Map<string, Question>} */
  const asked = new Map();
  for (const question of questions) {
    const { kind, text } = question;
    const isOne = kind === "group" || kind === "recursion";
    const key = isOne ? "" : kind === "whatif" ? whatIfOf(text).name : text;
    asked.set(`${kind} ${key}`, question);
  }
  const place = (/** @type {Question} */ { kind }) => QUESTION_KINDS.indexOf(kind);
  return [...asked.values()].sort((one, other) => place(one) - place(other));
}

/**
 * @param {Question} one
 * @param {Question} other
 * @returns {boolean}
 */
function isSameQuestion(one, other) {
  return one.kind === other.kind && one.text === other.text;
}

/**
 * @param {string} text of a what-if
 * @returns {{name: string, factor: number}} factor NaN where there is none
 */
function whatIfOf(text) {
  const tilde = text.lastIndexOf("~");
  const digits = text.slice(tilde + 1);
  const factor = tilde > 0 && /^\d+(\.\d+)?$/.test(digits) ? Number(digits) : Number.NaN;
  return { name: text.slice(0, tilde), factor };
}

/**
 * @param {readonly Question[]} rest
 * @param {readonly Question[]} questions
 * @returns {[string, string][]} keys of a link and their encoded values, of the kinds that differ from the figure at rest
 */
function questionValues(rest, questions) {
  return QUESTION_KINDS.flatMap((kind) => {
    const value = encodedQuestions(questions, kind);
    return value === encodedQuestions(rest, kind) ? [] : [/** @type {[string, string]} */ ([kind, value])];
  });
}

/**
 * @param {readonly Question[]} questions
 * @param {QuestionKind} kind
 * @returns {string}
 */
function encodedQuestions(questions, kind) {
  return questions
    .filter((question) => question.kind === kind)
    .map(({ text }) => encodedQuestion(kind, text))
    .join("/");
}

/**
 * @param {QuestionKind} kind
 * @param {string} text
 * @returns {string} its signs "=" and "~" left to be read
 */
function encodedQuestion(kind, text) {
  const sign = kind === "label" ? "=" : "~";
  const at = kind === "label" ? text.indexOf(sign) : kind === "whatif" ? text.lastIndexOf(sign) : -1;
  return at < 0
    ? encodeHashValue(text)
    : `${encodeHashValue(text.slice(0, at))}${sign}${encodeHashValue(text.slice(at + 1))}`;
}

/**
 * @param {readonly Question[]} rest of the kinds that a link does not speak of
 * @param {ReadonlyMap<string, string>} values of a link, encoded
 * @param {(question: Question) => string} problemWith why a question cannot be answered, or ""
 * @returns {{questions: Question[], problems: string[]}}
 */
function readQuestions(rest, values, problemWith) {
  /** @type {string[]} */
  const problems = [];
  const questions = QUESTION_KINDS.flatMap((kind) => {
    const value = values.get(kind);
    if (value === undefined) {
      return rest.filter((question) => question.kind === kind);
    }
    const asked = value === "" ? [] : value.split("/").map((text) => ({ kind, text: decodeHashValue(text) }));
    return asked.filter((question) => {
      const problem = problemWith(question);
      problems.push(...(problem === "" ? [] : [problem]));
      return problem === "";
    });
  });
  return { questions: orderedQuestions(questions), problems };
}
