import {hueClass} from "./colours.js";
import {byId, h} from "./dom.js";
import {clock} from "./format.js";

const LINES = 100;
const RHYTHM = 250;

/** The newest events that pass the filter, as a list of buttons: for reading, and for the keyboard. */
export class Log {
  #drawn = "";
  #at = 0;

  constructor(store, filter, choose) {
    this.store = store;
    this.filter = filter;
    this.choose = choose;
    this.list = byId("log");
  }

  /** Draws, a few times a second at most; while it has the focus and stands still, not at all. */
  frame(live) {
    const now = performance.now();
    const of = `${this.store.version} ${this.filter.version}`;
    if (of === this.#drawn || now - this.#at < RHYTHM) {
      return;
    }
    const filtered = of.split(" ")[1] !== this.#drawn.split(" ")[1];
    if (!filtered && (!live || this.list.matches(":focus-within"))) {
      return;
    }
    this.#drawn = of;
    this.#at = now;
    this.#draw();
  }

  #draw() {
    const newest = [];
    const {whole} = this.store;
    for (let i = whole.length - 1; i >= 0 && newest.length < LINES; i--) {
      const entry = whole[i];
      if (this.filter.passes(this.store.names[entry.name], this.store.lanes.list[entry.lane])) {
        newest.push(entry);
      }
    }
    const known = new Map([...this.list.children].map((line) => [line.entry, line]));
    this.list.replaceChildren(...newest.map((entry) => known.get(entry) ?? this.#line(entry)));
  }

  #line(entry) {
    const {event} = entry;
    const name = event.injection || event.type;
    const button = h(
      "button",
      {type: "button", onclick: () => this.choose(entry)},
      h("time", {}, clock(entry.time)),
      h("span.node", {}, entry.node.name),
      h(`i.swatch.${hueClass(entry.name)}`, {"aria-hidden": "true"}),
      h("span.name", {}, name),
      h(`span.phase.${event.phase}`, {}, event.phase),
      h("span.thread", {}, event.thread?.name ?? ""),
    );
    const line = h("li", {}, button);
    line.entry = entry;
    return line;
  }
}
