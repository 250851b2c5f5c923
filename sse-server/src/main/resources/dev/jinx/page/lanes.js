/** More threads than these share a lane, which says so. */
const MOST = 4000;

/** How many new threads share one before it is looked again for lanes that nothing is on. */
const OFTEN = 500;

/** The threads that events came from, each a lane, in the order of their first event. */
export class Lanes {
  list = [];
  version = 0;
  #index = new Map();
  #free = [];
  #crowded = 0;

  /** @param freed is told the numbers of lanes that are to be another thread's */
  constructor(freed = () => {}) {
    this.freed = freed;
  }

  /** The number of an event's lane. */
  of(node, event) {
    const thread = event.thread;
    const jvm = `${node.address} ${event.boot}`;
    const key = thread ? `${jvm} ${thread.id} ${thread.name}` : jvm;
    return this.#index.get(key) ?? this.#add(key, jvm, node, event);
  }

  #add(key, jvm, node, event) {
    const thread = event.thread;
    const name = thread ? thread.name || `#${thread.id}` : "(the log)";
    if (this.list.length < MOST) {
      return this.#put(this.list.length, key, node, event, name);
    }
    if (this.#free.length === 0 && this.#crowded++ % OFTEN === 0) {
      this.#sweep();
    }
    if (this.#free.length > 0) {
      return this.#put(this.#free.pop(), key, node, event, name);
    }
    const shared = `${jvm} others`;
    return (
      this.#index.get(shared) ??
      this.#put(this.list.length, shared, node, event, "other threads")
    );
  }

  /** Lanes whose marks are no longer kept, and on which nobody stands. */
  #sweep() {
    const free = this.list.filter((lane) => lane.marks === 0 && lane.open === 0);
    free.forEach((lane) => this.#index.delete(lane.key));
    this.#free = free.map((lane) => lane.number);
    if (free.length > 0) {
      this.freed(new Set(this.#free));
    }
  }

  #put(number, key, node, event, name) {
    const lane = {
      number,
      key,
      node,
      boot: event.boot,
      thread: event.thread?.id ?? null,
      virtual: event.thread?.virtual === true,
      name,
      last: 0,
      marks: 0,
      open: 0,
    };
    this.list[number] = lane;
    this.#index.set(key, number);
    this.version++;
    return number;
  }
}
