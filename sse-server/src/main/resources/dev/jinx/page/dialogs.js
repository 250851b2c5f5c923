import {byId, h} from "./dom.js";
import {searchWith} from "./nodes.js";

const KEYS = [
  ["/", "filter the events"],
  ["Space", "pause the view, or go on"],
  ["1  2  3", "points, timeline, network"],
  ["+  −", "less time, more time"],
  ["← →", "in the lanes: the event before, after"],
  ["↑ ↓", "in the lanes: the thread above, below"],
  ["Enter", "in the lanes: open the event"],
  ["Esc", "close the event"],
  ["t", "colours: the system's, light, dark"],
  ["?", "this"],
];

function open(title, ...content) {
  const dialog = byId("dialog");
  const close = h("button.quiet.icon", {type: "button", "aria-label": "Close", onclick: () => dialog.close()}, "×");
  dialog.replaceChildren(h("header", {}, h("h2", {id: "dialog-title"}, title), close), ...content);
  dialog.showModal();
}

export function helpDialog(keys) {
  const box = h("input", {type: "checkbox", onchange: (event) => keys.enable(event.target.checked)});
  box.checked = keys.areOn;
  open(
    "Keyboard",
    h("dl.keys", {}, ...KEYS.flatMap(([key, what]) => [h("dt", {}, ...key.split("  ").map((one) => h("kbd", {}, one))), h("dd", {}, what)])),
    h("label.check", {}, box, "Keys without Ctrl or Alt act on this page"),
    h("p.hint", {}, "In the lanes, drag to go back in time, and turn the wheel with Ctrl to zoom."),
  );
}

export function nodeDialog() {
  const name = h("input", {id: "node-name", required: true, pattern: "[A-Za-z0-9._\\-]{1,128}", placeholder: "n2", autocomplete: "off", spellcheck: "false"});
  const address = h("input.code", {id: "node-address", required: true, pattern: "(\\[[0-9a-fA-F:.]+\\]|[A-Za-z0-9._\\-]+):[0-9]{1,5}", placeholder: "127.0.0.1:7118", autocomplete: "off", spellcheck: "false"});
  const go = (event) => {
    event.preventDefault();
    location.assign(searchWith(location, name.value.trim(), address.value.trim()) + location.hash);
  };
  open(
    "Add a node",
    h(
      "form.add",
      {onsubmit: go},
      h("div.field", {}, h("label", {for: "node-name"}, "Name"), name),
      h("div.field", {}, h("label", {for: "node-address"}, "Address of its agent"), address),
      h("p.hint", {}, "That node has to let this page in: ", h("code", {}, `server: { origins: [ "${location.origin}" ] }`)),
      h("button.primary", {type: "submit"}, "Add"),
    ),
  );
}
