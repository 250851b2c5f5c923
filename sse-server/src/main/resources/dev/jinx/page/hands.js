import {byId, h, show} from "./dom.js";
import {clock} from "./format.js";
import {announce} from "./says.js";
import {beside} from "./pick.js";
import {HEAD} from "./paint.js";
import {ROW} from "./rows.js";
import {KINDS} from "./store.js";

/** What a pointer and the keys do in the lanes. */
export class Hands {
  #grabbed = null;
  #fingers = new Map();

  constructor(timeline) {
    this.timeline = timeline;
    this.tip = byId("tip");
    const {canvas} = timeline;
    canvas.addEventListener("pointerdown", (event) => this.#grab(event));
    canvas.addEventListener("pointermove", (event) => this.#move(event));
    canvas.addEventListener("pointerup", (event) => this.#drop(event));
    canvas.addEventListener("pointercancel", (event) => this.#let(event));
    canvas.addEventListener("pointerleave", () => show(this.tip, false));
    canvas.addEventListener("wheel", (event) => this.#wheel(event), {passive: false});
    canvas.addEventListener("keydown", (event) => this.#key(event));
  }

  #grab(event) {
    this.#fingers.set(event.pointerId, event.offsetX);
    this.#grabbed = {x: event.offsetX, last: event.offsetX, id: event.pointerId, moved: false};
  }

  /** The browser has taken the finger, to scroll. */
  #let(event) {
    this.#fingers.delete(event.pointerId);
    this.#grabbed = null;
    show(this.tip, false);
  }

  #move(event) {
    const grabbed = this.#grabbed;
    if (this.#fingers.size === 2 && this.#fingers.has(event.pointerId)) {
      this.#pinch(event);
      return;
    }
    if (grabbed && event.buttons > 0) {
      if (Math.abs(event.offsetX - grabbed.x) > 4 && !grabbed.moved) {
        grabbed.moved = true;
        this.timeline.canvas.setPointerCapture(grabbed.id);
      }
      if (grabbed.moved) {
        this.timeline.pan(((grabbed.last - event.offsetX) / this.timeline.scale.width) * this.timeline.scale.span);
        grabbed.last = event.offsetX;
      }
    }
    this.#hover(event.offsetX, event.offsetY);
  }

  /** Two fingers: what was between them stays between them. */
  #pinch(event) {
    const {scale} = this.timeline;
    const wide = () => {
      const [a, b] = this.#fingers.values();
      return Math.max(20, Math.abs(a - b));
    };
    const before = wide();
    this.#fingers.set(event.pointerId, event.offsetX);
    const [a, b] = this.#fingers.values();
    const at = this.timeline.live ? scale.edge : scale.timeAt((a + b) / 2);
    this.timeline.zoom((scale.span * before) / wide(), at);
    this.#grabbed.moved = true;
  }

  #drop(event) {
    this.#fingers.delete(event.pointerId);
    const moved = this.#grabbed?.moved ?? true;
    this.#grabbed = null;
    if (!moved) {
      const found = this.timeline.at(event.offsetX, event.offsetY);
      if (found) {
        this.timeline.choose(found);
      }
    }
  }

  #wheel(event) {
    const {scale} = this.timeline;
    if (event.ctrlKey) {
      event.preventDefault();
      const at = this.timeline.live ? scale.edge : scale.timeAt(event.offsetX);
      this.timeline.zoom(scale.span * Math.exp(event.deltaY / 300), at);
    } else if (Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
      event.preventDefault();
      this.timeline.pan((event.deltaX / scale.width) * scale.span);
    }
  }

  #hover(x, y) {
    const {timeline} = this;
    const found = this.#grabbed?.moved ? null : timeline.at(x, y);
    timeline.canvas.style.cursor = found ? "pointer" : "";
    show(this.tip, found !== null);
    if (found) {
      const lane = timeline.store.lanes.list[found.lane];
      this.tip.replaceChildren(
        h("b", {}, timeline.store.names[found.name]),
        h("span", {}, `${KINDS[found.kind]} · ${clock(found.time)}`),
        h("span", {}, `${lane.name} · ${lane.node.name}`),
      );
      const room = timeline.width - 240;
      this.tip.style.setProperty("--x", `${Math.min(x + 14, room)}px`);
      this.tip.style.setProperty("--y", `${y + timeline.stage.scrollTop + 18}px`);
    }
  }

  #key(event) {
    const steps = {ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0]};
    const step = steps[event.key];
    if (step) {
      event.preventDefault();
      this.#go(...step);
    } else if (event.key === "Enter" && this.timeline.chosen) {
      event.preventDefault();
      this.timeline.choose(this.timeline.chosen);
      byId("inspector").querySelector("button, input")?.focus();
    }
  }

  /** Goes to another event: on the same lane, or on another near the same time. */
  #go(rows, step) {
    const {timeline} = this;
    timeline.setLive(false);
    const lanes = timeline.rows.filter((row) => row.lane !== null).map((row) => row.lane.number);
    const chosen = timeline.chosen;
    const at = chosen ? lanes.indexOf(chosen.lane) : -1;
    let found = null;
    if (at < 0 || rows !== 0) {
      let next = at < 0 ? 0 : at + rows;
      for (; next >= 0 && next < lanes.length && !found; next += rows || 1) {
        const time = chosen?.time ?? timeline.scale.edge;
        found =
          beside(timeline, lanes[next], time, Infinity, -1) ??
          beside(timeline, lanes[next], time, -1, 1);
      }
    } else {
      found = beside(timeline, chosen.lane, chosen.time, chosen.seq, step);
    }
    if (found) {
      this.#look(found);
    }
  }

  #look(found) {
    const {timeline} = this;
    const {scale, store, stage} = timeline;
    timeline.chosen = found;
    if (found.time < scale.start || found.time > scale.edge) {
      scale.edge = found.time + scale.span / 2;
    }
    const row = timeline.rows.findIndex((each) => each.lane?.number === found.lane);
    const y = HEAD + row * ROW;
    if (y < stage.scrollTop + HEAD || y + ROW > stage.scrollTop + stage.clientHeight) {
      stage.scrollTop = Math.max(0, y - stage.clientHeight / 2);
    }
    timeline.touch();
    const lane = store.lanes.list[found.lane];
    announce(`${store.names[found.name]} ${KINDS[found.kind]}, ${lane.name} at ${lane.node.name}, ${clock(found.time)}`);
  }
}
