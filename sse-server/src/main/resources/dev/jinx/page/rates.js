const SLOTS = 30;

/** How fast a counter grows: a sample about each second, and the last half minute of them. */
export class Rate {
  now = 0;
  past = [];
  #count = null;
  #at = 0;

  sample(count, at) {
    if (this.#count === null || count < this.#count) {
      this.#count = count;
      this.#at = at;
      return;
    }
    const seconds = (at - this.#at) / 1000;
    if (seconds < 0.7) {
      return;
    }
    this.now = (count - this.#count) / seconds;
    this.past = [...this.past, this.now].slice(-SLOTS);
    this.#count = count;
    this.#at = at;
  }

  /** A line through the past, in a box of that size. */
  path(width, height) {
    const most = Math.max(...this.past, 1e-9);
    const step = width / (SLOTS - 1);
    const left = width - (this.past.length - 1) * step;
    return this.past
      .map((rate, i) => {
        const y = height - 1 - (rate / most) * (height - 2);
        return `${i === 0 ? "M" : "L"}${(left + i * step).toFixed(1)} ${y.toFixed(1)}`;
      })
      .join("");
  }
}
