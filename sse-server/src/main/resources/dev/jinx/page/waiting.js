import {seqOf} from "./cursors.js";

/**
 * Holds what the events say of parked threads against what the points say. Threads that were parked
 * before the first event that we asked for have none here, and an end may lie in a gap: then those
 * who stand there are asked for by name.
 */
export class Waiting {
  #asked = new Map();
  #doubted = new Map();
  #looked = new Map();

  constructor(standing, stands) {
    this.standing = standing;
    this.stands = stands;
  }

  /** Looks at what the node has last told of its points, once. */
  async look(node) {
    if (this.#looked.get(node) === node.looked) {
      return;
    }
    this.#looked.set(node, node.looked);
    const standing = this.standing.at(node);
    for (const point of node.points) {
      const known = standing.filter((span) => span.event.injection === point.name);
      if (known.length > 0 || point.waiters > 0) {
        await this.#compare(node, point, known);
      }
    }
  }

  async #compare(node, point, known) {
    const key = `${node.address} ${node.boot} ${point.name}`;
    const missing = point.waiters > known.length && this.#asked.get(key) !== point.waiters;
    // The end of one may be under way: who is still too many at the next look has none.
    const doubt = known.length > point.waiters;
    const doubted = doubt && this.#doubted.get(key) === true;
    this.#doubted.set(key, doubt);
    if (missing || doubted) {
      this.#asked.set(key, point.waiters);
      try {
        this.#settle(node, point, known, await node.waiters(point.name));
      } catch {
        this.#asked.delete(key); // the next look asks again
      }
    }
  }

  #settle(node, point, known, waiters) {
    const there = new Set(waiters.map((waiter) => waiter.hit));
    for (const span of known) {
      if (span.end === null && span.event.boot === node.boot && !there.has(span.event.hit)) {
        this.standing.end(span, node.skew.theirs(Date.now()), "not seen");
      }
    }
    for (const waiter of waiters.filter(({id}) => id)) {
      const event = {...waiter, injection: point.name, phase: "parked", type: "handler"};
      event.node = node.told;
      event.boot = node.boot;
      event.seq = seqOf(waiter.id);
      if (!this.standing.of(node, event)) {
        this.stands(node, event);
      }
    }
  }
}
