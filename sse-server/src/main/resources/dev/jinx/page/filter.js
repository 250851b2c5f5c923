import {LOST} from "./store.js";

/**
 * What shall be seen: words, each part of a name of a point, a thread or a node, or a pattern with
 * stars that is all of it. Several words: any of them.
 */
export class Filter {
  #tests = [];
  #table = null;
  #tableOf = "";
  version = 0;

  set(text) {
    const words = text.split(/[\s,]+/).filter((word) => word !== "");
    this.#tests = words.map(testOf);
    this.version++;
  }

  get isOn() {
    return this.#tests.length > 0;
  }

  /** Whether a point of that name on that lane is to be seen; what is lost may have been any. */
  passes(point, lane) {
    if (this.#tests.length === 0 || point === LOST) {
      return true;
    }
    return this.#tests.some(
      (test) => test(point) || test(lane.name) || test(lane.node.name),
    );
  }

  /** A table of passes by lane and name, for loops over many marks; null where all pass. */
  table(store) {
    if (!this.isOn) {
      return null;
    }
    const lanes = store.lanes.list;
    const of = `${this.version} ${store.lanes.version} ${store.names.length}`;
    if (of !== this.#tableOf) {
      this.#table = lanes.map((lane) =>
        Uint8Array.from(store.names, (name) => (this.passes(name, lane) ? 1 : 0)),
      );
      this.#tableOf = of;
    }
    return this.#table;
  }
}

function testOf(word) {
  const small = word.toLowerCase();
  if (!small.includes("*")) {
    return (name) => name.toLowerCase().includes(small);
  }
  const parts = small.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
  const pattern = new RegExp(`^${parts.join(".*")}$`);
  return (name) => pattern.test(name.toLowerCase());
}
