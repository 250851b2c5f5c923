import {clock} from "./format.js";
import {ROW} from "./rows.js";
import {paintSpans} from "./spans.js";
import {Tally} from "./tally.js";
import {KINDS} from "./store.js";

export const HEAD = 28;
const GAP = KINDS.indexOf("gap");
const FAILED = KINDS.indexOf("failed");

/** Draws the timeline: what is in view of it, as it is now. */
export class Painter {
  tally = new Tally();

  constructor(context, colours) {
    this.context = context;
    this.colours = colours;
  }

  /** @param view of the timeline: scale, rows, scroll, size, what is chosen */
  paint(view) {
    const {context: c} = this;
    c.setTransform(view.ratio, 0, 0, view.ratio, 0, 0);
    c.clearRect(0, 0, view.width, view.height);
    c.textBaseline = "middle";
    const rowOf = new Int32Array(view.store.lanes.list.length).fill(-1);
    view.rows.forEach((row, at) => {
      const y = yOf(view, at);
      if (row.lane !== null && y > -ROW && y < view.height) {
        rowOf[row.lane.number] = at;
      }
    });
    this.#grid(view);
    this.#rows(view);
    c.save();
    c.beginPath();
    c.rect(view.scale.left, HEAD, view.scale.width, view.height - HEAD);
    c.clip();
    paintSpans(this, view, rowOf);
    this.#marks(view, rowOf);
    this.#silence(view);
    c.restore();
    this.#chosen(view, rowOf);
  }

  #grid(view) {
    const {context: c, colours} = this;
    const {ticks, step} = view.scale.ticks(view.width < 500 ? 72 : 96);
    c.font = `11px ${colours.sans}`;
    c.textAlign = "left";
    for (const tick of ticks) {
      const x = Math.round(view.scale.x(tick)) + 0.5;
      c.strokeStyle = colours.faint;
      c.beginPath();
      c.moveTo(x, HEAD - 6);
      c.lineTo(x, view.height);
      c.stroke();
      c.fillStyle = colours.dim;
      const label = clock(tick, step < 1000);
      if (x + c.measureText(label).width + 6 < view.width) {
        c.fillText(label, x + 5, HEAD / 2);
      }
    }
  }

  #rows(view) {
    const {context: c, colours} = this;
    view.rows.forEach((row, at) => {
      const y = yOf(view, at);
      if (y < HEAD - ROW || y > view.height) {
        return;
      }
      c.save();
      c.beginPath();
      c.rect(0, HEAD, view.width, view.height);
      c.clip();
      if (row.lane === null) {
        this.#heading(view, row, y);
      } else {
        c.fillStyle = colours.line;
        c.fillRect(view.scale.left, y + ROW - 1, view.scale.width, 1);
        c.fillStyle = row.lane.open > 0 ? colours.text : colours.dim;
        c.font = `${row.lane.open > 0 ? "600 " : ""}12px ${colours.sans}`;
        c.fillText(fitted(c, row.lane.name, view.scale.left - 26), 16, y + ROW / 2);
      }
      c.restore();
    });
  }

  #heading(view, row, y) {
    const {context: c, colours} = this;
    c.fillStyle = colours.raised;
    c.fillRect(0, y, view.width, ROW - 1);
    c.fillStyle = colours.text;
    c.font = `600 12px ${colours.sans}`;
    c.fillText(row.node.name, 16, y + ROW / 2);
    const x = 16 + c.measureText(row.node.name).width + 10;
    c.fillStyle = colours.dim;
    c.font = `12px ${colours.sans}`;
    const more = row.folded > 0 ? `  ·  ${row.folded} quiet` : "";
    c.fillText(row.node.address + more, x, y + ROW / 2);
  }

  #marks(view, rowOf) {
    const {context: c, colours, tally} = this;
    const {store, scale} = view;
    view.inView = tally.count(store, scale, rowOf, view.rows.length, view.passing);
    const width = Tally.COLUMN;
    for (let row = 0; row < view.rows.length; row++) {
      const middle = yOf(view, row) + ROW / 2 - 0.5;
      if (view.rows[row].lane === null || middle < 0 || middle > view.height + ROW) {
        continue;
      }
      for (let column = 0; column < tally.columns; column++) {
        const count = tally.counts[row * tally.columns + column];
        if (count === 0) {
          continue;
        }
        const mark = tally.last[row * tally.columns + column];
        const kind = store.kind[mark];
        const half = Math.min(ROW / 2 - 2, 5 + 1.2 * Math.log2(count));
        const bad = kind === GAP || kind === FAILED;
        const x = scale.x(tally.timeOf(column));
        c.fillStyle = bad ? colours.bad : colours.hue(store.names[store.name[mark]]);
        c.beginPath();
        c.roundRect(x, middle - half, width, 2 * half, count > 1 ? 1 : 1.5);
        c.fill();
      }
    }
  }

  /** What lies behind the last word of a node that is gone. */
  #silence(view) {
    const {context: c, colours} = this;
    view.rows.forEach((row, at) => {
      if (row.node.state === "gone") {
        const x = Math.max(view.scale.left, view.scale.x(row.node.skew.theirs(row.node.since)));
        c.fillStyle = colours.bad;
        c.globalAlpha = 0.08;
        c.fillRect(x, yOf(view, at), view.width - x, ROW);
        c.globalAlpha = 1;
      }
    });
  }

  #chosen(view, rowOf) {
    const {context: c, colours} = this;
    const chosen = view.chosen;
    const row = chosen ? rowOf[chosen.lane] : -1;
    if (row === undefined || row < 0) {
      return;
    }
    const x = view.scale.x(chosen.time) + 1.5;
    const y = yOf(view, row) + ROW / 2 - 0.5;
    if (x < view.scale.left || y < HEAD) {
      return;
    }
    c.strokeStyle = colours.text;
    c.lineWidth = 1.5;
    c.beginPath();
    c.roundRect(x - 6, y - 11, 12, 22, 5);
    c.stroke();
    c.lineWidth = 1;
  }
}

/** Where a row is on the canvas. */
export const yOf = (view, row) => HEAD + row * ROW - view.scroll;

/** A text, cut where it has no room. */
export function fitted(c, text, room) {
  if (c.measureText(text).width <= room) {
    return text;
  }
  let most = Math.max(1, Math.floor((text.length * room) / c.measureText(text).width) - 1);
  while (most > 1 && c.measureText(`${text.slice(0, most)}…`).width > room) {
    most--;
  }
  return `${text.slice(0, most)}…`;
}
