import {h} from "./dom.js";

const hostOf = (address) => address.replace(/:\d+$/, "");

/**
 * Asks for the token of a node, which stays in the browser for the host of this page alone: whoever
 * made up the address of the page is not to be given the token by mistake.
 */
export function signIn(node) {
  return h("div.banner.locked", {}, hostOf(node.address) === location.hostname || node.own ? form(node) : reason(node));
}

function reason(node) {
  return h(
    "p",
    {},
    h("strong", {}, `${node.name} wants its token`),
    ` at ${node.address}, which is not the host of this page: the browser would keep its cookie back.` +
      " Open the page by that host, or, below the same domain, sign in there first.",
  );
}

function form(node) {
  const id = `token-${node.address.replace(/\W/g, "-")}`;
  const error = h("p.error", {id: `${id}-error`, role: "alert"});
  const input = h("input", {
    id,
    type: "password",
    autocomplete: "off",
    required: true,
    "aria-describedby": `${id}-error`,
  });
  const submit = async (event) => {
    event.preventDefault();
    error.textContent = "";
    try {
      await node.signIn(input.value);
    } catch (why) {
      error.textContent = why.message;
      input.select();
    }
  };
  return h(
    "form.sign-in",
    {onsubmit: submit},
    h("label", {for: id}, h("strong", {}, `${node.name} wants its token`), ` at ${node.address}`),
    h("div.row", {}, input, h("button.primary", {type: "submit"}, "Sign in")),
    error,
  );
}
