/** Tells those who want to know. */
export class Signal {
  #listeners = [];

  on(listener) {
    this.#listeners.push(listener);
  }

  tell(...what) {
    for (const listener of this.#listeners) {
      listener(...what);
    }
  }
}
