import {disable} from "./acts.js";
import {busily, h, show, text} from "./dom.js";
import {Enabling} from "./enabling.js";
import {at, notice} from "./says.js";

const SOON = 120;
const IDEAS = ["observe", "pause(30s)", "sleep(200ms)", 'throw(java.io.IOException, "disk full")', "25%*sleep(1s)", "2*off->pause"];
let ids = 0;

/** Enables a point: what is typed is checked by the server, which says what is wrong with it. */
export class EnableForm {
  #entries = [];
  #unchecked = new Set();
  #timer = 0;
  #round = 0;
  #busy = false;

  /** @param heir gets the focus where a button goes that has it */
  constructor(name, heir) {
    this.name = name;
    this.heir = heir;
    this.enabling = new Enabling(name);
    const id = `enable-${ids++}`;
    const typed = {autocomplete: "off", spellcheck: "false", autocapitalize: "off", oninput: () => this.#soon()};
    this.action = h("input.code", {id: `${id}-action`, list: `${id}-ideas`, placeholder: "observe", "aria-describedby": `${id}-said`, ...typed});
    this.when = h("input.code", {id: `${id}-when`, placeholder: "any hit", "aria-describedby": `${id}-said`, ...typed});
    this.once = h("input", {type: "checkbox", onchange: () => this.#soon()});
    this.ends = h("select", {id: `${id}-ends`}, ...[["", "until it is disabled"], ["1m", "for 1 minute"], ["5m", "for 5 minutes"], ["1h", "for 1 hour"]].map(([value, word]) => h("option", {value}, word)));
    this.said = h("p.said", {id: `${id}-said`, role: "status"});
    this.mark = h("span.mark", {"aria-hidden": "true", hidden: true}, "▲");
    this.where = h("fieldset.choice.at-nodes", {hidden: true}, h("legend", {}, "At"));
    const disables = () => disable(this.#live.filter(({point}) => point.enabled));
    this.off = h("button", {type: "button", onclick: busily(disables), "aria-label": `Disable ${name}`}, "Disable");
    this.button = h("button.primary", {type: "submit"}, "Enable");
    this.shadowed = h("div.shadowed", {role: "status", hidden: true});
    this.element = h(
      "form.enable",
      {onsubmit: (event) => this.#submit(event), "aria-label": `Enable ${name}`},
      h("div.field.wide", {}, h("label", {for: `${id}-action`}, "What happens at a hit"), this.action, this.mark),
      h("datalist", {id: `${id}-ideas`}, ...IDEAS.map((value) => h("option", {value}))),
      this.said,
      h("div.field.wide", {}, h("label", {for: `${id}-when`}, "Only when"), this.when),
      this.where,
      h("div.row", {}, h("label.check", {}, this.once, "once"), h("div.field", {}, h("label.hidden", {for: `${id}-ends`}, "How long"), this.ends), h("span.grow"), this.off, this.button),
      this.shadowed,
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
    const live = this.#live;
    this.button.disabled = live.length === 0;
    show(this.off, live.some(({point}) => point.enabled), this.heir);
    if (this.action.placeholder === "observe" && entries[0].point.action) {
      this.action.placeholder = entries[0].point.action;
    }
  }

  get #live() {
    return this.#entries.filter(({node}) => node.state === "live");
  }

  get #chosen() {
    return this.#live.filter(({node}) => !this.#unchecked.has(node));
  }

  /** Of several nodes it has to be told which one failed. */
  #at(node, work) {
    return this.#entries.length > 1 ? at(node, work) : work;
  }

  get #query() {
    return {action: this.action.value.trim(), when: this.when.value.trim(), one_shot: this.once.checked};
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
      const checks = this.#chosen.map(({node}) => this.#at(node, this.enabling.check(node, this.#query)));
      const answers = await Promise.all(checks);
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
    if (!this.#busy) {
      this.#busy = true;
      await this.#enable();
      this.#busy = false;
    }
  }

  async #enable() {
    const chosen = this.#chosen;
    const ttl = this.ends.value;
    show(this.shadowed, false);
    try {
      for (const {node} of chosen) {
        const warning = await this.#at(node, this.enabling.enable(node, this.#query, ttl));
        if (warning !== undefined) {
          notice(`${node.name}: ${warning}`, true);
        }
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
    this.#shadow(chosen.map(({node}) => node), ttl);
  }

  /** Says where an older arm takes all hits, so that this one is never reached. */
  #shadow(nodes, ttl) {
    const older = this.#entries
      .filter(({node}) => nodes.includes(node))
      .map((entry) => ({...entry, arm: this.enabling.before(entry.node, entry.point, ttl)}))
      .filter(({arm}) => arm !== undefined);
    show(this.shadowed, older.length > 0);
    if (older.length > 0) {
      const words = older.map(({node, arm}) => `${this.#entries.length > 1 ? `${node.name}: ` : ""}arm ${arm.arm} (${arm.action}) is older and takes all hits`);
      const replace = async () => {
        await disable(older);
        await this.#enable();
      };
      this.shadowed.replaceChildren(
        h("p", {}, `${words.join("; ")}.`),
        h("button.small", {type: "button", onclick: busily(replace)}, "Disable it, and enable this"),
      );
    }
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
