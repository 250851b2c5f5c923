import {Api, paths, pathOf, Problem, SOON} from "./api.js";
import {before} from "./cursors.js";
import {Signal} from "./signal.js";
import {Skew} from "./skew.js";
import {Stream} from "./stream.js";

/** How many events before now are asked for at first. */
const BACK = 2000;
const RHYTHM = 1000;
const LONGEST_REST = 10_000;

/**
 * One JVM, as far as we know of it. States: "connecting", "live", "gone" (nobody answers), "locked"
 * (it wants its token), "closed" (it answers, but not what this page needs).
 */
export class Node {
  changed = new Signal();
  happened = new Signal();
  skew = new Skew();
  points = [];
  problems = [];
  boot = null;
  state = "connecting";
  since = Date.now();
  /** What it refused, in its words; null where it answers, but lets this page read nothing. */
  refusal = null;
  #round = 0;
  #rest = RHYTHM;
  #heard = 0;
  #timers = {};

  constructor(name, address, own) {
    this.name = name;
    this.address = address;
    this.own = own;
    this.api = new Api(own ? "" : `http://${address}`);
    this.stream = new Stream(
      this.api.base,
      (event) => this.#happened(event),
      (word) => this.#streamed(word),
    );
  }

  /** Connects, and keeps at it. What an earlier attempt finds out late counts no more. */
  async connect() {
    const round = ++this.#round;
    clearTimeout(this.#timers.again);
    try {
      const health = await this.#health();
      if (round === this.#round) {
        if (typeof health.cursor !== "string") {
          throw new Problem(200, {detail: "something other than Jinx listens there"});
        }
        this.#learn(health);
        await this.#goOn(health);
      }
    } catch (why) {
      if (round === this.#round) {
        await this.#failed(why, round);
      }
    }
  }

  /** @throws Error if the token is not this server's, or the browser keeps the cookie to itself */
  async signIn(token) {
    await this.api.signIn(token);
    await this.connect();
    if (this.state === "locked") {
      throw new Error("the token is right, but the browser does not send its cookie there");
    }
  }

  /** Looks at the points now; then again and again, as long as it is live and somebody looks. */
  async look() {
    clearTimeout(this.#timers.look);
    const begin = performance.now();
    if (this.state === "live" && !document.hidden) {
      try {
        this.points = await this.api.get(paths.points, SOON);
        this.looked = performance.now();
        this.#heard = Date.now();
        this.changed.tell(this);
      } catch (why) {
        await this.#unseen(why);
      }
    }
    clearTimeout(this.#timers.look);
    // A server that takes long to tell is asked less often.
    const rest = Math.max(RHYTHM, 10 * (performance.now() - begin));
    this.#timers.look = setTimeout(() => this.look(), Math.min(rest, LONGEST_REST));
  }

  waiters(point) {
    return this.api.get(pathOf(point, "/waiters"));
  }

  /** A browser breaks off what is under way when its network changes: that alone is no end. */
  async #health() {
    try {
      return await this.api.get("/health", SOON);
    } catch (why) {
      if (why instanceof Problem || why.late) {
        throw why;
      }
      return this.api.get("/health", SOON);
    }
  }

  #learn(health) {
    this.problems = health.problems;
    this.boot = health.boot;
    this.told = health.node;
    this.version = health.version;
    this.changed.tell(this);
  }

  async #goOn(health) {
    if (this.stream.flows) {
      this.#become("live");
    } else if (!this.stream.isOpen) {
      this.skew.begin(health.cursor);
      await this.stream.open(before(health.cursor, BACK));
    }
  }

  #happened(event) {
    this.#heard = Date.now();
    this.skew.take(event);
    this.happened.tell(this, event);
  }

  #streamed(word) {
    if (word === "open") {
      const back = this.state !== "connecting";
      this.#round++;
      this.#rest = RHYTHM;
      this.#become("live");
      this.look();
      if (back) {
        this.connect(); // it may be in another life
      }
      return;
    }
    this.skew.end();
    if (!this.stream.isOpen) {
      this.#again();
    } else if (this.state === "live") {
      this.#heard = Date.now(); // until now the connection stood
      this.connect(); // the browser comes again by itself: is there anybody?
    }
  }

  /** Its stream stands still where a JVM hangs or is cut off, and no browser says so. */
  async #unseen(why) {
    if (why.late || (why instanceof Problem && why.status === 401)) {
      this.skew.end();
      await this.#failed(why, ++this.#round);
    } else if (!(why instanceof Problem)) {
      this.skew.end();
      this.stream.close();
      await this.connect();
    }
  }

  async #failed(why, round) {
    const refused = why instanceof Problem;
    const there = refused || (!this.own && !why.late && (await this.api.answersAtAll()));
    if (round !== this.#round) {
      return;
    }
    this.stream.close();
    this.refusal = refused ? why.message : null;
    this.#become(!there ? "gone" : refused && why.status === 401 ? "locked" : "closed");
    if (this.state !== "locked") {
      this.#again();
    }
  }

  /** Comes again in a moment, and the longer it is in vain the less often. */
  #again() {
    clearTimeout(this.#timers.again);
    this.#timers.again = setTimeout(() => this.connect(), this.#rest);
    this.#rest = Math.min(LONGEST_REST, 1.5 * this.#rest);
  }

  #become(state) {
    if (this.state !== state) {
      this.state = state;
      this.since = state === "gone" && this.#heard > 0 ? this.#heard : Date.now();
      this.goneAt = state === "gone" ? this.since : state === "live" ? undefined : this.goneAt;
    }
    this.changed.tell(this);
  }
}
