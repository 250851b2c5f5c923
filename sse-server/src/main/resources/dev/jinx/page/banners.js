import {byId, h, keyed} from "./dom.js";
import {clock, duration} from "./format.js";
import {signIn} from "./signin.js";

/** Clocks that differ by less are taken for the same, in milliseconds. */
const SAME_CLOCK = 2000;

/** What has to be said of nodes before anything else: gone, locked, closed to this page. */
export function banners(nodes) {
  const of = new Map();
  for (const node of nodes) {
    const add = (key, make) => of.set(`${node.address} ${key}`, make);
    if (node.state === "gone") {
      add(`gone ${node.since}`, () => gone(node));
    } else if (node.state === "locked") {
      add("locked", () => signIn(node));
    } else if (node.state === "closed") {
      add(`closed ${node.refusal}`, () => closed(node));
    } else if (node.state === "live") {
      remarks(node, nodes).forEach((remark) => add(remark, () => says(node, remark)));
    }
  }
  keyed(byId("banners"), [...of.keys()], (key) => of.get(key)(), () => {});
}

function banner(kind, ...content) {
  return h(`div.banner.${kind}`, {}, h("p", {}, ...content));
}

/** What is wrong with one that is live: its own problems, and what only the page can see. */
function remarks(node, nodes) {
  const twin = nodes.find((other) => other.told === node.told && other.boot === node.boot);
  const all = [...node.problems];
  if (twin !== node) {
    all.push(`is the same JVM as ${twin.name} at ${twin.address}: what comes from it counts twice here`);
  }
  const off = node.skew.millis;
  if (Math.abs(off) > SAME_CLOCK) {
    const word = off > 0 ? "behind" : "ahead of";
    all.push(`its clock is ${duration(Math.abs(off))} ${word} this browser's, and its lanes are by its clock`);
  }
  return all;
}

function says(node, remark) {
  return banner("warn", h("strong", {}, `${node.name}: `), remark);
}

function gone(node) {
  return banner(
    "bad",
    h("strong", {}, `${node.name} does not answer`),
    ` at ${node.address} since ${clock(node.since, false)}. Its JVM has ended, or cannot be reached.` +
      " What it did until then stays below; when it is back, this page goes on where it was.",
  );
}

function closed(node) {
  if (node.refusal !== null) {
    return banner("warn", h("strong", {}, `${node.name} answers at ${node.address}: `), node.refusal);
  }
  const key = `server: { origins: [ "${location.origin}" ] }`;
  return banner(
    "warn",
    h("strong", {}, `${node.name} answers at ${node.address}, but not to this page.`),
    " Put this into its configuration: ",
    h("code", {}, key),
  );
}
