/** The number of the event that a cursor, or an event's id, names. */
export const seqOf = (cursor) => Number(cursor.slice(cursor.lastIndexOf(".") + 1));

/** A cursor so many events before that one, in the same boot. */
export function before(cursor, back) {
  const boot = cursor.slice(0, cursor.lastIndexOf("."));
  return `${boot}.${Math.max(0, seqOf(cursor) - back)}`;
}
