"use strict";

/*
 * Naming a row of a tree in a link: the names from the root down, the root left out. Equal names under one parent (of
 * another file or kind) are told apart by "~2", "~3" in the tree's order; a "~" of a name itself is percent-encoded.
 */

/**
 * @param {CallTree} tree
 * @param {number} row
 * @returns {string} "" for the root
 */
function framePath(tree, row) {
  const steps = [];
  for (let here = row; tree.parent[here] >= 0; here = tree.parent[here]) {
    const name = tree.name(here);
    let place = 1;
    for (let elder = tree.parent[here] + 1; elder < here; elder = tree.end[elder]) {
      place += tree.name(elder) === name ? 1 : 0;
    }
    steps.push(encodeHashValue(name) + (place > 1 ? `~${place}` : ""));
  }
  return steps.reverse().join("/");
}

/**
 * The row that a path names, as far down as the tree has it.
 * @param {CallTree} tree
 * @param {string} path
 * @returns {{row: number, missing: string}} missing: the first name that was not found, or ""
 */
function rowOfPath(tree, path) {
  let row = 0;
  for (const step of path === "" ? [] : path.split("/")) {
    const [, encoded, place] = /^(.*?)(?:~(\d+))?$/s.exec(step) ?? [];
    const name = decodeHashValue(encoded);
    const child = childByName(tree, row, name, Number(place ?? 1));
    if (child < 0) {
      return { row, missing: name };
    }
    row = child;
  }
  return { row, missing: "" };
}

/**
 * @param {CallTree} tree
 * @param {number} row
 * @param {string} name
 * @param {number} place counted from 1 among the children of this name
 * @returns {number} -1 where there is none
 */
function childByName(tree, row, name, place) {
  let left = place;
  for (let child = row + 1; child < tree.end[row]; child = tree.end[child]) {
    if (tree.name(child) === name) {
      left -= 1;
      if (left === 0) {
        return child;
      }
    }
  }
  return -1;
}
