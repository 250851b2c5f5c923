import {seqOf} from "./cursors.js";

/**
 * How far the clock of a node is behind this browser's, in milliseconds; below zero where it is
 * ahead. An event that arrives as it happens tells it, but for its way: so the least counts.
 */
export class Skew {
  #least = Infinity;
  #after = Infinity;

  /** Events up to that cursor happened before, however late they arrive. */
  begin(cursor) {
    this.#after = seqOf(cursor);
  }

  /** What comes after a silence may have waited. */
  end() {
    this.#after = Infinity;
  }

  take(event) {
    if (event.seq > this.#after && event.time) {
      this.#least = Math.min(this.#least, Date.now() - Date.parse(event.time));
    }
  }

  get millis() {
    return this.#least === Infinity ? 0 : this.#least;
  }

  /** That time, which is by our clock, by theirs. */
  theirs(time) {
    return time - this.millis;
  }
}
