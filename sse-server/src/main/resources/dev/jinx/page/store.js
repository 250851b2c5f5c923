import {Lanes} from "./lanes.js";
import {Standing} from "./standing.js";

/** How many marks are kept for the eye, and how many events whole. */
const MARKS = 1 << 18;
const WHOLE = 5000;

export const KINDS = [
  "hit", "parked", "released", "expired", "disabled", "failed", "gap", "log",
];

/** What stands for the name of a point where events are lost: no filter hides that. */
export const LOST = "events lost";

/**
 * What came, in bounded memory: marks in columns of numbers, the newest events whole. What is no
 * longer kept is counted.
 */
export class Store {
  lanes = new Lanes((freed) => this.standing.forget(freed));
  standing = new Standing(this.lanes);
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
  /** Gaps have no numbers to be found by: their entries, by the place of their marks. */
  #gaps = new Map();
  #changes = 0;
  latest = 0;

  /** Another number whenever anything has changed that can be seen. */
  get version() {
    return this.#changes + this.standing.version;
  }

  /** Takes an event in. */
  add(node, told) {
    const event = told.time ? told : timed(told);
    const time = Date.parse(event.time);
    const lane = this.lanes.of(node, event);
    const kind = Math.max(0, KINDS.indexOf(event.phase));
    const name = this.numberOf(event.injection || (event.phase === "gap" ? LOST : event.phase));
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
    this.name[at] = name;
    this.kind[at] = kind;
    this.total++;
    this.#changes++;
    this.latest = Math.max(this.latest, time);
    row.last = Math.max(row.last, time);
    row.marks++;
    const entry = {node, event, time, lane, name, kind, seq: this.seq[at]};
    this.#gaps.delete(at);
    if (event.phase === "gap") {
      this.#gaps.set(at, entry);
    }
    this.#remember(entry);
    this.standing.take(node, event, time, lane);
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

  /** The mark at a place: when, where, what; of a gap, its event too. */
  mark(at) {
    const mark = {
      lane: this.lane[at],
      time: this.time[at],
      seq: this.seq[at],
      name: this.name[at],
      kind: this.kind[at],
    };
    return this.#gaps.get(at) ?? mark;
  }

  /** The event of a mark, if it is still kept whole. */
  find(node, boot, seq) {
    return this.whole.find(
      (each) => each.node === node && each.event.seq === seq && each.event.boot === boot,
    );
  }

  /** A thread that stood there before the first event that we have. */
  stands(node, event) {
    this.standing.take(node, event, Date.parse(event.time), this.lanes.of(node, event));
  }

  #remember(entry) {
    this.whole.push(entry);
    if (this.whole.length > 2 * WHOLE) {
      this.whole.splice(0, this.whole.length - WHOLE);
    }
  }
}

/** What the server says of the stream itself, as gaps, has the time at which it was heard. */
function timed(told) {
  return {type: told.phase, injection: "", ...told, time: new Date().toISOString()};
}
