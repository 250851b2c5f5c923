import {hueClass} from "./colours.js";
import {byId, h, keyed, text} from "./dom.js";
import {clock, number, titleOf} from "./format.js";

const LINES = 100;
/** Several nodes' events come in no order: so many of the newest are looked at, and put in order. */
const LOOKED_AT = 300;
const RHYTHM = 250;

/** The newest events that pass the filter, as a list of buttons: for reading, and for the keyboard. */
export class Log {
  #drawn = "";
  #at = 0;
  #heldAt = null;
  pointed = false;

  constructor(store, filter, choose) {
    this.store = store;
    this.filter = filter;
    this.choose = choose;
    this.list = byId("log");
    // A finger leaves a hover behind; a mouse is there, or is not.
    this.list.addEventListener("pointerenter", (event) => (this.pointed = event.pointerType !== "touch"));
    this.list.addEventListener("pointerleave", () => (this.pointed = false));
  }

  /**
   * Draws, a few times a second at most. While somebody is at it nothing moves: what is pointed at
   * is to be what is hit.
   */
  frame(live) {
    const now = performance.now();
    if (now - this.#at < RHYTHM) {
      return;
    }
    this.#at = now;
    const held = live && this.#isUsed();
    this.#heldAt = held ? (this.#heldAt ?? this.store.total) : null;
    text(byId("log-held"), held ? this.#held() : "");
    const of = `${this.store.version} ${this.filter.version}`;
    const filtered = of.split(" ")[1] !== this.#drawn.split(" ")[1];
    if (of !== this.#drawn && (filtered || (live && !held))) {
      this.#drawn = of;
      this.#draw();
    }
  }

  /** Shows all that has come until now, before the view stands still. */
  settle() {
    if (!this.#isUsed()) {
      this.#drawn = `${this.store.version} ${this.filter.version}`;
      this.#draw();
    }
  }

  #isUsed() {
    return this.pointed || this.list.querySelector(":focus-visible, :active") !== null;
  }

  #held() {
    const more = this.store.total - this.#heldAt;
    return `stands still while you are at it${more > 0 ? ` · ${number(more)} new` : ""}`;
  }

  #draw() {
    const found = [];
    const {whole, names, lanes} = this.store;
    for (let i = whole.length - 1; i >= 0 && found.length < LOOKED_AT; i--) {
      const entry = whole[i];
      if (this.filter.passes(names[entry.name], lanes.list[entry.lane])) {
        found.push(entry);
      }
    }
    const newest = found.sort((a, b) => b.time - a.time).slice(0, LINES);
    keyed(this.list, newest, (entry) => this.#line(entry), (line, entry) => this.#colour(line, entry));
  }

  #colour(line, entry) {
    const hue = `swatch ${hueClass(this.store.names[entry.name])}`;
    if (line.swatch.className !== hue) {
      line.swatch.className = hue;
    }
  }

  #line(entry) {
    const {event} = entry;
    const swatch = h("i", {"aria-hidden": "true"});
    const button = h(
      "button",
      {type: "button", onclick: () => this.choose(entry)},
      h("time", {}, clock(entry.time)),
      h("span.node", {}, entry.node.name),
      swatch,
      h("span.name", {}, titleOf(event)),
      h(`span.phase.${event.phase}`, {}, event.phase),
      h("span.thread", {}, event.thread?.name ?? ""),
    );
    const line = h("li", {}, button);
    line.swatch = swatch;
    return line;
  }
}
