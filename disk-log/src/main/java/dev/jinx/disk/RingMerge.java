package dev.jinx.disk;

import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Records of several sources in the order of their numbers to be: first those that have one, by it,
 * then those that have none, by their nanos. Each source is in that order by itself, so that only
 * the next record of each is in memory.
 */
final class RingMerge {
  private final Predicate<RingRecord> wanted;
  private final PriorityQueue<Cursor> cursors;

  private static final class Cursor {
    final int source;
    final Iterator<RingRecord> rest;
    RingRecord next;

    Cursor(int source, Iterator<RingRecord> rest, RingRecord next) {
      this.source = source;
      this.rest = rest;
      this.next = next;
    }

    RingRecord next() {
      return next;
    }
  }

  /**
   * @param wanted whether a record is to be given
   * @param now about when the records were written, on their clock, which may overflow
   */
  RingMerge(List<Iterable<RingRecord>> sources, Predicate<RingRecord> wanted, long now) {
    this.wanted = wanted;
    cursors =
        new PriorityQueue<>(
            Comparator.comparing(Cursor::next, order(now)).thenComparingInt(each -> each.source));
    for (int i = 0; i < sources.size(); i++) {
      Iterator<RingRecord> records = sources.get(i).iterator();
      RingRecord first = find(records);
      if (first != null) {
        cursors.add(new Cursor(i, records, first));
      }
    }
  }

  private static Comparator<RingRecord> order(long now) {
    return Comparator.comparing((RingRecord record) -> !record.isNumbered())
        .thenComparingLong(RingRecord::seq)
        .thenComparing(record -> record.isNumbered() && record.isCountedOnly())
        .thenComparingLong(record -> record.nanos() - now);
  }

  /** The next one; null behind the last. */
  @Nullable RingRecord next() {
    Cursor first = cursors.poll();
    if (first == null) {
      return null;
    }
    RingRecord record = first.next;
    RingRecord after = find(first.rest);
    if (after != null) {
      first.next = after;
      cursors.add(first);
    }
    return record;
  }

  private @Nullable RingRecord find(Iterator<RingRecord> records) {
    while (records.hasNext()) {
      RingRecord record = records.next();
      if (wanted.test(record)) {
        return record;
      }
    }
    return null;
  }
}
