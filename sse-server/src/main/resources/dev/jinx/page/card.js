import {release} from "./acts.js";
import {hueClass} from "./colours.js";
import {details} from "./details.js";
import {h, set, svg, text} from "./dom.js";
import {EnableForm} from "./enable.js";
import {number, rate} from "./format.js";
import {Rate} from "./rates.js";

/** One point, at all nodes that have it: a line that is always there, and what opens below it. */
export class PointCard {
  #rate = new Rate();
  #entries = [];

  constructor(name, colour) {
    this.name = name;
    const below = `point-${name.replace(/[^\w-]/g, "_")}`;
    this.line = svg("path", {fill: "none"});
    this.hits = h("span.hits");
    this.speed = h("span.rate");
    this.arms = h("span.arms");
    this.head = h(
      "button.point-head",
      {type: "button", "aria-expanded": "false", "aria-controls": below, onclick: () => this.toggle()},
      h(`i.swatch.${hueClass(colour)}`, {"aria-hidden": "true"}),
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

  update(entries, several) {
    this.#entries = entries;
    this.several = several;
    if (this.nodes !== entries.length) {
      this.nodes = entries.length;
      this.#rate = new Rate(); // hits of a node that came or went are none of this moment
    }
    const sum = (of) => entries.reduce((total, {point}) => total + of(point), 0);
    const hits = sum((point) => point.hits);
    const waiters = sum((point) => point.waiters);
    this.#rate.sample(hits, Math.max(...entries.map(({node}) => node.looked)));
    text(this.hits, number(hits));
    text(this.speed, this.#rate.now > 0 ? rate(this.#rate.now) : "");
    set(this.line, {d: this.#rate.past.some((each) => each > 0) ? this.#rate.path(60, 18) : ""});
    this.#arms(waiters);
    this.element.classList.toggle("on", entries.some(({point}) => point.enabled));
    this.release.hidden = waiters === 0;
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

  #fill() {
    if (this.form === null) {
      this.form = new EnableForm(this.name);
      this.below.prepend(this.form.element);
    }
    this.form.at(this.#entries);
    details(this.details, this.#entries, this.several);
  }

  /** In words: where it stands, what is armed, who waits. */
  #arms(waiters) {
    const said = [];
    const states = new Set(this.#entries.map(({point}) => point.state));
    for (const state of states) {
      // A class that one node has loaded, and another not yet, is as it should be.
      if (state !== "woven" && !(state === "declared" && states.size > 1)) {
        said.push([state, state]);
      }
    }
    const actions = new Set(this.#entries.flatMap(({point}) => point.arms.map((arm) => arm.action)));
    for (const action of actions) {
      said.push(["arm", action]);
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
    const go = () => release(this.#entries.filter(({point}) => point.waiters > 0));
    return h("button.small.primary.let-go", {type: "button", hidden: true, onclick: go, "aria-label": `Release all at ${this.name}`}, "Release");
  }
}
