import {Colours} from "./colours.js";
import {byId, show, text} from "./dom.js";
import {number} from "./format.js";
import {HEAD, Painter} from "./paint.js";
import {nearest} from "./pick.js";
import {ROW, rowsOf} from "./rows.js";
import {Scale} from "./scale.js";
import {Signal} from "./signal.js";

/** Of the time at the right end, where nothing is to move. */
const STEP = 1000;
const LABELS = 200;
const LABELS_OF_PHONES = 104;

/** The lanes of all threads, live or standing still. */
export class Timeline {
  chose = new Signal();
  paused = new Signal();
  zoomed = new Signal();
  scale = new Scale();
  rows = [];
  scroll = 0;
  live = true;
  chosen = null;
  passing = null;
  #painted = "";
  #rowsOf = "";
  #rowsAt = 0;

  constructor(store, nodes, filter) {
    this.store = store;
    this.nodes = nodes;
    this.filter = filter;
    this.canvas = byId("canvas");
    this.stage = byId("stage");
    this.still = matchMedia("(prefers-reduced-motion: reduce)");
    this.colours = new Colours();
    this.painter = new Painter(this.canvas.getContext("2d"), this.colours);
    this.stage.addEventListener("scroll", () => this.touch());
    new ResizeObserver(() => this.touch()).observe(this.stage);
    document.fonts?.ready.then(() => this.touch());
  }

  /** Another theme. */
  recolour() {
    this.colours.read();
    this.touch();
  }

  /** Has it drawn anew. */
  touch() {
    this.#painted = "";
  }

  setLive(live) {
    if (this.live !== live) {
      this.live = live;
      this.pausedAt = this.store.total;
      this.paused.tell(!live);
      this.touch();
    }
  }

  /** Shows so many milliseconds; the right end stays, or what is under the pointer. */
  zoom(span, at = this.scale.edge) {
    const part = (this.scale.edge - at) / this.scale.span;
    this.scale.span = Math.min(3_600_000, Math.max(200, span));
    this.scale.edge = at + part * this.scale.span;
    this.zoomed.tell(this.scale.span);
    this.touch();
  }

  pan(millis) {
    this.setLive(false);
    this.scale.edge = Math.min(this.now(), this.scale.edge + millis);
    this.touch();
  }

  choose(entry) {
    this.chosen = entry;
    this.touch();
    this.chose.tell(entry);
  }

  /** The event under a point of the canvas, as far as it is known. */
  at(x, y) {
    return nearest(this, x, y);
  }

  /**
   * Time at the right end: now, or what came last where a node's clock is ahead. For those who want
   * little to move it goes on by whole seconds.
   */
  now() {
    const now = Math.max(Date.now(), Math.min(this.store.latest, Date.now() + 60_000));
    return this.still.matches ? Math.ceil(now / STEP) * STEP : now;
  }

  /** Draws, if anything has changed that can be seen. */
  frame() {
    if (this.stage.offsetParent === null) {
      return;
    }
    if (this.live) {
      this.scale.edge = this.now();
    }
    this.#layout();
    const pixel = Math.floor((this.scale.edge / this.scale.span) * this.scale.width);
    const states = this.nodes.map((node) => node.state).join();
    const seen = `${pixel} ${this.scale.span} ${this.store.version} ${states}`;
    if (seen === this.#painted || (!this.live && this.#painted.startsWith(`${pixel} `))) {
      return;
    }
    this.#painted = seen;
    this.painter.paint(this);
  }

  #layout() {
    const width = this.stage.clientWidth;
    const height = this.stage.clientHeight;
    this.ratio = window.devicePixelRatio || 1;
    if (this.width !== width || this.height !== height || this.drawn !== this.ratio) {
      this.canvas.width = Math.round(width * this.ratio);
      this.canvas.height = Math.round(height * this.ratio);
      this.canvas.style.width = `${width}px`;
      this.canvas.style.height = `${height}px`;
      this.width = width;
      this.height = height;
      this.drawn = this.ratio;
      this.touch();
    }
    this.scroll = this.stage.scrollTop;
    this.scale.left = width < 520 ? LABELS_OF_PHONES : LABELS;
    this.scale.width = Math.max(1, width - this.scale.left);
    this.passing = this.filter.table(this.store);
    this.#arrange();
  }

  #arrange() {
    const now = performance.now();
    const of = `${this.filter.version} ${this.store.lanes.version} ${this.nodes.length}`;
    if (of === this.#rowsOf && now - this.#rowsAt < 1000) {
      return;
    }
    this.#rowsOf = of;
    this.#rowsAt = now;
    this.rows = rowsOf(this.nodes, this.store, this.filter, this.scale);
    byId("stage-size").style.height = `${HEAD + this.rows.length * ROW + 8}px`;
    const empty = this.rows.every((row) => row.lane === null);
    show(byId("timeline-empty"), empty);
    this.canvas.setAttribute(
      "aria-label",
      `Timeline, ${number(this.rows.filter((row) => row.lane !== null).length)} threads`,
    );
    this.touch();
  }
}

/** Says how much came, and how much of it is to be seen. */
export function tell(output, timeline) {
  const {store, filter} = timeline;
  const shown = filter.isOn ? passing(store, filter.table(store)) : store.kept;
  const all = number(store.total);
  let said = store.total === 0 ? "no events yet" : `${all} event${store.total === 1 ? "" : "s"}`;
  if (shown < store.total) {
    said = `showing ${number(shown)} of ${all}`;
  }
  if (!timeline.live && store.total > timeline.pausedAt) {
    said += ` · ${number(store.total - timeline.pausedAt)} new`;
  }
  text(output, said);
  output.dataset.total = store.total;
  output.dataset.shown = shown;
}

function passing(store, table) {
  let count = 0;
  for (let i = 0; i < store.kept; i++) {
    count += table[store.lane[i]][store.name[i]];
  }
  return count;
}
