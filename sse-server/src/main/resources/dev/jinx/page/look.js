import {byId, h, set} from "./dom.js";
import {recall, remember} from "./memory.js";
import {Signal} from "./signal.js";

const THEMES = ["system", "light", "dark"];
const SIGNS = {system: "◐", light: "○", dark: "●"};
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
    byId("theme").replaceChildren(h("span", {"aria-hidden": "true"}, SIGNS[this.theme]));
    this.changed.tell();
  }
}
