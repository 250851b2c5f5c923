import {release} from "./acts.js";
import {hueClass} from "./colours.js";
import {details} from "./details.js";
import {busily, h, set, show, svg, text} from "./dom.js";
import {EnableForm} from "./enable.js";
import {number, rate} from "./format.js";
import {Rate} from "./rates.js";

let ids = 0;

/** One point, at all nodes that have it: a line that is always there, and what opens below it. */
export class PointCard {
  #rate = new Rate();
  #entries = [];
  #live = [];

  constructor(name) {
    this.name = name;
    const below = `point-${ids++}`;
    this.line = svg("path", {fill: "none"});
    this.hits = h("span.hits");
    this.speed = h("span.rate");
    this.arms = h("span.arms");
    this.head = h(
      "button.point-head",
      {type: "button", "aria-expanded": "false", "aria-controls": below, onclick: () => this.toggle()},
      h(`i.swatch.${hueClass(name)}`, {"aria-hidden": "true"}),
      h("span.title", {}, h("span.name", {}, name), this.arms),
      svg("svg", {class: "spark", width: 60, height: 18, "aria-hidden": "true"}, this.line),
      this.speed,
      this.hits,
    );
    this.release = this.#release();
    this.form = null;
    this.details = h("div.details");
    this.below = h("div.below", {id: below, hidden: true}, this.details);
    this.element = h("li.point", {}, this.head, this.release, this.below);
  }

  /** Hits are counted everywhere; what goes on now is told by nodes that answer. */
  update(entries, several) {
    this.#entries = entries;
    this.several = several;
    const live = entries.filter(({node}) => node.state === "live");
    if (this.#live.map(({node}) => node.name).join() !== live.map(({node}) => node.name).join()) {
      this.#rate = new Rate(); // hits of a node that came or went are none of this moment
    }
    this.#live = live;
    text(this.hits, number(entries.reduce((sum, {point}) => sum + point.hits, 0)));
    this.#speed();
    const waiters = live.reduce((sum, {point}) => sum + point.waiters, 0);
    this.#arms(waiters);
    this.element.classList.toggle("on", live.some(({point}) => point.enabled));
    this.element.classList.toggle("gone", live.length === 0);
    show(this.release, waiters > 0, this.head);
    if (!this.below.hidden) {
      this.#fill();
    }
  }

  toggle(open = this.below.hidden) {
    this.below.hidden = !open;
    set(this.head, {"aria-expanded": String(open)});
    if (open) {
      this.#fill();
    }
  }

  #speed() {
    if (this.#live.length > 0) {
      const hits = this.#live.reduce((sum, {point}) => sum + point.hits, 0);
      this.#rate.sample(hits, Math.max(...this.#live.map(({node}) => node.looked)));
    }
    text(this.speed, this.#rate.now > 0 ? rate(this.#rate.now) : "");
    set(this.line, {d: this.#rate.past.some((each) => each > 0) ? this.#rate.path(60, 18) : ""});
  }

  #fill() {
    if (this.form === null) {
      this.form = new EnableForm(this.name, this.head);
      this.below.prepend(this.form.element);
    }
    this.form.at(this.#entries);
    details(this.details, this.#entries, this.several);
  }

  /** In words: where it stands, what is armed and, if not at all nodes, where, and who waits. */
  #arms(waiters) {
    const said = this.#live.length === 0 ? [["failed", "does not answer"]] : [];
    const states = new Set(this.#live.map(({point}) => point.state));
    for (const state of states) {
      // A class that one node has loaded, and another not yet, is as it should be.
      if (state !== "woven" && !(state === "declared" && states.size > 1)) {
        said.push([state, state]);
      }
    }
    const at = new Map();
    for (const {node, point} of this.#live) {
      for (const {action} of point.arms) {
        at.set(action, (at.get(action) ?? new Set()).add(node.name));
      }
    }
    for (const [action, names] of at) {
      const all = names.size === this.#live.length;
      said.push(["arm", all ? action : `${action} · ${[...names].join(", ")}`]);
    }
    if (waiters > 0) {
      said.push(["waiting", `${waiters} parked`]);
    }
    const key = JSON.stringify(said);
    if (this.arms.key !== key) {
      this.arms.key = key;
      this.arms.replaceChildren(
        ...said.map(([kind, word]) => h(`span.tag.${kind}`, {}, word)),
      );
    }
  }

  #release() {
    const go = () => release(this.#live.filter(({point}) => point.waiters > 0));
    return h("button.small.primary.let-go", {type: "button", hidden: true, onclick: busily(go), "aria-label": `Release all at ${this.name}`}, "Release");
  }
}
