"use strict";

/*
 * Which package a function belongs to: the same rules as sitegen/drawing/packages.py, held to one table by
 * tests/data/palette.json.
 */

/** Java's packages, and then a class with something in it. */
const JAVA_CLASS = /^((?:[a-z_$][A-Za-z0-9_$]*\.)+)[A-Z][A-Za-z0-9_$]*\.(?!func[0-9]|gowrap[0-9])/;
const SCRIPT_FILE = /\.(?:py|pyx|js|mjs|cjs|jsx|ts|tsx|rb|php|lua)$/;

/**
 * The package of a function: of a script its file's name, else what stands before the function, else the file's; where
 * none of them says anything the module, else the name itself.
 * @param {string} name
 * @param {string} file
 * @param {string} module
 * @returns {string}
 */
function packageOf(name, file, module) {
  if (SCRIPT_FILE.test(file)) {
    return fileStem(file);
  }
  return packageIn(name) || fileStem(file) || module || name;
}

/**
 * @param {string} name
 * @returns {string} what the name says of its package; "" where it says nothing
 */
function packageIn(name) {
  const text = name.replace(/^[<&*[(]+/, "");
  const whole = text.split(/[[(<>)]| as /, 1)[0];
  const head = whole.slice(whole.lastIndexOf(" ") + 1);
  const slash = head.lastIndexOf("/") + 1;
  if (slash > 1 && /^[A-Z]/.test(head.slice(slash)) && !head.slice(0, slash).includes(".")) {
    return head.slice(0, slash - 1);
  }
  const java = slash === 0 ? JAVA_CLASS.exec(text) : null;
  if (java !== null) {
    return java[1].slice(0, -1);
  }
  const ends = [head.indexOf(".", slash), head.indexOf("::", slash)].filter((at) => at > slash);
  return ends.length > 0 ? head.slice(0, Math.min(...ends)) : "";
}

/**
 * @param {string} file
 * @returns {string} its name without the suffix, that of its folder where the file is the folder's own
 */
function fileStem(file) {
  const folders = file.split(/[\\/]/).filter((part) => part !== "");
  const base = folders.pop() ?? "";
  const dot = base.lastIndexOf(".");
  const stem = dot > 0 ? base.slice(0, dot) : base;
  return ["__init__", "index"].includes(stem) ? (folders.pop() ?? stem) : stem;
}

/** Remainders of a byte's division by CRC-32's polynomial, the lowest bit first. */
const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte;
  for (let bit = 0; bit < 8; bit += 1) {
    rest = rest & 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1;
  }
  return rest;
});

/**
 * CRC-32 as zlib computes it, of a text's UTF-8: the hash that gives packages their hues.
 * @param {string} text
 * @returns {number}
 */
function textHash(text) {
  let hash = 0xffffffff;
  for (const byte of new TextEncoder().encode(text)) {
    hash = CRC_TABLE[(hash ^ byte) & 0xff] ^ (hash >>> 8);
  }
  return (hash ^ 0xffffffff) >>> 0;
}
