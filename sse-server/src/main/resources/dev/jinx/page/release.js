import {pathOf} from "./api.js";
import {h, text} from "./dom.js";
import {notice} from "./says.js";

const IDEAS = ["continue", 'throw(java.io.IOException, "disk full")', "return", "return(true)", "sleep(1s)", "halt(137)"];
let ids = 0;

/** Lets one parked thread go, with what it shall do then. */
export class ReleaseForm {
  isBusy = false;

  constructor(node, event) {
    const id = `release-${ids++}`;
    this.outcome = h("input.code", {id, list: `${id}-ideas`, placeholder: "continue", autocomplete: "off", spellcheck: "false", autocapitalize: "off", "aria-describedby": `${id}-said`});
    this.said = h("p.said.bad", {id: `${id}-said`, role: "alert"});
    this.element = h(
      "form.release",
      {onsubmit: (submitted) => this.#submit(submitted, node, event)},
      h("label", {for: id}, "It is parked. Let it"),
      h("div.row", {}, this.outcome, h("button.primary", {type: "submit"}, "Release")),
      h("datalist", {id: `${id}-ideas`}, ...IDEAS.map((value) => h("option", {value}))),
      this.said,
    );
  }

  async #submit(submitted, node, event) {
    submitted.preventDefault();
    this.isBusy = true;
    text(this.said, "");
    try {
      const outcome = this.outcome.value.trim();
      const answer = await node.api.post(pathOf(event.injection, "/message", {hit: event.hit, outcome}));
      notice(answer.released > 0 ? `${event.thread.name} is let go` : (answer.reason ?? "it is not parked any more"));
    } catch (why) {
      text(this.said, why.message);
      this.outcome.setAttribute("aria-invalid", "true");
    } finally {
      this.isBusy = false;
    }
    await node.look();
  }
}
