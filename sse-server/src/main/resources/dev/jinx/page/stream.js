import {paths, SOON, withQuery} from "./api.js";

/**
 * The events of one node, each once, from a cursor on. Where a connection breaks, the browser comes
 * back by itself with the last id; where it gives up, as on an error, its user opens it again.
 */
export class Stream {
  #source = null;
  #last;
  #refused = false;
  #round = 0;

  /**
   * @param base of the node
   * @param take gets each event, parsed
   * @param state gets "open" and "broken"
   */
  constructor(base, take, state) {
    this.base = base;
    this.take = take;
    this.state = state;
  }

  /** Reads on from where it was; from that cursor if it never was anywhere, or is known no more. */
  async open(cursor) {
    this.close();
    const round = this.#round;
    if (this.#refused && (await this.#isUnknown(this.#last ?? cursor))) {
      if (round !== this.#round) {
        return;
      }
      this.#skipped();
    }
    if (round === this.#round) {
      this.#begin(this.#last ?? cursor);
    }
  }

  close() {
    this.#round++;
    this.#source?.close();
    this.#source = null;
  }

  /** Whether the browser has it, or is about to come again. */
  get isOpen() {
    return this.#source !== null && this.#source.readyState !== EventSource.CLOSED;
  }

  /** Whether it flows. */
  get flows() {
    return this.#source?.readyState === EventSource.OPEN;
  }

  #begin(since) {
    const source = new EventSource(this.#url(since), {withCredentials: true});
    this.#source = source;
    this.#last = since;
    source.onopen = () => {
      this.#refused = false;
      this.state("open");
    };
    source.onmessage = (message) => this.#got(message);
    source.addEventListener("gap", (message) => this.#got(message));
    source.onerror = () => this.#broken(source);
  }

  #url(since) {
    return this.base + withQuery(paths.events, {since});
  }

  #got(message) {
    this.#last = message.lastEventId;
    this.take(JSON.parse(message.data));
  }

  #broken(source) {
    if (source === this.#source) {
      this.#refused ||= source.readyState === EventSource.CLOSED;
      this.state("broken");
    }
  }

  /** An EventSource does not say why it was refused: only an unknown cursor is given up. */
  async #isUnknown(since) {
    const end = new AbortController();
    const late = setTimeout(() => end.abort(), SOON);
    try {
      const options = {credentials: "include", signal: end.signal};
      return (await fetch(this.#url(since), options)).status === 400;
    } catch {
      return false;
    } finally {
      clearTimeout(late);
      end.abort();
    }
  }

  /** Nobody can say how much it was. */
  #skipped() {
    this.take({phase: "gap", type: "gap", injection: "", lost: null, from: this.#last});
    this.#last = undefined;
  }
}
