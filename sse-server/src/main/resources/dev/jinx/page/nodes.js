import {Node} from "./node.js";

/** The node that gave us the page, and those that its address names: ?node=n2=host:port,n3=.. */
export function nodesOf(location) {
  const nodes = [new Node("this", location.host, true)];
  const seen = new Set([location.host]);
  for (const [name, address] of named(location.search)) {
    if (!seen.has(address)) {
      seen.add(address);
      nodes.push(new Node(name, address, false));
    }
  }
  return nodes;
}

/** The address of the page with one more node, or without one. */
export function searchWith(location, name, address) {
  return search([...named(location.search), [name, address]]);
}

export function searchWithout(location, address) {
  return search(named(location.search).filter(([, other]) => other !== address));
}

function named(text) {
  const given = new URLSearchParams(text).get("node") ?? "";
  return given
    .split(",")
    .filter((one) => one !== "")
    .map((one) => {
      const equals = one.indexOf("=");
      const address = one.slice(equals + 1).trim();
      return [equals > 0 ? one.slice(0, equals).trim() : address, address];
    });
}

function search(all) {
  return all.length === 0 ? "/" : `/?node=${all.map((pair) => pair.join("=")).join(",")}`;
}
