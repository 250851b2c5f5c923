import {paths, withQuery} from "./api.js";
import {hueClass} from "./colours.js";
import {byId, h, place} from "./dom.js";
import {clock, duration, titleOf} from "./format.js";
import {announce} from "./says.js";
import {ReleaseForm} from "./release.js";
import {KINDS, LOST} from "./store.js";

const HOW = {lost: "died with its JVM", "not seen": "its end was not seen"};

/** All about one event: who, where, what was captured, and if its thread stands there, its stack. */
export class Inspector {
  #round = 0;

  constructor(store, closed) {
    this.store = store;
    this.closed = closed;
    this.element = byId("inspector");
    this.body = byId("inspector-body");
    this.clear();
  }

  clear() {
    this.#round++;
    this.entry = null;
    this.element.classList.remove("open");
    if (this.body.contains(document.activeElement)) {
      (this.opener?.isConnected ? this.opener : byId("canvas")).focus();
    }
    this.body.replaceChildren(
      h("h3", {id: "inspector-title"}, "Event"),
      h("p.hint", {}, "Choose an event, in the lanes or in the list, to see its values and its stack."),
    );
  }

  /** Shows the event of a mark; one that is no longer kept is fetched. */
  async show(mark) {
    const round = ++this.#round;
    if (!this.body.contains(document.activeElement)) {
      this.opener = document.activeElement;
    }
    const lane = this.store.lanes.list[mark.lane];
    const known = mark.event ? mark : this.store.find(lane.node, lane.boot, mark.seq);
    const event = known?.event ?? (await this.#fetch(lane, mark));
    if (round !== this.#round) {
      return;
    }
    this.entry = {node: lane.node, event, mark};
    this.element.classList.add("open");
    if (event === null) {
      this.#fill(h("p.hint", {}, "This event is kept no longer, here or by its node."));
      return;
    }
    this.#draw(lane, event);
    announce(`${titleOf(event)} ${event.phase} on ${event.thread?.name ?? "the log"}`);
    if (event.phase === "parked") {
      await this.#stack(round, lane.node, event);
    }
  }

  /** A parked thread may have gone on, or come. */
  async refresh() {
    if (this.entry?.event?.phase === "parked" && this.still && !this.form?.isBusy) {
      const span = this.store.standing.of(this.entry.node, this.entry.event);
      if (span?.end) {
        await this.show(this.entry.mark.event ? this.entry.mark : {...this.entry.mark});
      }
    }
  }

  async #fetch(lane, mark) {
    const id = `${lane.node.told}@${lane.boot}.`;
    const phase = KINDS[mark.kind];
    const since = id + (mark.seq - 1);
    try {
      const event = await lane.node.api.get(
        withQuery(paths.wait, {injection: this.store.names[mark.name], phase, since, timeout: "1s"}),
      );
      return event.seq === mark.seq ? event : null;
    } catch {
      return null;
    }
  }

  #fill(...content) {
    const close = h("button.quiet.small", {type: "button", onclick: () => this.closed(), "aria-label": "Close the event"}, "Close");
    const focused = this.body.contains(document.activeElement);
    this.body.replaceChildren(h("div.inspector-head", {}, h("h3", {id: "inspector-title"}, "Event"), close), ...content);
    if (focused) {
      close.focus();
    }
  }

  #draw(lane, event) {
    this.still = false;
    this.form = null;
    this.stack = h("div.stack");
    const span = event.phase === "parked" ? this.store.standing.of(lane.node, event) : undefined;
    const rows = [
      ["Time", clock(Date.parse(event.time))],
      ["Node", lane.node.name],
      ["Thread", event.thread && `${event.thread.name || "(no name)"} · ${event.thread.id}${event.thread.virtual ? " · virtual" : ""}`],
      ["Action", event.action],
      ["Hit", event.hit && `${event.hit} of arm ${event.arm}`],
      ["Outcome", event.outcome],
      ["Because", event.reason],
      ["Lost", event.phase === "gap" ? (event.lost ?? "nobody knows how many") : null],
      ["Behind", event.phase === "gap" ? event.from : null],
      ["Stood", span?.end ? `${duration(span.end - span.start)}, ${HOW[span.how] ?? span.how}` : null],
      ["Id", event.id],
    ];
    this.#fill(
      h("p.event-name", {}, h(`i.swatch.${hueClass(event.injection || (event.phase === "gap" ? LOST : ""))}`, {"aria-hidden": "true"}), h("b", {}, titleOf(event)), h(`span.phase.${event.phase}`, {}, event.phase)),
      event.point ? h("p.method", {}, h("code", {}, ...place(event.point))) : null,
      this.stack,
      table("facts", rows),
      ...values("Captured", event.captured),
      ...values("Parameters", event.parameters),
    );
  }

  async #stack(round, node, event) {
    let waiter;
    try {
      waiter = (await node.waiters(event.injection)).find((each) => each.id === event.id);
    } catch {
      waiter = undefined;
    }
    if (round !== this.#round || waiter === undefined) {
      return;
    }
    this.still = true;
    this.form = new ReleaseForm(node, event);
    this.stack.replaceChildren(
      this.form.element,
      ...waiter.warnings.map((warning) => h("p.warning", {}, warning)),
      h("h4", {}, "Stack"),
      h("ol.frames", {tabindex: "0", "aria-label": "Stack"}, ...waiter.stack.map((frame) => h("li", {}, ...place(frame)))),
      ...held("Monitors", waiter.monitors),
      ...held("Locks", waiter.locks),
    );
  }
}

function table(kind, rows) {
  const list = h(`dl.${kind}`);
  for (const [name, value] of rows) {
    if (value !== null && value !== undefined && value !== "") {
      list.append(h("dt", {}, name), h("dd", {}, String(value)));
    }
  }
  return list;
}

function values(title, object) {
  const rows = Object.entries(object ?? {}).map(([key, value]) => [key, shown(value)]);
  return rows.length === 0 ? [] : [h("h4", {}, title), table("facts.code", rows)];
}

const shown = (value) => (typeof value === "string" ? value : JSON.stringify(value, null, 1));

function held(title, all) {
  return all.length === 0 ? [] : [h("h4", {}, title), h("ul.frames", {tabindex: "0", "aria-label": title}, ...all.map((one) => h("li", {}, one)))];
}
