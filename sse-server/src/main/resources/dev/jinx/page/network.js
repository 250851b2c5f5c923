import {paths} from "./api.js";
import {cutBoth, cutOneWay, heal} from "./cuts.js";
import {byId, h, set, show, text} from "./dom.js";
import {bytes, plural} from "./format.js";
import {notice, trying} from "./says.js";
import {Ring} from "./ring.js";
import {between, rulesAt} from "./rules.js";
import {targetsOf} from "./targets.js";

const RHYTHM = 1000;

/** Who hears whom: a row for each node that sends, a column for each that receives. */
export class Network {
  #nets = new Map();
  #drawn = "";
  #busy = false;

  constructor(nodes, addNode) {
    this.nodes = nodes;
    this.addNode = addNode;
    this.body = byId("network-body");
    byId("heal").addEventListener("click", () => this.#act(() => heal(this.#rules()), "all is healed"));
    this.#watch();
  }

  update() {
    const rules = this.#rules();
    const cuts = rules.filter((rule) => rule.enabled).length;
    show(byId("ways"), this.nodes.length > 1);
    show(byId("heal"), this.nodes.length > 1);
    byId("heal").disabled = rules.length === 0;
    text(byId("network-count"), this.nodes.length > 1 && cuts === 0 ? "nothing is cut" : "");
    if (this.nodes.length < 2) {
      this.#alone();
    } else {
      this.#matrix(rules);
    }
  }

  /** What connections hold back is told by another route; only who looks asks for it. */
  async #watch() {
    if (document.body.dataset.view === "network" && !document.hidden) {
      const live = this.nodes.filter((node) => node.state === "live");
      await Promise.allSettled(
        live.map(async (node) => this.#nets.set(node, await node.api.get(paths.net))),
      );
      this.update();
    }
    setTimeout(() => this.#watch(), RHYTHM);
  }

  #between(rules, from, to) {
    return between(rules, from, to, (one, other) => {
      const nets = [this.#nets.get(one), this.#nets.get(other)];
      // Who cannot tell where it listens may be connected to.
      return nets.includes(undefined) || nets[1].listeners_known === false || targetsOf(...nets).length > 0;
    });
  }

  #rules() {
    return this.nodes.flatMap((node) => rulesAt(node, this.#nets.get(node)));
  }

  #alone() {
    if (this.#drawn === "alone") {
      return;
    }
    this.#drawn = "alone";
    this.body.replaceChildren(
      h(
        "div.empty",
        {},
        h("p", {}, "A network needs two nodes. Add the other members of the cluster, and cut them from one another here by a click."),
        h("button.primary", {type: "button", onclick: this.addNode}, "Add node"),
      ),
    );
  }

  #matrix(rules) {
    const names = this.nodes.map((node) => node.name).join();
    if (this.#drawn !== names) {
      this.#drawn = names;
      this.#build();
    }
    for (const {from, to, button} of this.cells) {
      const way = this.#between(rules, from, to);
      const down = from.state !== "live" || to.state !== "live";
      const [arrow, words, held] = button.children;
      set(button, {
        class: `way ${way.state}`,
        disabled: down,
        "aria-pressed": String(way.state === "cut"),
        "aria-label": `${from.name} to ${to.name}: ${way.words}. ${way.state === "open" ? "Cut" : "Heal"}`,
      });
      text(arrow, way.state === "open" ? "→" : way.state === "filter" ? "⇝" : "✕");
      text(words, down ? "not live" : way.words);
      text(held, way.held > 0 ? `holds ${bytes(way.held)}` : "");
      button.way = way;
    }
    this.ring.update((from, to) => this.#between(rules, from, to).state);
    this.#list(rules);
  }

  #build() {
    this.cells = [];
    const cell = (from, to) => {
      if (from === to) {
        return h("td.self", {"aria-hidden": "true"});
      }
      const button = h("button", {type: "button", onclick: () => this.#click(from, to, button.way)}, h("i"), h("b"), h("small"));
      this.cells.push({from, to, button});
      return h("td", {}, button);
    };
    const isolate = (node) =>
      h("button.quiet.small", {type: "button", onclick: () => this.#isolate(node), "aria-label": `Isolate ${node.name}`}, "Isolate");
    this.list = h("ul.rules");
    this.body.replaceChildren(
      h(
        "div.matrix-box",
        {tabindex: "0", role: "group", "aria-label": "Who hears whom"},
        h(
          "table.matrix",
          {},
          h("caption.hidden", {}, "Rows send, columns receive"),
          h("thead", {}, h("tr", {}, h("th.corner", {scope: "col"}, h("span", {}, "sends ↓"), " ", h("span", {}, "hears →")), ...this.nodes.map((node) => h("th", {scope: "col"}, node.name)))),
          h("tbody", {}, ...this.nodes.map((from) => h("tr", {}, h("th", {scope: "row"}, h("span", {}, from.name), isolate(from)), ...this.nodes.map((to) => cell(from, to))))),
        ),
      ),
      h("p.hint", {}, "Connections stay while they are cut: what is sent meanwhile waits, and arrives once it is healed. Only connections between these nodes are touched."),
      this.list,
    );
    this.ring = new Ring(this.nodes);
    this.body.firstChild.append(this.ring.element);
    this.body.style.setProperty("--nodes", this.nodes.length);
  }

  #list(rules) {
    const key = JSON.stringify(rules.map((rule) => [rule.point, rule.node.name, rule.hits, rule.held, rule.enabled, rule.action]));
    if (this.list.key === key) {
      return;
    }
    this.list.key = key;
    const arrows = {both: "↔", send: "→", receive: "←"};
    this.list.replaceChildren(
      ...rules.map((rule) =>
        h("li", {}, h("b", {}, `${rule.node.name} ${arrows[rule.way] ?? rule.way} ${rule.peer}`), h(`span.tag.${rule.cut ? "cut" : "arm"}`, {}, rule.enabled ? (rule.cut ? "cut" : rule.action) : "ended"), rule.hits > 0 ? h("span", {}, plural(rule.hits, "hit", "hits")) : null, rule.held > 0 ? h("span", {}, `holds ${bytes(rule.held)}`) : null, h("code", {}, rule.point)),
      ),
    );
  }

  #click(from, to, way) {
    const both = document.querySelector("input[name=way]:checked").value === "both";
    if (way.state === "open") {
      return this.#act(
        () => (both ? cutBoth(from, to) : cutOneWay(from, to)),
        both ? `${from.name} and ${to.name} are cut from one another` : `${to.name} hears ${from.name} no more`,
      );
    }
    return this.#act(() => heal(way.rules), `healed between ${from.name} and ${to.name}`);
  }

  #isolate(node) {
    const rules = this.#rules();
    const others = this.nodes.filter((other) => other !== node && other.state === "live");
    const open = others.filter((other) => this.#between(rules, node, other).state !== "cut" || this.#between(rules, other, node).state !== "cut");
    return this.#act(() => Promise.all(open.map((other) => cutBoth(node, other))), `${node.name} is cut from the others`);
  }

  async #act(work, done) {
    if (this.#busy) {
      return;
    }
    this.#busy = true;
    this.body.setAttribute("aria-busy", "true");
    await trying(async () => {
      await work();
      notice(done);
    });
    this.#busy = false;
    this.body.removeAttribute("aria-busy");
    await Promise.all(this.nodes.map((node) => node.look()));
    this.update();
  }
}
