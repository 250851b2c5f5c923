import {duration} from "./format.js";
import {fitted, HEAD, yOf} from "./paint.js";
import {ROW} from "./rows.js";

/** Draws what is parked, or was: a bar from there to its end, with its point and how long. */
export function paintSpans(painter, view, rowOf) {
  const {scale} = view;
  for (const span of view.store.standing.spans) {
    const row = rowOf[span.lane];
    const end = span.end ?? openEnd(span);
    const hidden = view.passing !== null && !passes(view, span);
    if (row >= 0 && end >= scale.start && span.start <= scale.edge && !hidden) {
      paintSpan(painter, view, span, yOf(view, row), end);
    }
  }
}

/** What stands still now is as long as until now; of a JVM that is gone, as long as it was there. */
function openEnd(span) {
  const {node} = span;
  const at = node.state === "gone" ? node.since : Date.now();
  return Math.max(span.start, node.skew.theirs(at));
}

function passes(view, span) {
  return view.passing[span.lane][view.store.numberOf(span.event.injection)] === 1;
}

function paintSpan({context: c, colours}, view, span, y, end) {
  const from = Math.max(view.scale.left - 8, view.scale.x(span.start));
  const to = Math.min(view.scale.left + view.scale.width + 8, view.scale.x(end));
  const width = Math.max(3, to - from);
  const colour = colours.hue(span.event.injection);
  const top = y + 4;
  const height = ROW - 9;
  if (y + ROW < HEAD) {
    return;
  }
  c.beginPath();
  c.roundRect(from, top, width, height, 4);
  c.fillStyle = colour;
  c.globalAlpha = span.end === null ? 0.3 : 0.16;
  c.fill();
  c.globalAlpha = 1;
  c.strokeStyle = colour;
  c.lineWidth = span.end === null ? 1.5 : 1;
  c.stroke();
  c.lineWidth = 1;
  if (["expired", "lost", "not seen"].includes(span.how)) {
    c.fillStyle = colours.bad;
    c.fillRect(to - 3, top, 3, height);
  }
  const label = `${duration(end - span.start)}${ending(span)} · ${span.event.injection}`;
  c.font = `600 11px ${colours.sans}`;
  const x = Math.max(from, view.scale.left) + 10;
  if (to - x > 40) {
    c.fillStyle = colours.text;
    c.fillText(fitted(c, label, to - x - 6), x, y + ROW / 2 - 0.5);
  }
}

function ending(span) {
  switch (span.how) {
    case null:
      return "";
    case "lost":
      return ", died with its JVM";
    case "not seen":
      return ", end not seen";
    default:
      return `, ${span.how}`;
  }
}
