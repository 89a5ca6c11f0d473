"use strict";

/**
 * Copies a text; pages that came without encryption have no clipboard of their own and copy a selection.
 * @param {string} text
 * @returns {Promise<boolean>} whether it was copied
 */
async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copySelection(text);
  }
}

/**
 * @param {string} text
 * @returns {boolean}
 */
function copySelection(text) {
  const focused = document.activeElement;
  const field = htmlElement("textarea", "visually-hidden");
  field.value = text;
  document.body.append(field);
  field.select();
  const isCopied = document.execCommand("copy");
  field.remove();
  if (focused instanceof HTMLElement || focused instanceof SVGElement) {
    focused.focus({ preventScroll: true });
  }
  return isCopied;
}
