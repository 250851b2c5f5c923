import {paths, pathOf, Problem} from "./api.js";
import {at} from "./says.js";
import {targetsOf} from "./targets.js";

const OPERATIONS = {both: "*", send: "connect,write,close", receive: "read"};
let made = 0;

/** Cuts two nodes from one another: on both it holds when this ends, or on none. */
export function cutBoth(one, other) {
  return cut([
    {node: one, peer: other, way: "both"},
    {node: other, peer: one, way: "both"},
  ]);
}

/** Cuts what one node sends to another. */
export function cutOneWay(from, to) {
  return cut([
    {node: from, peer: to, way: "send"},
    {node: to, peer: from, way: "receive"},
  ]);
}

/** Takes the points of rules away; what somebody else took away before is no error. */
export async function heal(rules) {
  const gone = await Promise.allSettled(
    rules.map(({node, point}) => at(node, undeclare(node, point))),
  );
  const failed = gone.find((each) => each.status === "rejected");
  if (failed) {
    throw failed.reason;
  }
}

async function cut(rules) {
  const nets = await Promise.all(rules.map(({node}) => at(node, node.api.get(paths.net))));
  const name = `net.cut.page-${Date.now().toString(36)}${made++}`;
  const points = rules.map((rule, i) => ({
    ...rule,
    name: `${name}.${i + 1}`,
    targets: targetsOf(nets[i], nets[1 - i]),
  }));
  const silent = points.every((point) => point.targets.length === 0);
  // Where a node cannot tell where it listens, a cut made of what it tells would let things pass.
  const mute = rules.filter((_, i) => nets[i].listeners_known === false);
  if (mute.length > 0) {
    const names = mute.map(({node}) => node.name).join(" and ");
    throw new Error(`${names} cannot tell where it listens: declare points of its addresses`);
  }
  if (silent) {
    throw new Error(`neither ${rules[0].node.name} nor ${rules[1].node.name} listens anywhere yet`);
  }
  // Where a node does not listen, nobody has a connection to it that its peer began.
  const needed = points.filter((point) => point.targets.length > 0);
  const done = await Promise.allSettled(needed.map((point) => at(point.node, place(point))));
  const failed = done.find((each) => each.status === "rejected");
  if (failed) {
    await Promise.allSettled(needed.map((point) => undeclare(point.node, point.name)));
    throw failed.reason;
  }
}

async function place({node, peer, way, name, targets}) {
  await node.api.post(paths.points, {
    name,
    method: `net#${OPERATIONS[way]}(${targets.join(", ")})`,
    action: "drop",
    parameters: {node: node.told, peer: peer.told, way},
  });
  const {warning} = await node.api.post(pathOf(name));
  if (warning !== undefined) {
    throw new Error(warning); // it would look like a cut, and something would pass
  }
}

async function undeclare(node, point) {
  try {
    await node.api.delete(`${paths.points}/${encodeURIComponent(point)}`);
  } catch (why) {
    if (!(why instanceof Problem && why.status === 404)) {
      throw why;
    }
  }
}
