export const ROW = 26;
const MOST_LANES = 80;

/**
 * The rows of the timeline: for each node a heading, and its threads that were busy last, in the
 * order in which they came, so that none jumps about.
 */
export function rowsOf(nodes, store, filter) {
  const rows = [];
  const each = Math.max(8, Math.floor(MOST_LANES / nodes.length));
  const shown = seen(store, filter.table(store));
  for (const node of nodes) {
    let lanes = store.lanes.list.filter((lane) => lane.node === node && shown(lane));
    const folded = Math.max(0, lanes.length - each);
    if (folded > 0) {
      const busiest = [...lanes].sort((a, b) => b.open - a.open || b.last - a.last).slice(0, each);
      const kept = new Set(busiest);
      lanes = lanes.filter((lane) => kept.has(lane));
    }
    rows.push({node, lane: null, folded});
    lanes.forEach((lane) => rows.push({node, lane, folded: 0}));
  }
  return rows;
}

/** Tells of a lane whether it has anything that the filter lets pass. */
function seen(store, passing) {
  if (passing === null) {
    return (lane) => lane.marks > 0 || lane.open > 0;
  }
  const has = new Uint8Array(store.lanes.list.length);
  for (let i = 0; i < store.kept; i++) {
    const lane = store.lane[i];
    has[lane] |= passing[lane][store.name[i]];
  }
  return (lane) => has[lane.number] === 1;
}
