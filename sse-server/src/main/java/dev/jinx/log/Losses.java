package dev.jinx.log;

import dev.jinx.bootstrap.Phase;
import dev.jinx.event.EventWriter;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What is lost and not told of yet: an event that could not be written, mostly for want of memory,
 * and hits that found no room. For as long as a gap cannot be written either, it waits here. The
 * scribe's own but for the counts.
 *
 * <p>An event that could not be written keeps its number, and a gap gets it: its record is marked
 * with that number, and whoever takes over the rings must find either of both in the log.
 */
final class Losses {
  private static final String UNWRITTEN = "it could not be written; /health tells of the fault";

  private final EventLog log;
  private final EventWriter writer;
  private final AtomicLong unwritten = new AtomicLong();
  private final AtomicLong dropped = new AtomicLong();
  private long unwrittenUntold;
  private long droppedUntold;
  private int shard;

  Losses(EventLog log, EventWriter writer) {
    this.log = log;
    this.writer = writer;
  }

  /** How many events could not be written, in this boot. */
  long unwritten() {
    return unwritten.get();
  }

  /** How many hits found no room in the rings, in this boot. */
  long dropped() {
    return dropped.get();
  }

  /** The number that the next event gets, once all that is lost is told of. */
  long next() {
    return log.next() + unwrittenUntold;
  }

  /** The event with the number {@link #next} cannot be written. */
  void addUnwritten() {
    unwritten.incrementAndGet();
    unwrittenUntold++;
  }

  /** Hits of a table's threads found no room. */
  void addDropped(int ofShard, long count) {
    dropped.addAndGet(count);
    droppedUntold += count;
    shard = ofShard;
  }

  /** Whether there is something to be told. */
  boolean isUntold() {
    return unwrittenUntold > 0 || droppedUntold > 0;
  }

  /** Tells of the events that have numbers; before any other event is appended. */
  void tellUnwritten() {
    while (unwrittenUntold > 0) {
      tell(0, 1, UNWRITTEN);
      unwrittenUntold--;
    }
  }

  /**
   * Tells of all.
   *
   * @return how many hits that found no room were told of
   */
  long tell() {
    tellUnwritten();
    long count = droppedUntold;
    if (count > 0) {
      tell(shard, count, null);
      droppedUntold = 0;
    }
    return count;
  }

  private void tell(int ofShard, long count, @Nullable String reason) {
    byte[] phase = LiveTexts.phase(Phase.GAP);
    writer.beginLog("gap", phase, ofShard, count, log.next(), System.nanoTime());
    if (reason != null) {
      writer.text("reason", reason);
    }
    writer.close();
    log.append("", Phase.GAP, writer.bytes(), 0, writer.length());
  }
}
