package dev.jinx.disk;

import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Numbers what a killed process had published and its scribe had not written yet. What the scribe
 * had numbered keeps its number; all else follows in the order of its nanos, each thread's records
 * in theirs; at last one event tells of what is missing. Doing it again, after it was interrupted
 * itself, gives every event the same number.
 */
final class TakeOver {
  private final DeadRings rings;
  private final String node;
  private final long boot;
  private final Sink sink;
  private final Logged logged;
  private final DeadTexts texts;

  /** The last number that is in the log, before anything is taken over. */
  private final long written;

  private long last;
  private long nanos;
  private long unknown;

  /** Who gets the events. */
  interface Sink {
    /** The next event; the bytes may be used again. */
    void event(long seq, byte[] json, int length) throws IOException;
  }

  private TakeOver(
      DeadRings rings, String node, long boot, long written, Logged logged, Sink sink) {
    this.rings = rings;
    this.node = node;
    this.boot = boot;
    this.written = written;
    this.last = written;
    this.logged = logged;
    this.texts = new DeadTexts(rings, node, boot, logged);
    this.sink = sink;
  }

  /**
   * Gives out the events, each after its number was written to the rings.
   *
   * @param rings read
   * @param boot the life of the node that they belong to
   */
  static void run(DeadRings rings, String node, Segments log, long boot, Sink sink)
      throws IOException {
    long written = log.lastSeq(boot);
    boolean closed = rings.closing() > 0 && rings.closing() <= written;
    boolean nothing =
        rings.untoldDrops() <= 0 && !rings.hasUnnumbered() && rings.lastNumber() <= written;
    if (!closed && !nothing) {
      new TakeOver(rings, node, boot, written, Logged.of(log, boot), sink).all();
    }
  }

  private void all() throws IOException {
    learn();
    nanos = rings.lastNanos();
    RingMerge open = new RingMerge(rings.sources(), this::isOpen, nanos);
    for (RingRecord record = open.next(); record != null; record = open.next()) {
      if (!record.isNumbered()) {
        fillUpTo(rings.lastNumber() + 1);
      }
      take(record);
    }
    fillUpTo(rings.lastNumber() + 1);
    tellDrops();
  }

  /** What the records that are in the log tell about the others. */
  private void learn() {
    for (Iterable<RingRecord> source : rings.sources()) {
      for (RingRecord record : source) {
        RingDefinitions.Definition arm = arm(record);
        if (arm == null) {
          // What has a number leaves a hole, of which is told.
          unknown += record.isNumbered() ? 0 : 1;
        } else if (isWritten(record) && record.isHit()) {
          long hit = record.hit(logged.hits(arm.injection()));
          logged.hit(arm.injection(), hit);
          if (record.isParked()) {
            texts.park(record, hit);
          }
        }
      }
    }
  }

  private boolean isOpen(RingRecord record) {
    return !isWritten(record) && arm(record) != null;
  }

  private boolean isWritten(RingRecord record) {
    return record.isNumbered() && record.seq() <= written;
  }

  /** The arm of a record; null where the record does not mean anything any more. */
  private RingDefinitions.@Nullable Definition arm(RingRecord record) {
    RingDefinitions.Definition arm = rings.definitions().arm(record);
    return arm != null && record.term() < arm.terms().length && record.isKnown() ? arm : null;
  }

  private void take(RingRecord record) throws IOException {
    RingDefinitions.Definition arm = Objects.requireNonNull(arm(record));
    nanos = record.nanos();
    if (record.isNumbered() && !record.isCountedOnly()) {
      if (record.seq() <= last) {
        // The number is another's: the scribe could not write this one.
        unknown++;
        return;
      }
      fillUpTo(record.seq());
    }
    long hit = record.isHit() ? hit(arm, record) : 0;
    if (record.isHit()) {
      logged.hit(arm.injection(), hit);
    }
    if (record.isCountedOnly()) {
      rings.mark(record, last, hit);
      return;
    }
    long seq = last + 1;
    rings.mark(record, seq, hit);
    if (record.isParked()) {
      texts.park(record, hit);
    }
    if (record.isHit()) {
      texts.hit(arm, record, seq, hit);
    } else {
      texts.later(arm, record, seq);
    }
    give(seq);
  }

  private long hit(RingDefinitions.Definition arm, RingRecord record) {
    long before = logged.hits(arm.injection());
    return record.isNumbered() ? record.hit(before) : before + 1;
  }

  /** Numbers that were given to events of which no record tells: one event tells of all. */
  private void fillUpTo(long seq) throws IOException {
    long missing = seq - last - 1;
    if (missing > 0) {
      String life = node + '@' + boot + '.';
      texts.died(missing, life + (last + 1), life + (seq - 1), seq - 1, nanos);
      give(seq - 1);
    }
  }

  private void tellDrops() throws IOException {
    // What has no meaning any more is missing as well.
    long drops = rings.untoldDrops() + unknown;
    if (drops > 0) {
      long seq = last + 1;
      // It has no record: whoever does this again must find that its number was given.
      rings.markClosing(seq);
      texts.dropped(drops, seq, nanos);
      give(seq);
    }
  }

  private void give(long seq) throws IOException {
    sink.event(seq, texts.bytes(), texts.length());
    last = seq;
  }
}
