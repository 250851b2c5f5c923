import {h, place} from "./dom.js";
import {number, plural} from "./format.js";

/** What there is to know of a point, by node where there are several. */
export function details(box, entries, several) {
  const {point} = entries[0];
  const key = JSON.stringify([several, entries.map(({node, point: at}) => [node.name, facts(at)])]);
  if (box.key === key) {
    return;
  }
  box.key = key;
  const where = point.at === "entry" ? "" : ` · at ${point.at}`;
  box.replaceChildren(
    h("p.method", {}, h("code", {}, ...place(point.method)), where),
    ...entries.map(({node, point: at}) =>
      h("div.at", {}, several ? h("h3", {}, node.name) : null, list(facts(at))),
    ),
  );
}

function facts(point) {
  const sites = point.sites.reduce((sum, site) => sum + site.count, 0);
  const all = [["State", point.state + (point.state === "woven" ? `, ${plural(sites, "site", "sites")}` : "")]];
  const add = (name, value) => value && all.push([name, value]);
  add("Because", point.reason);
  add("Nearest", point.nearest.join(", "));
  add("Condition", point.when);
  add("Captures", point.capture && Object.entries(point.capture).map(([k, v]) => `${k}: ${v}`).join(", "));
  for (const arm of point.arms) {
    const more = [arm.one_shot && "once", arm.when && `when ${arm.when}`, arm.lease && `lease ${arm.lease.slice(0, 6)}…`];
    const words = [arm.action, ...more.filter(Boolean), plural(arm.hits, "hit", "hits")];
    all.push([`Arm ${arm.arm}`, words.join(" · ")]);
    add("Error", arm.error);
  }
  add("Rejected", point.rejected > 0 && number(point.rejected));
  add("Report", point.report);
  return all;
}

function list(all) {
  const element = h("dl.facts");
  for (const [name, value] of all) {
    const bad = name === "Error" || name === "Because";
    element.append(h("dt", {}, name), h(bad ? "dd.bad" : "dd", {}, value));
  }
  return element;
}
