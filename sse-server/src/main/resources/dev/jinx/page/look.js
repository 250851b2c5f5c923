import {byId, set, svg} from "./dom.js";
import {recall, remember} from "./memory.js";
import {Signal} from "./signal.js";

const THEMES = ["system", "light", "dark"];
const WORDS = {system: "as the system has them", light: "light", dark: "dark"};

/** Light, dark, or what the system says. */
export class Look {
  changed = new Signal();

  constructor() {
    byId("theme").addEventListener("click", () => this.next());
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.changed.tell());
    this.#show();
  }

  get theme() {
    const chosen = recall("theme");
    return THEMES.includes(chosen) ? chosen : "system";
  }

  next() {
    remember("theme", THEMES[(THEMES.indexOf(this.theme) + 1) % THEMES.length]);
    this.#show();
  }

  #show() {
    const root = document.documentElement;
    if (this.theme === "system") {
      delete root.dataset.theme;
    } else {
      root.dataset.theme = this.theme;
    }
    const words = `Colours: ${WORDS[this.theme]}`;
    set(byId("theme"), {"aria-label": words, title: words});
    byId("theme").replaceChildren(sign(this.theme));
    this.changed.tell();
  }
}

/** A disc: half of it, none of it, or all of it dark. */
function sign(theme) {
  const disc = svg("svg", {viewBox: "0 0 16 16", width: 16, height: 16, "aria-hidden": "true"});
  disc.append(svg("circle", {cx: 8, cy: 8, r: 6, fill: theme === "dark" ? "currentColor" : "none", stroke: "currentColor", "stroke-width": 1.5}));
  if (theme === "system") {
    disc.append(svg("path", {d: "M8 2a6 6 0 0 1 0 12Z", fill: "currentColor"}));
  }
  return disc;
}
