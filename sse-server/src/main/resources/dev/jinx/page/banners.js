import {byId, h, keyed} from "./dom.js";
import {clock} from "./format.js";

const SAID = {
  gone: gone,
  locked: signIn,
  closed: closed,
};

/** What has to be said of nodes before anything else: gone, locked, closed to this page. */
export function banners(nodes) {
  const all = byId("banners");
  const keys = [];
  const of = new Map();
  for (const node of nodes) {
    if (SAID[node.state]) {
      keys.push(`${node.address} ${node.state} ${node.since}`);
      of.set(keys[keys.length - 1], () => SAID[node.state](node));
    }
    for (const problem of node.state === "live" ? node.problems : []) {
      keys.push(`${node.address} ${problem}`);
      of.set(keys[keys.length - 1], () => banner("warn", h("strong", {}, `${node.name} says: `), problem));
    }
  }
  keyed(all, keys, (key) => of.get(key)(), () => {});
}

function banner(kind, ...content) {
  return h(`div.banner.${kind}`, {}, h("p", {}, ...content));
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
  const key = `server: { origins: [ "${location.origin}" ] }`;
  return banner(
    "warn",
    h("strong", {}, `${node.name} answers at ${node.address}, but not to this page.`),
    " Put this into its configuration: ",
    h("code", {}, key),
    node.lastWord.startsWith("Type") || node.lastWord.startsWith("Abort") ? "" : ` (${node.lastWord})`,
  );
}

function signIn(node) {
  const id = `token-${node.address.replace(/\W/g, "-")}`;
  const error = h("p.error", {id: `${id}-error`, role: "alert"});
  const input = h("input", {
    id,
    type: "password",
    autocomplete: "off",
    required: true,
    "aria-describedby": `${id}-error`,
  });
  const form = h(
    "form.sign-in",
    {
      onsubmit: async (event) => {
        event.preventDefault();
        error.textContent = "";
        try {
          await node.signIn(input.value);
        } catch (why) {
          error.textContent = why.message;
          input.select();
        }
      },
    },
    h("label", {for: id}, h("strong", {}, `${node.name} wants its token`), ` at ${node.address}`),
    h("div.row", {}, input, h("button.primary", {type: "submit"}, "Sign in")),
    error,
  );
  return h("div.banner.locked", {}, form);
}
