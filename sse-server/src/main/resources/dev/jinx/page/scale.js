const STEPS = [
  100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 30_000, 60_000, 120_000, 300_000, 600_000,
];

/** Which time is where: from the left end of the lanes to the right one. */
export class Scale {
  span = 30_000;
  edge = Date.now();
  left = 0;
  width = 1;

  get start() {
    return this.edge - this.span;
  }

  x(time) {
    return this.left + ((time - this.start) / this.span) * this.width;
  }

  timeAt(x) {
    return this.start + ((x - this.left) / this.width) * this.span;
  }

  /** Round times with room for their labels. */
  ticks(room) {
    const most = Math.max(1, Math.floor(this.width / room));
    const step = STEPS.find((each) => this.span / each <= most) ?? STEPS[STEPS.length - 1];
    const ticks = [];
    for (let at = Math.ceil(this.start / step) * step; at <= this.edge; at += step) {
      ticks.push(at);
    }
    return {ticks, step};
  }
}
