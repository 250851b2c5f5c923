import {HEAD} from "./paint.js";
import {ROW} from "./rows.js";

const NEAR = 8;

/** The mark, or the parked thread, under a point of the canvas; null if there is none. */
export function nearest(timeline, x, y) {
  const row = timeline.rows[Math.floor((y - HEAD + timeline.scroll) / ROW)];
  if (y < HEAD || !row || row.lane === null || x < timeline.scale.left) {
    return null;
  }
  const lane = row.lane.number;
  let best = -1;
  let distance = NEAR;
  each(timeline, lane, (i, time) => {
    const away = Math.abs(timeline.scale.x(time) + 1.5 - x);
    if (away <= distance) {
      distance = away;
      best = i;
    }
  });
  return best >= 0 ? timeline.store.mark(best) : spanAt(timeline, lane, timeline.scale.timeAt(x));
}

/** The mark before or after that one on its lane; the last one of the lane if there is none yet. */
export function beside(timeline, lane, time, seq, step) {
  let best = -1;
  each(timeline, lane, (i, at) => {
    const key = at - time || timeline.store.seq[i] - seq;
    if (Math.sign(key) === step) {
      const closer = best < 0 ? step : order(timeline.store, i, best);
      if (best < 0 || closer === -step) {
        best = i;
      }
    }
  });
  return best < 0 ? null : timeline.store.mark(best);
}

function order(store, a, b) {
  return Math.sign(store.time[a] - store.time[b] || store.seq[a] - store.seq[b]);
}

function each(timeline, lane, take) {
  const {store, passing} = timeline;
  for (let i = 0; i < store.kept; i++) {
    if (store.lane[i] === lane && (passing === null || passing[lane][store.name[i]] === 1)) {
      take(i, store.time[i]);
    }
  }
}

function spanAt(timeline, lane, time) {
  const {store} = timeline;
  const span = store.standing.spans.find(
    (each) => each.lane === lane && each.start <= time && (each.end ?? Infinity) >= time,
  );
  return span
    ? {lane, time: span.start, seq: span.event.seq, name: store.numberOf(span.event.injection), kind: 1}
    : null;
}
