/**
 * How many marks are in each column of each row: what is too much to be drawn one by one is still
 * seen. A column is some pixels wide, and is coloured by the last mark in it.
 */
export class Tally {
  static COLUMN = 3;
  counts = new Uint32Array(0);
  last = new Int32Array(0);
  columns = 0;

  /**
   * Counts what is in view.
   *
   * @param rowOf the row of each lane, -1 for those not in view
   * @param passing as of the filter
   * @return how many marks there are in view
   */
  count(store, scale, rowOf, rows, passing) {
    this.columns = Math.ceil(scale.width / Tally.COLUMN) + 1;
    const cells = this.columns * rows;
    if (this.counts.length < cells) {
      this.counts = new Uint32Array(cells);
      this.last = new Int32Array(cells);
    } else {
      this.counts.fill(0, 0, cells);
    }
    const {time, lane, name, kept} = store;
    const start = scale.start;
    const edge = scale.edge;
    // Columns stand on times, not on pixels of the window: marks are not to change column as it moves.
    const perColumn = (scale.span / scale.width) * Tally.COLUMN;
    this.first = Math.floor(start / perColumn);
    let seen = 0;
    for (let i = 0; i < kept; i++) {
      const at = time[i];
      if (at < start || at > edge) {
        continue;
      }
      const row = rowOf[lane[i]];
      if (row < 0 || (passing !== null && passing[lane[i]][name[i]] === 0)) {
        continue;
      }
      const cell = row * this.columns + Math.floor(at / perColumn) - this.first;
      this.counts[cell]++;
      if (this.counts[cell] === 1 || at >= time[this.last[cell]]) {
        this.last[cell] = i;
      }
      seen++;
    }
    this.perColumn = perColumn;
    return seen;
  }

  /** The time at which a column begins. */
  timeOf(column) {
    return (this.first + column) * this.perColumn;
  }
}
