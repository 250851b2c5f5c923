import {recall, remember} from "./memory.js";

/** The keys of the page, for those who do not type just now; they can be switched off. */
export class Keys {
  #acts = new Map();

  constructor(acts) {
    this.#acts = new Map(Object.entries(acts));
    document.addEventListener("keydown", (event) => this.#down(event));
  }

  get areOn() {
    return recall("keys") !== "off";
  }

  enable(on) {
    remember("keys", on ? "on" : "off");
  }

  #down(event) {
    const typing = event.target.closest("input, select, textarea, dialog");
    if (event.ctrlKey || event.altKey || event.metaKey || typing) {
      if (event.key === "Escape" && typing?.type === "search") {
        typing.blur();
      }
      return;
    }
    const pressed = event.key === " " && event.target.closest("button, a, summary, label");
    const act = this.#acts.get(event.key);
    if (act && !pressed && (this.areOn || event.key === "Escape")) {
      event.preventDefault();
      act();
    }
  }
}
