"use strict";

/**
 * A tree as it stands in the page's data; sitegen/drawing/page_data.py says what is in it.
 *
 * @typedef {object} TreeBlock
 * @property {Metric[]} metrics
 * @property {number[]} whole
 * @property {number[] | null} whole_before
 * @property {boolean} net
 * @property {number[]} frame
 * @property {number[]} step
 * @property {{rows: number[], counts: number[]}} folded
 * @property {WeightColumn[]} self
 * @property {WeightColumn[] | null} before
 * @property {FunctionColumns} functions
 * @property {LabelTable | null} [labels]
 * @property {ComparisonBlock[] | null} [comparisons] of a difference, the default first
 * @property {TimeBlock | null} [time] of a tree in order of time
 */

/**
 * What a figure shows at rest.
 *
 * @typedef {object} FigureBlock
 * @property {string} id
 * @property {number} tree
 * @property {string} title
 * @property {number} metric
 * @property {string} view
 * @property {string} order
 * @property {string} of
 * @property {Readonly<Record<string, string>>} state what the author pasted from a link, keys and encoded values
 * @property {number} zoom
 * @property {string} search
 * @property {number | null} height
 * @property {number | null} depth
 * @property {string} color
 * @property {number | null} duration of the recording, in seconds
 * @property {number} nodes of the tree before pruning
 * @property {string | null} scale of a difference: which comparison
 * @property {WidthSide} width
 * @property {string} palette "safe" or "classic"
 * @property {{before: string, after: string} | null} sides of a difference: what they are called
 * @property {PinnedCallout[]} callouts
 * @property {number | null} [chart] the tree in order of time
 * @property {string} [no_chart] why there is none
 * @property {number | null} [source] whose source code is shown
 *
 * @typedef {object} PageBlock
 * @property {number} version
 * @property {string[]} strings
 * @property {FrameColumns} frames
 * @property {TreeBlock[]} trees
 * @property {SourceBlock[]} [sources]
 * @property {FigureBlock[]} figures
 */

/** The page's data, read once; a tree is unfolded when its first figure asks. sitegen/drawing/page_data.py writes it. */
class PageData {
  static VERSION = 3;

  /** @type {TreeBlock[]} */
  #blocks;
  /** @type {CallTree[]} */
  #trees = [];
  /** @type {Timeline[]} */
  #timelines = [];

  /**
   * Throws an error that says why where the data cannot be read.
   * @param {string} text JSON
   */
  constructor(text) {
    const page = /** @type {PageBlock} */ (JSON.parse(text));
    if (page.version !== PageData.VERSION) {
      throw new RangeError(`they are of version ${page.version}, and this page reads version ${PageData.VERSION}`);
    }
    this.#blocks = page.trees;
    this.frames = new FrameTable(page.frames, page.strings);
    this.figures = page.figures;
    this.sources = page.sources ?? [];
  }

  /**
   * @param {number} index of a tree in order of time
   * @returns {Timeline} the same for every figure over it
   */
  timeline(index) {
    const { time } = this.#blocks[index];
    if (!time) {
      throw new RangeError(`tree ${index} has no times`);
    }
    this.#timelines[index] ??= new Timeline(this.tree(index), time);
    return this.#timelines[index];
  }

  /**
   * @param {number} index
   * @returns {CallTree} the same for every figure over it
   */
  tree(index) {
    this.#trees[index] ??= CallTree.fromBlock(this.#blocks[index], this.frames);
    return this.#trees[index];
  }
}
