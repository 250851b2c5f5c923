const HUES = 8;

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
    this.surface = of("--surface");
    this.raised = of("--raised");
    this.accent = of("--accent");
    this.bad = of("--bad");
    this.warn = of("--warn");
    this.good = of("--good");
    this.sans = of("--sans");
    this.hues = Array.from({length: HUES}, (_, i) => of(`--hue-${i}`));
  }

  /** The colour of a point's number. */
  hue(number) {
    return this.hues[number % HUES];
  }
}

/** The class of the swatch of a point's number. */
export const hueClass = (number) => `hue-${number % HUES}`;
