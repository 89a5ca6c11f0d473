"use strict";

/*
 * Shorter forms of a function's name: what tells least goes first, by the rules of the language that wrote the name.
 * The same rules as sitegen/drawing/short_names.py, which has examples; tests/data/labels.json holds both to one table.
 */

/** A name that can be told in shorter forms. */
class ShortNames {
  static #LONGEST = 5000;
  static #FILE = /^[^()<>: ]*\.(?:so|dylib|dll|exe|ko|wasm|py|js|mjs|rb|php)(?:\.[0-9]+)*$/;
  static #SOURCE = "[^ /():]+\\.(?:py|pyx|js|mjs|cjs|jsx|ts|tsx|rb|php|ex|lua)";
  /** The last word of `name file:line` or `name (file:line)`. */
  static #PLACE_BEHIND = new RegExp(
    `^(\\(?)(?:.*/)?(${ShortNames.#SOURCE}(?::[0-9]+)*|[^ /()]+?(?::[0-9]+)+)(\\)?)$`,
    "s",
  );
  static #PLACE_BEFORE = new RegExp(`^(?:[^:]*/)?(${ShortNames.#SOURCE}):(?:([0-9]+)\\((.+)\\)|(.+))$`, "s");
  /** @type {readonly (readonly [RegExp, string])[]} what compilers and virtual machines add to a name */
  static #MARKS = [
    [/^(?:LazyCompile|Function|JS|Script|Eval):[*~^+]?/, ""],
    [/^[*~^](?=[^ ]+ [^ ]*[/:])/, ""],
    [/::h[0-9a-f]{16}$/, ""],
    [/ \[clone [^\]]*\]/g, ""],
    [/(?:\.(?:constprop|isra|part|cold|lto_priv|llvm)(?:\.[0-9]+)*)+$/, ""],
    [/\[abi:[^\]]*\]/g, ""],
    [/@@?(?:GLIBC|GLIBCXX|CXXABI|GCC)[A-Za-z0-9_.]*$/, ""],
    [/\$\$Lambda(?:\$[0-9]+)?(?:[/.](?:0x[0-9a-fA-F]+|[0-9]+))?/g, "$$$$Lambda"],
    [/^L([A-Za-z0-9_/$]+);::/, "$1."],
  ];
  /** Segments that say nothing without the one before them: closures, constructors, modules' own code. */
  static #NAMELESS =
    /^(?:|[0-9]+|func[0-9]+(?:[.-][0-9]+)*|(?:gowrap|deferwrap)[0-9]+|\{.*\}|operator\(\)|_FUN|<[a-z]+>|\(anonymous.*\)|anonymous)$/s;
  /** Python's and JavaScript's marks of where a function was defined: no form begins with them. */
  static #NEVER_FIRST = new Set(["<locals>", "prototype"]);
  static #NAMELESS_CLASS = /(?:\$\$Lambda|\$[0-9]+)$/;
  static #BEHIND_PARAMETERS = /(?:\[*[ZBCSIJFDV]$|\[*L[^;]+;$|(?: (?:const|volatile|noexcept|&&?))+(?=$|::)|(?=$|::))/y;

  /** @param {string} name */
  constructor(name) {
    this.name = name;
  }

  /** @returns {Generator<string>} the longest first; not each shorter than the one before it */
  *forms() {
    const { name } = this;
    if (name.length > ShortNames.#LONGEST && [...name].length > ShortNames.#LONGEST) {
      return; // it is only cut
    }
    if (ShortNames.#FILE.test(name)) {
      yield name.slice(name.lastIndexOf("/") + 1);
      return;
    }
    let text = ShortNames.#MARKS.reduce((marked, [mark, instead]) => marked.replace(mark, instead), name);
    yield text;
    const told = ShortNames.#toldPlace(text);
    if (told !== null) {
      yield told.withFile;
      text = told.alone;
      if (ShortNames.#NAMELESS.test(text)) {
        return;
      }
      yield text;
    }
    if (text.includes("/")) {
      text = text.slice(new NameParts(text).foldersEnd);
      yield text;
    }
    for (const change of [ShortNames.#withoutTrait, ShortNames.#withoutParameters, ShortNames.#folded]) {
      text = change(text);
      yield text;
    }
    for (const tail of ShortNames.#tails(text)) {
      yield tail;
      const named = tail.replace(/^\(\*?([^()]+)\)\./, "$1.");
      yield named;
      yield named.replaceAll("<…>", "").replaceAll("[…]", "");
    }
  }

  /**
   * The name with its source file's folders left out, and without the file: `load (data.py:12)` and `load`.
   * @param {string} text
   * @returns {{withFile: string, alone: string} | null}
   */
  static #toldPlace(text) {
    const space = text.lastIndexOf(" ");
    const behind = space > 0 ? ShortNames.#PLACE_BEHIND.exec(text.slice(space + 1)) : null;
    if (behind !== null && (behind[1] === "") === (behind[3] === "")) {
      const alone = text.slice(0, space);
      return { withFile: `${alone} ${behind[1]}${behind[2]}${behind[3]}`, alone };
    }
    const before = ShortNames.#PLACE_BEFORE.exec(text);
    if (before === null) {
      return null;
    }
    const [, file, line, listed, plain] = before;
    return line === undefined
      ? { withFile: `${file}:${plain}`, alone: plain }
      : { withFile: `${file}:${line}(${listed})`, alone: listed };
  }

  /**
   * Of Rust's `<T as Trait>::f` the type's own: `T::f`.
   * @param {string} text
   * @returns {string}
   */
  static #withoutTrait(text) {
    const first = text[0] === "<" ? new NameParts(text).groups[0] : undefined;
    if (first === undefined || first[0] !== 0 || !text.startsWith("::", first[1])) {
      return text;
    }
    const inner = text.slice(1, first[1] - 1);
    const as = new NameParts(inner).spaces.filter((at) => inner.startsWith(" as ", at)).pop();
    return inner.slice(0, as).replace(/^(?:[&*]|mut |const |dyn )+/, "") + text.slice(first[1]);
  }

  /**
   * Without C++'s and Java's lists of parameters, what is written behind them, and the type that is returned.
   * @param {string} text
   * @returns {string}
   */
  static #withoutParameters(text) {
    if (!text.includes("(")) {
      return text;
    }
    const parts = new NameParts(text);
    const pattern = ShortNames.#BEHIND_PARAMETERS;
    let kept = "";
    let last = 0;
    for (const [start, end] of parts.groups) {
      pattern.lastIndex = end;
      if (text[start] === "(" && parts.isBehindName(start) && pattern.test(text)) {
        kept += text.slice(last, start);
        last = pattern.lastIndex;
      }
    }
    if (last === 0) {
      return text;
    }
    const shorter = kept + text.slice(last);
    const space = new NameParts(shorter).spaces.filter((at) => !shorter.endsWith("operator", at)).pop();
    return shorter.slice(space === undefined ? 0 : space + 1);
  }

  /**
   * Type arguments as `<…>` or `[…]`; Rust's turbofish not at all.
   * @param {string} text
   * @returns {string}
   */
  static #folded(text) {
    if (!/[<[{]/.test(text)) {
      return text;
    }
    const parts = new NameParts(text);
    let kept = "";
    let last = 0;
    for (const [start, end] of parts.groups) {
      if (text[start] === "<" && start > 0 && !parts.isBehindName(start)) {
        const leftOut = parts.isOperatorEnd(start - 1) ? 1 : text.endsWith("::", start) ? 2 : 0;
        kept += leftOut > 0 ? text.slice(last, start - leftOut) : text.slice(last, end);
      } else {
        const isArguments = parts.isBehindName(start) && !parts.isOpaque;
        kept += text.slice(last, start) + ShortNames.#foldedGroup(text.slice(start, end), isArguments);
      }
      last = end;
    }
    return kept + text.slice(last);
  }

  /**
   * @param {string} group
   * @param {boolean} isArguments
   * @returns {string}
   */
  static #foldedGroup(group, isArguments) {
    if (group[0] === "(" && group.includes("[") && group.endsWith("])")) {
      return `${group.slice(0, group.indexOf("["))}[…])`; // of a Go receiver
    }
    if (group.startsWith("{lambda(")) {
      return group.includes("#") ? `{lambda${group.slice(group.lastIndexOf("#"), -1)}}` : "{lambda}";
    }
    return "<[".includes(group[0]) && isArguments ? `${group[0]}…${group[group.length - 1]}` : group;
  }

  /**
   * The text, and what is left of it as packages, namespaces and classes go one by one from the front.
   * @param {string} text
   * @returns {string[]}
   */
  static #tails(text) {
    const { spaces, separators } = new NameParts(text);
    if (spaces.length > 0) {
      return [text];
    }
    const starts = [0, ...separators.map(([, behind]) => behind)];
    const segments = starts.map((start, place) => text.slice(start, separators[place]?.[0]));
    let last = segments.length - 1;
    while (last > 0 && ShortNames.#NAMELESS.test(segments[last])) {
      last -= 1;
    }
    if (last > 0 && last === segments.length - 1 && ShortNames.#NAMELESS_CLASS.test(segments[last - 1])) {
      last -= 1;
    }
    const isFirst = (/** @type {number} */ place) => place === 0 || !ShortNames.#NEVER_FIRST.has(segments[place]);
    return starts.flatMap((start, place) => (place <= last && isFirst(place) ? [text.slice(start)] : []));
  }
}

/**
 * A name and its shorter forms, the longest first, each with fewer characters than the one before it.
 * @param {string} name
 * @returns {string[]}
 */
function shortNames(name) {
  const isPlain = !/[\ud800-\udbff]/.test(name); // to count characters is to take the name apart
  const lengthOf = (/** @type {string} */ form) => (isPlain ? form.length : [...form].length);
  const forms = [name];
  let least = lengthOf(name);
  for (const form of new ShortNames(name).forms()) {
    const length = lengthOf(form);
    if (length > 0 && length < least) {
      forms.push(form);
      least = length;
    }
  }
  return forms;
}
