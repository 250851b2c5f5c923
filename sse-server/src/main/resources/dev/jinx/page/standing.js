const MOST = 20_000;
const ENDS = new Set(["released", "expired", "disabled"]);

/** What threads have waited for, or do: a span from each parked event to its end. */
export class Standing {
  spans = [];
  version = 0;
  #open = new Map();
  #died = new Map();

  constructor(lanes) {
    this.lanes = lanes;
  }

  /** Takes an event that begins or ends one; others are none of it. */
  take(node, event, time, lane) {
    if (event.phase === "parked") {
      this.#begin(node, event, time, lane);
    } else if (ENDS.has(event.phase)) {
      const span = this.#open.get(keyOf(node, event)) ?? this.#late(node, event);
      if (span) {
        this.end(span, time, event.phase);
      }
    }
  }

  /** What a thread has waited for, from its event. */
  of(node, event) {
    const key = keyOf(node, event);
    return this.#open.get(key) ?? this.spans.find((span) => span.key === key);
  }

  /** The spans of a node that have no end yet. */
  at(node) {
    return [...this.#open.values()].filter((span) => span.node === node);
  }

  /** @param how by an event's phase; "lost" with its JVM; "not seen" where nobody told */
  end(span, time, how) {
    if (this.#open.delete(span.key)) {
      this.lanes.list[span.lane].open--;
    }
    span.end = Math.max(span.start, time);
    span.how = how;
    this.version++;
  }

  /** A JVM is dead since then: what stood in it stands no more. */
  endAll(node, time) {
    this.#died.set(node, time);
    for (const span of this.at(node)) {
      if (span.event.boot !== node.boot) {
        this.end(span, time, "lost");
      }
    }
  }

  /** Forgets what was on lanes that are another thread's now. */
  forget(lanes) {
    this.spans = this.spans.filter((span) => !lanes.has(span.lane));
  }

  #begin(node, event, time, lane) {
    const key = keyOf(node, event);
    if (this.#open.has(key)) {
      return;
    }
    const span = {key, node, event, lane, start: time, end: null, how: null};
    this.#open.set(key, span);
    this.spans.push(span);
    this.lanes.list[lane].open++;
    this.version++;
    if (this.spans.length > MOST) {
      this.spans = this.spans.filter((each, i) => each.end === null || i > MOST / 2);
    }
    if (event.boot < node.boot) {
      this.end(span, this.#died.get(node) ?? time, "lost"); // told by the log of a dead JVM
    }
  }

  /** The log of a dead JVM may tell how it ended after all. */
  #late(node, event) {
    return event.boot < node.boot ? this.of(node, event) : undefined;
  }
}

function keyOf(node, event) {
  return `${node.address} ${event.boot} ${event.injection} ${event.hit}`;
}
