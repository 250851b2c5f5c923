import {PointCard} from "./card.js";
import {colour} from "./colours.js";
import {byId, h, keyed, show, text} from "./dom.js";
import {number, plural} from "./format.js";
import {isOfCut} from "./rules.js";

/** The points of all nodes, those of one name together. */
export class Points {
  #cards = new Map();
  #find = "";

  constructor(nodes) {
    this.nodes = nodes;
    byId("find-points").addEventListener("input", (event) => {
      this.#find = event.target.value.trim().toLowerCase();
      this.update();
    });
  }

  update() {
    const byName = new Map();
    let cuts = 0;
    for (const node of this.nodes) {
      for (const point of node.points) {
        if (isOfCut(point.name)) {
          cuts++;
        } else {
          byName.set(point.name, [...(byName.get(point.name) ?? []), {node, point}]);
        }
      }
    }
    colour([...byName.keys()]);
    for (const name of this.#cards.keys()) {
      if (!byName.has(name)) {
        this.#cards.delete(name);
      }
    }
    const names = [...byName.keys()].filter((name) => this.#isFound(name, byName.get(name)));
    keyed(byId("point-list"), names, (name) => this.#make(name), (_, name) =>
      this.#cards.get(name).update(byName.get(name), this.nodes.length > 1),
    );
    const shown = names.length < byName.size ? `${number(names.length)} of ` : "";
    text(byId("points-count"), byName.size === 0 ? "" : shown + number(byName.size));
    this.#empty(byName.size, names.length);
    show(byId("points-told"), cuts > 0);
    text(byId("points-told"), `${plural(cuts, "point", "points")} of cuts and filters: see Network.`);
  }

  #isFound(name, entries) {
    return (
      this.#find === "" ||
      name.toLowerCase().includes(this.#find) ||
      entries.some(({point}) => point.method.toLowerCase().includes(this.#find))
    );
  }

  /** What was opened and typed in a line is there again when it is found again. */
  #make(name) {
    const card = this.#cards.get(name) ?? new PointCard(name);
    this.#cards.set(name, card);
    return card.element;
  }

  #empty(declared, found) {
    const empty = byId("points-empty");
    show(empty, found === 0);
    if (found > 0) {
      return;
    }
    if (declared > 0) {
      empty.replaceChildren(h("p", {}, "No point is named so."));
    } else if (this.nodes.some((node) => node.state === "live" && node.looked)) {
      empty.replaceChildren(
        h("p", {}, "No points are declared yet. Put some into the program's configuration:"),
        h("pre", {tabindex: "0"}, "points:\n  before-commit:\n    method: com.acme.Store#commit(long)"),
        h("p", {}, "or declare one now:"),
        h("pre", {tabindex: "0"}, `curl ${location.host}/v2/error_injection/points \\\n  -d '{"name":"before-commit",\n       "method":"com.acme.Store#commit"}'`),
      );
    } else {
      empty.replaceChildren(h("p", {}, "No node answers yet."));
    }
  }
}
