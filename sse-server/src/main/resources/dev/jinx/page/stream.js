import {paths, withQuery} from "./api.js";

const PATIENCE = 1000;

/**
 * The events of one node, each once, from a cursor on. Where a connection breaks, the browser comes
 * back by itself with the last id; where it gives up, as on an error, we do.
 */
export class Stream {
  #source = null;
  #last;
  #failures = 0;
  #timer = 0;

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

  /** Reads on from where it was; from that cursor if it never was anywhere. */
  open(cursor) {
    this.close();
    this.#last ??= cursor;
    const since = this.#failures < 2 ? this.#last : "latest";
    const url = this.base + withQuery(paths.events, {since});
    const source = new EventSource(url, {withCredentials: true});
    this.#source = source;
    source.onopen = () => {
      if (since === "latest") {
        this.#skipped();
      }
      this.#failures = 0;
      this.state("open");
    };
    source.onmessage = (message) => this.#got(message);
    source.addEventListener("gap", (message) => this.#got(message));
    source.onerror = () => this.#broken(source);
  }

  close() {
    clearTimeout(this.#timer);
    this.#source?.close();
    this.#source = null;
  }

  /** Whether the browser, or we, are about to come again. */
  get isOpen() {
    return this.#source !== null && this.#source.readyState !== EventSource.CLOSED;
  }

  #got(message) {
    this.#last = message.lastEventId;
    this.take(JSON.parse(message.data));
  }

  #broken(source) {
    if (source !== this.#source) {
      return;
    }
    if (source.readyState === EventSource.CLOSED) {
      this.#failures++;
      this.#source = null;
    }
    this.state("broken");
  }

  /** The server knows the cursor no more; nobody can say how much it was. */
  #skipped() {
    this.take({phase: "gap", type: "gap", injection: "", lost: null, from: this.#last});
    this.#last = undefined;
  }

  /** Comes again in a moment, unless it is closed before. */
  retry(work) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(work, PATIENCE);
  }
}
