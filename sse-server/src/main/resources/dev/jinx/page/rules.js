const CUT = "net.cut.";
const FILTER = "net.filter.";

/** Whether a point is of a cut or a filter, as this page, the command line and the kit make them. */
export const isOfCut = (name) => name.startsWith(CUT) || name.startsWith(FILTER);

/** What stands at a node, on the connections that it began: to whom, which way, what happens. */
export function rulesAt(node, net) {
  return node.points
    .filter((point) => isOfCut(point.name))
    .map((point) => {
      const parameters = new Map(point.parameters.map(({key, value}) => [key, value]));
      const arm = point.arms[point.arms.length - 1];
      return {
        node,
        point: point.name,
        peer: parameters.get("peer") ?? "?",
        way: parameters.get("way") ?? "both",
        cut: point.name.startsWith(CUT),
        action: arm?.action ?? point.action ?? "",
        enabled: point.enabled,
        hits: point.hits,
        held: heldBy(net, point.name),
      };
    });
}

const isOf = (rule, peer) => rule.peer === peer.told || rule.peer === peer.name;

function heldBy(net, point) {
  const meant = (net?.connections ?? []).filter((each) => each.points.includes(point));
  return meant.reduce((sum, each) => sum + each.held, 0);
}

/**
 * What becomes of what one node sends to another. A way has two ends, as either may have begun the
 * connection: a cut that stands at one of them alone lets some of it pass, unless the other has
 * nowhere to connect to.
 *
 * @param connects whether one node may have begun connections to another
 * @return {state: "open" | "cut" | "half" | "filter", words, held, rules}
 */
export function between(rules, from, to, connects) {
  const sends = rules.filter(
    (rule) => rule.enabled && rule.node === from && isOf(rule, to) && rule.way !== "receive",
  );
  const receives = rules.filter(
    (rule) => rule.enabled && rule.node === to && isOf(rule, from) && rule.way !== "send",
  );
  const all = [...sends, ...receives];
  const held = all.reduce((sum, rule) => sum + rule.held, 0);
  const cutHere = sends.some((rule) => rule.cut);
  const cutThere = receives.some((rule) => rule.cut);
  const whole = (cutHere || !connects(from, to)) && (cutThere || !connects(to, from));
  if ((cutHere || cutThere) && whole) {
    return {state: "cut", words: "cut", held, rules: all};
  }
  if (cutHere || cutThere) {
    return {state: "half", words: `cut at ${cutHere ? from.name : to.name} only`, held, rules: all};
  }
  if (all.length > 0) {
    return {state: "filter", words: [...new Set(all.map((rule) => rule.action))].join(", "), held, rules: all};
  }
  return {state: "open", words: "open", held, rules: all};
}
