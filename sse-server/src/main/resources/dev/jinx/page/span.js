import {byId, text} from "./dom.js";
import {duration} from "./format.js";

/** Says how much time the lanes show, also where a key, the wheel or two fingers chose it. */
export function showSpan(span) {
  const select = byId("span");
  select.value = String(Math.round(span));
  if (select.selectedIndex < 0) {
    const other = byId("span-other");
    other.value = String(span);
    text(other, duration(span));
    other.selected = true;
  }
}
