/**
 * Threads that were parked before the first event that we asked for: the points count them, so
 * they are asked for by name.
 */
export class Waiting {
  #asked = new Map();

  constructor(store) {
    this.store = store;
  }

  async look(node) {
    for (const point of node.points) {
      const known = this.store.spans.filter(
        (span) => span.end === null && span.node === node && span.event.injection === point.name,
      ).length;
      const key = `${node.address} ${node.boot} ${point.name}`;
      if (point.waiters > known && this.#asked.get(key) !== point.waiters) {
        this.#asked.set(key, point.waiters);
        await this.#ask(node, point);
      }
    }
  }

  async #ask(node, point) {
    let waiters;
    try {
      waiters = await node.waiters(point.name);
    } catch {
      return; // the next look asks again, if there are others
    }
    for (const waiter of waiters) {
      const event = {...waiter, injection: point.name, phase: "parked", type: "handler"};
      event.node = node.told;
      event.boot = node.boot;
      event.seq = Number(waiter.id?.slice(waiter.id.lastIndexOf(".") + 1) ?? 0);
      if (waiter.id && !this.store.spanOf(node, event)) {
        this.store.stands(node, event);
      }
    }
  }
}
