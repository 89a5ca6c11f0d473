"use strict";

/*
 * What is written on a frame: the same rules as sitegen/drawing/labels.py, held to one table by tests/data/labels.json.
 */

/** The shorter forms of the names that did not fit, while there are not too many of them. */
class LabelMemory {
  static MOST = 20_000;
  /** @type {Map<string, string[]>} */
  #forms = new Map();

  /**
   * @param {string} name
   * @returns {string[]}
   */
  formsOf(name) {
    let forms = this.#forms.get(name);
    if (forms === undefined) {
      forms = shortNames(name);
      if (this.#forms.size >= LabelMemory.MOST) {
        this.#forms.clear();
      }
      this.#forms.set(name, forms);
    }
    return forms;
  }
}

const LABEL_MEMORY = new LabelMemory();

/**
 * The longest form of a name that fits with an inset of 4 px at either side, else the start of the shortest and an
 * ellipsis; empty below four characters.
 * @param {string} name
 * @param {number} widthPx of the frame
 * @param {number} [characterPx] the mean width of a character; that of a wide sans at 12 px unless it was measured
 * @returns {string}
 */
function fittedLabel(name, widthPx, characterPx = 6.9) {
  const room = Math.trunc((widthPx - 8) / characterPx);
  if (room < 4) {
    return "";
  }
  if (name.length <= room) {
    return name;
  }
  const forms = LABEL_MEMORY.formsOf(name);
  for (const form of forms) {
    if (countCharacters(form, room) <= room) {
      return form;
    }
  }
  return cutLabel(forms[forms.length - 1], widthPx, characterPx);
}

/**
 * A text that is no name, as much of it as fits: the start and an ellipsis; empty below four characters.
 * @param {string} text
 * @param {number} widthPx
 * @param {number} [characterPx]
 * @returns {string}
 */
function cutLabel(text, widthPx, characterPx = 6.9) {
  const room = Math.trunc((widthPx - 8) / characterPx);
  if (room < 4) {
    return "";
  }
  return countCharacters(text, room) <= room ? text : `${[...text.slice(0, 2 * room)].slice(0, room - 1).join("")}…`;
}

/**
 * A label behind a mark, which is never written without a name.
 * @param {string} mark
 * @param {string} name
 * @param {number} widthPx
 * @param {number} [characterPx]
 * @returns {string}
 */
function markedLabel(mark, name, widthPx, characterPx = 6.9) {
  const label = fittedLabel(name, widthPx - mark.length * characterPx, characterPx);
  return label === "" ? "" : mark + label;
}

/**
 * The mean width of a character in the face that labels have really got, with some to spare; at most that of a wide
 * sans at 12 px, by which the static picture goes.
 * @param {Element} text any label
 * @returns {number} px
 */
function measuredCharacterPx(text) {
  const context = document.createElement("canvas").getContext("2d");
  if (context === null) {
    return 6.9;
  }
  // Names are mostly small letters, with some capitals and marks; some have more wide ones than these.
  const sample = "net/http.(*response).finishRequest std::vec::Vec<T>::push_back java.util.HashMap.putVal";
  const { fontFamily, fontSize } = getComputedStyle(text);
  context.font = `${fontSize} ${fontFamily}`;
  return Math.min(6.9, (context.measureText(sample).width / sample.length) * 1.12);
}

/**
 * Code points, as Python counts them; more than `enough` is not counted to the end.
 * @param {string} text
 * @param {number} enough
 * @returns {number}
 */
function countCharacters(text, enough) {
  return text.length <= enough || text.length > 2 * enough ? text.length : [...text].length;
}
