package dev.jinx.log;

import dev.jinx.bootstrap.Phase;
import dev.jinx.bootstrap.Record;
import dev.jinx.event.EventWriter;
import dev.jinx.event.Utf8;
import org.jspecify.annotations.Nullable;

/**
 * The INFO line of a hit, for tests that still read logs: always the same text, {@code NAME:
 * waiting} for a pause and {@code NAME: hit} for all else. For the scribe.
 */
public final class HitLines {
  private final StandardError to;
  private final boolean wanted;
  private final Utf8 line = new Utf8();

  /**
   * @param to who writes them
   * @param wanted whether hits are to be logged at all
   */
  public HitLines(StandardError to, boolean wanted) {
    this.to = to;
    this.wanted = wanted;
  }

  void hit(EventWriter writer, Record record, long hit) {
    if (!wanted || !to.hasRoom()) {
      return;
    }
    line.clear();
    writer.clock().writeTime(line, record.nanos);
    line.raw(" INFO jinx ").raw(record.arm().point().name());
    line.raw(record.phase() == Phase.PARKED ? ": waiting (hit " : ": hit (hit ").number(hit);
    line.raw(", arm ").number(record.arm().number()).raw(", thread ").number(record.threadId);
    line.raw(", ").raw(record.site().label()).raw(")\n");
    to.write(line.toByteArray());
  }

  /** Says what became of the log's files. */
  void log(EventWriter writer, boolean failed, String reason) {
    if (!to.hasRoom()) {
      return;
    }
    line.clear();
    writer.clock().writeTime(line, System.nanoTime());
    line.raw(
        failed ? " WARN jinx the event log cannot be written, events are in memory only: " : "");
    line.raw(failed ? "" : " WARN jinx events are missing in the event log: ").raw(reason);
    to.write(line.ascii('\n').toByteArray());
  }

  /** Says loudly what nobody may miss: a pause that ran out, terms that do not fit. */
  void later(EventWriter writer, Record record, @Nullable String told) {
    if (!to.hasRoom()) {
      return;
    }
    line.clear();
    writer.clock().writeTime(line, record.nanos);
    line.raw(" WARN jinx ").raw(record.arm().point().name());
    if (record.phase() == Phase.EXPIRED) {
      line.raw(": expired: nobody released it within ")
          .raw(record.arm().terms().action(record.term()).text());
      line.raw(", the thread goes on");
    } else {
      line.raw(": failed: ").raw(told == null ? "" : told);
    }
    line.raw(" (arm ").number(record.arm().number()).raw(", thread ").number(record.threadId);
    line.raw(", ").raw(record.site().label()).raw(")\n");
    to.write(line.toByteArray());
  }
}
