import {Api, Problem, paths, pathOf} from "./api.js";
import {Signal} from "./signal.js";
import {Stream} from "./stream.js";

/** How many events before now are asked for at first. */
const BACK = 2000;
const RHYTHM = 1000;

/**
 * One JVM, as far as we know of it. States: "connecting", "live", "gone" (nobody answers), "locked"
 * (it wants its token), "closed" (it answers, but not to this page).
 */
export class Node {
  changed = new Signal();
  happened = new Signal();
  points = [];
  problems = [];
  boot = null;
  state = "connecting";
  since = Date.now();
  lastWord = "";

  constructor(name, address, own) {
    this.name = name;
    this.address = address;
    this.own = own;
    this.api = new Api(own ? "" : `http://${address}`);
    this.stream = new Stream(
      this.api.base,
      (event) => this.happened.tell(this, event),
      (word) => this.#streamed(word),
    );
  }

  /** Connects, and keeps at it. */
  async connect() {
    let health;
    try {
      health = await this.#health();
    } catch (why) {
      await this.#failed(why);
      return;
    }
    this.#learn(health);
    if (!this.stream.isOpen) {
      this.stream.open(before(health.cursor));
    }
  }

  async signIn(token) {
    await this.api.signIn(token);
    this.#become("connecting");
    await this.connect();
  }

  /** Looks at the points now; then again and again, as long as it is live and somebody looks. */
  async look() {
    clearTimeout(this.timer);
    const begin = performance.now();
    if (this.state === "live" && !document.hidden) {
      try {
        this.points = await this.api.get(paths.points);
        this.looked = performance.now();
        this.changed.tell(this);
      } catch (why) {
        if (why instanceof Problem && why.status === 401) {
          await this.#failed(why);
        }
      }
    }
    clearTimeout(this.timer);
    // A server that takes long to tell is asked less often.
    this.timer = setTimeout(() => this.look(), Math.max(RHYTHM, 10 * (performance.now() - begin)));
  }

  waiters(point) {
    return this.api.get(pathOf(point, "/waiters"));
  }

  /** A browser breaks off what is under way when its network changes: that alone is no end. */
  async #health() {
    try {
      return await this.api.get("/health");
    } catch (why) {
      if (why instanceof Problem) {
        throw why;
      }
      return this.api.get("/health");
    }
  }

  #learn(health) {
    this.problems = health.problems;
    if (this.boot !== null && this.boot !== health.boot) {
      this.points = [];
    }
    this.boot = health.boot;
    this.told = health.node;
    this.version = health.version;
    this.changed.tell(this);
  }

  #streamed(word) {
    if (word === "open") {
      const back = this.state !== "connecting";
      this.#become("live");
      this.look();
      if (back) {
        this.connect(); // it may be in another life
      }
    } else if (!this.stream.isOpen) {
      this.stream.retry(() => this.connect());
    } else if (this.state === "live") {
      this.connect(); // the browser comes again by itself: is there anybody?
    }
  }

  async #failed(why) {
    this.lastWord = why.message;
    if (why instanceof Problem) {
      this.#become(why.status === 401 ? "locked" : "closed");
    } else {
      this.#become(!this.own && (await this.api.answersAtAll()) ? "closed" : "gone");
    }
    if (this.state === "locked") {
      this.stream.close();
    } else {
      this.stream.retry(() => this.connect());
    }
  }

  #become(state) {
    if (this.state !== state) {
      this.state = state;
      this.since = Date.now();
      this.goneAt = state === "gone" ? this.since : this.goneAt;
    }
    this.changed.tell(this);
  }
}

/** A cursor some events before that one. */
function before(cursor) {
  const dot = cursor.lastIndexOf(".");
  const seq = Math.max(0, Number(cursor.slice(dot + 1)) - BACK);
  return `${cursor.slice(0, dot)}.${seq}`;
}
