"use strict";

/** Where the tracks of a chart lie, in px from its top. A thread among several has a line with its name above its own. */
class ChartGeometry {
  static ROW = 20;
  static FRAME = 19;
  static NAME = 22;

  /** @type {{lane: Lane, top: number}[]} */
  #places = [];

  /**
   * @param {readonly Lane[]} lanes those that are shown
   * @param {boolean} hasNames
   */
  constructor(lanes, hasNames) {
    this.namePx = hasNames ? ChartGeometry.NAME : 0;
    this.height = 0;
    for (const lane of lanes) {
      this.#places.push({ lane, top: this.height });
      this.height += this.namePx + lane.tracks * ChartGeometry.ROW;
    }
  }

  /** @returns {readonly {lane: Lane, top: number}[]} the shown lanes and the tops of their names */
  get lanes() {
    return this.#places;
  }

  /**
   * @param {number} track of a shown lane
   * @returns {number}
   */
  top(track) {
    const place = this.#last(({ lane }) => lane.first <= track);
    return place.top + this.namePx + (track - place.lane.first) * ChartGeometry.ROW;
  }

  /**
   * @param {number} from
   * @param {number} to in px
   * @returns {{first: number, last: number}} the tracks between, and perhaps some more
   */
  tracksBetween(from, to) {
    const { lane, top } = this.#last((place) => place.top <= from);
    const above = Math.floor((from - top - this.namePx) / ChartGeometry.ROW);
    const end = this.#last((place) => place.top <= to);
    const below = Math.ceil((to - end.top - this.namePx) / ChartGeometry.ROW);
    return { first: lane.first + Math.max(0, above), last: end.lane.first + Math.max(0, below) };
  }

  /**
   * @param {number} y
   * @returns {number} the track there, -1 for none
   */
  trackAt(y) {
    const { lane, top } = this.#last((place) => place.top <= y);
    const track = Math.floor((y - top - this.namePx) / ChartGeometry.ROW);
    return track < 0 || track >= lane.tracks ? -1 : lane.first + track;
  }

  /**
   * @param {(place: {lane: Lane, top: number}) => boolean} isBefore
   * @returns {{lane: Lane, top: number}} the last place before, else the first one
   */
  #last(isBefore) {
    const before = this.#places.filter(isBefore);
    return before[before.length - 1] ?? this.#places[0];
  }
}
