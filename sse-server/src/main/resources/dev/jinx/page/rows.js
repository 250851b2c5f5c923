export const ROW = 24;
const MOST_LANES = 80;
const ALWAYS = 6;

/**
 * The rows of the timeline: for each node a heading, and its threads in the order in which they
 * came, so that none jumps about. Those that are quiet are folded, which the heading tells.
 */
export function rowsOf(nodes, store, filter, scale) {
  const rows = [];
  const most = Math.max(ALWAYS, Math.floor(MOST_LANES / nodes.length));
  const {kept, busy} = seen(store, filter.table(store), scale);
  for (const node of nodes) {
    const all = store.lanes.list.filter((lane) => lane.node === node && kept[lane.number] === 1);
    const lanes = shown(all, busy, most);
    rows.push({node, lane: null, folded: all.length - lanes.length});
    lanes.forEach((lane) => rows.push({node, lane, folded: 0}));
  }
  return rows;
}

/** Those of a node that are busy, the latest of them if there are too many; some in any case. */
function shown(all, busy, most) {
  const isBusy = (lane) => busy[lane.number] === 1 || lane.open > 0;
  const count = Math.min(most, Math.max(ALWAYS, all.filter(isBusy).length));
  if (all.length <= count) {
    return all;
  }
  const order = (a, b) => isBusy(b) - isBusy(a) || b.open - a.open || b.last - a.last;
  const chosen = new Set([...all].sort(order).slice(0, count));
  return all.filter((lane) => chosen.has(lane));
}

/**
 * Which lanes have anything that the filter lets pass, and which of them in or near the times that
 * are shown: a lane is not to come and go with each of its marks.
 */
function seen(store, passing, scale) {
  const kept = new Uint8Array(store.lanes.list.length);
  const busy = new Uint8Array(store.lanes.list.length);
  const from = scale.start - scale.span;
  for (let i = 0; i < store.kept; i++) {
    const lane = store.lane[i];
    if (passing === null || passing[lane][store.name[i]] === 1) {
      kept[lane] = 1;
      if (store.time[i] >= from && store.time[i] <= scale.edge) {
        busy[lane] = 1;
      }
    }
  }
  for (const lane of passing === null ? store.lanes.list : []) {
    kept[lane.number] |= lane.open > 0 ? 1 : 0;
  }
  return {kept, busy};
}
