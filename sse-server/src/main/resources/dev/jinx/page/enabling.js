import {paths, pathOf, Problem, withQuery} from "./api.js";

/** Enables a point at nodes as one form says; what the form did before, it replaces. */
export class Enabling {
  #leases = new Map();

  constructor(point) {
    this.point = point;
  }

  /** @param query of what shall happen, when and how often */
  check(node, query) {
    return node.api.post(pathOf(this.point, "", {...query, check: "true"}));
  }

  /**
   * Enables it there.
   *
   * @param ttl how long, or "" until it is disabled
   * @returns what the node warns of; undefined if of nothing
   */
  async enable(node, query, ttl) {
    const lease = ttl === "" ? undefined : await this.#lease(node, ttl);
    return (await node.api.post(pathOf(this.point, "", {...query, lease}))).warning;
  }

  /**
   * The arm that takes each hit before the one that was made here, as arms are tried oldest first;
   * undefined if there is none.
   *
   * @param point as the node told after the enabling
   */
  before(node, point, ttl) {
    const lease = ttl === "" ? undefined : this.#leases.get(node);
    const own = point.arms.findIndex((arm) => arm.lease === lease);
    return point.arms.slice(0, Math.max(0, own)).find((arm) => !arm.when);
  }

  /** A second lease would make a second arm. */
  async #lease(node, ttl) {
    const known = this.#leases.get(node);
    if (known !== undefined) {
      try {
        return (await node.api.put(withQuery(`${paths.leases}/${known}`, {ttl}))).id;
      } catch (why) {
        if (!(why instanceof Problem && why.status === 404)) {
          throw why;
        }
      }
    }
    const {id} = await node.api.post(withQuery(paths.leases, {ttl}));
    this.#leases.set(node, id);
    return id;
  }
}
