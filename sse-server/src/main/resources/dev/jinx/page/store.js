import {Lanes} from "./lanes.js";

/** How many marks are kept for the eye, and how many events whole. */
const MARKS = 1 << 18;
const WHOLE = 5000;
const SPANS = 20_000;

export const KINDS = [
  "hit", "parked", "released", "expired", "disabled", "failed", "gap", "log",
];
const ENDS = new Set(["released", "expired", "disabled"]);

/**
 * What came, in bounded memory: marks in columns of numbers, the newest events whole. What is no
 * longer kept is counted.
 */
export class Store {
  lanes = new Lanes();
  names = [];
  #numbers = new Map();
  total = 0;
  kept = 0;
  next = 0;
  time = new Float64Array(MARKS);
  seq = new Float64Array(MARKS);
  lane = new Uint16Array(MARKS);
  name = new Uint16Array(MARKS);
  kind = new Uint8Array(MARKS);
  whole = [];
  spans = [];
  #open = new Map();
  latest = 0;
  version = 0;

  /** Takes an event in. */
  add(node, event) {
    const time = event.time ? Date.parse(event.time) : Date.now();
    const lane = this.lanes.of(node, event);
    const kind = Math.max(0, KINDS.indexOf(event.phase));
    const row = this.lanes.list[lane];
    if (this.kept === MARKS) {
      this.lanes.list[this.lane[this.next]].marks--;
    } else {
      this.kept++;
    }
    const at = this.next;
    this.next = (at + 1) % MARKS;
    this.time[at] = time;
    this.seq[at] = event.seq ?? 0;
    this.lane[at] = lane;
    this.name[at] = this.numberOf(event.injection || event.phase);
    this.kind[at] = kind;
    this.total++;
    this.version++;
    this.latest = Math.max(this.latest, time);
    row.last = Math.max(row.last, time);
    row.marks++;
    this.#remember({node, event, time, lane, name: this.name[at], kind});
    this.#span(node, event, time, lane);
  }

  /** A small number for a point's name. */
  numberOf(name) {
    let number = this.#numbers.get(name);
    if (number === undefined) {
      number = Math.min(this.names.length, 0xffff);
      this.names[number] = name;
      this.#numbers.set(name, number);
    }
    return number;
  }

  /** The event of a mark, if it is still kept whole. */
  find(node, boot, seq) {
    return this.whole.find(
      (each) => each.node === node && each.event.seq === seq && each.event.boot === boot,
    );
  }

  /** What a thread has waited for, from its event. */
  spanOf(node, event) {
    const key = keyOf(node, event);
    return this.#open.get(key) ?? this.spans.find((span) => span.key === key);
  }

  /** A thread that stood there before the first event that we have. */
  stands(node, event) {
    this.#span(node, event, Date.parse(event.time), this.lanes.of(node, event));
    this.version++;
  }

  /** A JVM is dead: what stood in it stands no more. */
  endAll(node, time) {
    for (const [key, span] of this.#open) {
      if (span.node === node && span.event.boot !== node.boot) {
        this.#end(key, span, time, "lost");
      }
    }
  }

  #remember(entry) {
    this.whole.push(entry);
    if (this.whole.length > 2 * WHOLE) {
      this.whole.splice(0, this.whole.length - WHOLE);
    }
  }

  #span(node, event, time, lane) {
    if (event.phase === "parked") {
      const key = keyOf(node, event);
      if (!this.#open.has(key)) {
        const span = {key, node, event, lane, start: time, end: null, how: null};
        this.#open.set(key, span);
        this.spans.push(span);
        this.lanes.list[lane].open++;
        if (this.spans.length > SPANS) {
          this.spans = this.spans.filter((each, i) => each.end === null || i > SPANS / 2);
        }
      }
    } else if (ENDS.has(event.phase)) {
      const key = keyOf(node, event);
      const span = this.#open.get(key);
      if (span) {
        this.#end(key, span, time, event.phase);
      }
    }
  }

  #end(key, span, time, how) {
    span.end = time;
    span.how = how;
    this.lanes.list[span.lane].open--;
    this.#open.delete(key);
    this.version++;
  }
}

function keyOf(node, event) {
  return `${node.address} ${event.boot} ${event.injection} ${event.hit}`;
}
