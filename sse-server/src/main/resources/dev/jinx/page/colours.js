import {isOfCut} from "./rules.js";
import {LOST} from "./store.js";

const HUES = 8;
const hues = new Map();

/**
 * Gives points their colours, in the order of their names, so that each has the same one whenever
 * the page is loaded. Points that come later keep what the others have.
 */
export function colour(names) {
  for (const name of names.filter((each) => !hues.has(each) && !isOfCut(each)).sort()) {
    hues.set(name, hues.size % HUES);
  }
}

/** The class of the swatch of a point. */
export const hueClass = (name) => `hue-${name === LOST ? "bad" : (hues.get(name) ?? "none")}`;

/** The colours of the canvas, read from the style sheet, so that there is one place for them. */
export class Colours {
  constructor() {
    this.read();
  }

  read() {
    const style = getComputedStyle(document.documentElement);
    const of = (name) => style.getPropertyValue(name).trim();
    this.text = of("--text");
    this.dim = of("--dim");
    this.line = of("--line");
    this.faint = of("--faint");
    this.raised = of("--raised");
    this.bad = of("--bad");
    this.sans = of("--sans");
    this.hues = Array.from({length: HUES}, (_, i) => of(`--hue-${i}`));
  }

  /** The colour of a point; of cuts and of what is no point, a quiet one. */
  hue(name) {
    return name === LOST ? this.bad : (this.hues[hues.get(name)] ?? this.dim);
  }
}
