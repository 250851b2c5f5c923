import {disable} from "./acts.js";
import {paths, pathOf, withQuery} from "./api.js";
import {h, show, text} from "./dom.js";
import {notice} from "./says.js";

const SOON = 120;
const IDEAS = ["observe", "pause(30s)", "sleep(200ms)", 'throw(java.io.IOException, "disk full")', "25%*sleep(1s)", "2*off->pause"];
let ids = 0;

/** Enables a point: what is typed is checked by the server, which says what is wrong with it. */
export class EnableForm {
  #entries = [];
  #unchecked = new Set();
  #timer = 0;
  #round = 0;

  constructor(name) {
    this.name = name;
    const id = `enable-${ids++}`;
    const typed = {autocomplete: "off", spellcheck: "false", autocapitalize: "off", oninput: () => this.#soon()};
    this.action = h("input.code", {id: `${id}-action`, list: `${id}-ideas`, placeholder: "observe", "aria-describedby": `${id}-said`, ...typed});
    this.when = h("input.code", {id: `${id}-when`, placeholder: "any hit", "aria-describedby": `${id}-said`, ...typed});
    this.once = h("input", {type: "checkbox", onchange: () => this.#soon()});
    this.ends = h("select", {id: `${id}-ends`}, ...[["", "until it is disabled"], ["1m", "for 1 minute"], ["5m", "for 5 minutes"], ["1h", "for 1 hour"]].map(([value, word]) => h("option", {value}, word)));
    this.said = h("p.said", {id: `${id}-said`, role: "status"});
    this.mark = h("span.mark", {"aria-hidden": "true", hidden: true}, "▲");
    this.where = h("fieldset.choice.at-nodes", {hidden: true}, h("legend", {}, "At"));
    const disables = () => disable(this.#entries.filter(({point}) => point.enabled));
    this.off = h("button", {type: "button", onclick: disables, "aria-label": `Disable ${name}`}, "Disable");
    this.button = h("button.primary", {type: "submit"}, "Enable");
    this.element = h(
      "form.enable",
      {onsubmit: (event) => this.#submit(event), "aria-label": `Enable ${name}`},
      h("div.field.wide", {}, h("label", {for: `${id}-action`}, "What happens at a hit"), this.action, this.mark),
      h("datalist", {id: `${id}-ideas`}, ...IDEAS.map((value) => h("option", {value}))),
      this.said,
      h("div.field.wide", {}, h("label", {for: `${id}-when`}, "Only when"), this.when),
      this.where,
      h("div.row", {}, h("label.check", {}, this.once, "once"), h("div.field", {}, h("label.hidden", {for: `${id}-ends`}, "How long"), this.ends), h("span.grow"), this.off, this.button),
    );
  }

  /** The nodes that have the point, as they are now. */
  at(entries) {
    const names = entries.map(({node}) => node.name).join();
    if (names !== this.where.names) {
      this.where.names = names;
      const box = ({node}) => {
        const change = (event) => {
          event.target.checked ? this.#unchecked.delete(node) : this.#unchecked.add(node);
          this.#soon();
        };
        const input = h("input", {type: "checkbox", onchange: change});
        input.checked = !this.#unchecked.has(node);
        return h("label", {}, input, h("span", {}, node.name));
      };
      this.where.replaceChildren(this.where.firstChild, ...entries.map(box));
      show(this.where, entries.length > 1);
    }
    this.#entries = entries;
    show(this.off, entries.some(({point}) => point.enabled));
    if (this.action.placeholder === "observe" && entries[0].point.action) {
      this.action.placeholder = entries[0].point.action;
    }
  }

  get #chosen() {
    return this.#entries.filter(({node}) => !this.#unchecked.has(node));
  }

  #query(more) {
    return {action: this.action.value.trim(), when: this.when.value.trim(), one_shot: this.once.checked, ...more};
  }

  #soon() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#check(), SOON);
  }

  async #check() {
    const round = ++this.#round;
    if (this.action.value.trim() === "" && this.when.value.trim() === "") {
      this.#say("", "");
      return;
    }
    try {
      const path = pathOf(this.name, "", this.#query({check: "true"}));
      const answers = await Promise.all(this.#chosen.map(({node}) => node.api.post(path)));
      if (round === this.#round) {
        this.#say("good", answers.length > 0 ? `understood: ${answers[0].action}` : "choose a node");
      }
    } catch (why) {
      if (round === this.#round) {
        this.#refused(why);
      }
    }
  }

  async #submit(event) {
    event.preventDefault();
    clearTimeout(this.#timer);
    this.#round++;
    const chosen = this.#chosen;
    try {
      for (const {node} of chosen) {
        const lease = this.ends.value === "" ? undefined : (await node.api.post(withQuery(paths.leases, {ttl: this.ends.value}))).id;
        await node.api.post(pathOf(this.name, "", this.#query({lease})));
      }
      this.#say("", "");
      if (chosen.length > 0) {
        notice(`${this.name} is enabled at ${chosen.map(({node}) => node.name).join(", ")}`);
      }
    } catch (why) {
      this.#refused(why);
      this.action.focus();
    }
    await Promise.all(chosen.map(({node}) => node.look()));
  }

  #refused(why) {
    this.#say("bad", why.message, why);
  }

  #say(kind, said, why = {}) {
    text(this.said, said);
    this.said.className = `said ${kind}`;
    const bad = (field, input) => input.setAttribute("aria-invalid", String(kind === "bad" && why.field === field));
    bad("action", this.action);
    bad("when", this.when);
    const column = why.field === "action" && why.column > 0 && why.column <= 40 ? why.column : 0;
    show(this.mark, column > 0);
    this.mark.style.setProperty("--column", column - 1);
  }
}
