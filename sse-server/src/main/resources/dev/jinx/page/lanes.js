/** More threads than these share a lane, which says so. */
const MOST = 4000;

/** The threads that events came from, each a lane, in the order of their first event. */
export class Lanes {
  list = [];
  #index = new Map();
  version = 0;

  /** The number of an event's lane. */
  of(node, event) {
    const thread = event.thread;
    const key = thread ? `${node.address} ${event.boot} ${thread.id} ${thread.name}` : node.address;
    const known = this.#index.get(key);
    return known ?? this.#add(key, node, event);
  }

  #add(key, node, event) {
    const thread = event.thread;
    if (this.list.length >= MOST) {
      const shared = `${node.address} others`;
      return this.#index.get(shared) ?? this.#make(shared, node, event, "other threads");
    }
    return this.#make(key, node, event, thread ? thread.name || `#${thread.id}` : "(the log)");
  }

  #make(key, node, event, name) {
    const lane = {
      number: this.list.length,
      node,
      boot: event.boot,
      thread: event.thread?.id ?? null,
      virtual: event.thread?.virtual === true,
      name,
      last: 0,
      marks: 0,
      open: 0,
    };
    this.list.push(lane);
    this.#index.set(key, lane.number);
    this.version++;
    return lane.number;
  }
}
