import {byId, h, keyed, set, text} from "./dom.js";
import {searchWithout} from "./nodes.js";

const WORDS = {
  connecting: "connecting",
  live: "live",
  gone: "gone",
  locked: "wants its token",
  closed: "closed to this page",
};

/** The nodes in the head of the page, each with how it stands. */
export function chips(nodes) {
  const byAddress = new Map(nodes.map((node) => [node.address, node]));
  keyed(byId("nodes"), [...byAddress.keys()], (key) => make(byAddress.get(key)), (chip, key) => {
    const node = byAddress.get(key);
    chip.className = `chip ${node.state}`;
    const [, name, state] = chip.children;
    text(name, node.name);
    text(state, node.state === "live" ? "" : WORDS[node.state]);
    const boot = node.boot === null ? "" : `, boot ${node.boot}, version ${node.version}`;
    set(chip, {title: `${node.address}${boot}`, "aria-label": `${node.name}, ${WORDS[node.state]}`});
  });
}

function make(node) {
  const remove = h(
    "a.remove",
    {href: searchWithout(location, node.address) + location.hash, "aria-label": `Remove ${node.name} from this page`},
    "×",
  );
  return h("li.chip", {}, h("i", {"aria-hidden": "true"}), h("b"), h("span"), node.own ? null : remove);
}
