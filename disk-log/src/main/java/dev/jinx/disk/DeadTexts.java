package dev.jinx.disk;

import dev.jinx.event.ArmText;
import dev.jinx.event.EventChoice;
import dev.jinx.event.EventClock;
import dev.jinx.event.EventWriter;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Writes the events of a dead JVM's records, as its scribe would have. */
final class DeadTexts {
  private static final byte[] GAP = EventWriter.phase("gap");
  private static final byte[][] PHASES =
      EventChoice.PHASES.stream().map(EventWriter::phase).toArray(byte[][]::new);

  private final RingDefinitions definitions;
  private final Logged logged;
  private final EventWriter writer;
  private final Map<Long, Logged.Parked> parked = new HashMap<>();
  private final Map<RingRecord.Source, ThreadText> threads = new HashMap<>();

  private record ThreadText(long id, byte[] json) {}

  /**
   * @param rings where the records are from
   * @param logged what the log has of their boot
   */
  DeadTexts(DeadRings rings, String node, long boot, Logged logged) {
    this.definitions = rings.definitions();
    this.logged = logged;
    this.writer = new EventWriter(node, boot, new EventClock(rings.clockMicros()));
  }

  /** The event that was written last; to be used before the next is. */
  byte[] bytes() {
    return writer.bytes();
  }

  int length() {
    return writer.length();
  }

  /** Keeps what later phases of a pause repeat of it. */
  void park(RingRecord record, long hit) {
    parked.put(
        record.waiter(),
        new Logged.Parked(hit, record.source().shard(), thread(record), captured(record)));
  }

  void hit(RingDefinitions.Definition arm, RingRecord record, long seq, long hit) {
    ArmText text = arm.terms()[record.term()];
    byte[] point = definitions.point(record.site());
    writer
        .begin(text, PHASES[record.phase()], record.source().shard(), hit, seq, record.nanos())
        .rest(text, thread(record), point, captured(record))
        .close();
  }

  /** A phase that follows a hit, or tells of the arm. */
  void later(RingDefinitions.Definition arm, RingRecord record, long seq) {
    boolean failed = record.phase() == RingRecord.FAILED;
    ArmText text = failed ? arm.failed() : arm.terms()[record.term()];
    Logged.Parked before = failed ? null : parked.remove(record.waiter());
    if (before == null && !failed) {
      before = logged.parked(arm.injection(), record.thread());
    }
    if (before == null) {
      before =
          new Logged.Parked(
              0, record.source().shard(), thread(record), EventWriter.NOTHING_CAPTURED);
    }
    byte[] point = definitions.point(record.site());
    byte[] phase = PHASES[record.phase()];
    writer.begin(text, phase, before.shard(), before.hit(), seq, record.nanos());
    writer.rest(text, before.thread(), point, before.captured());
    if (record.noteKind() == RingRecord.NOTE_TEXT) {
      String key = record.phase() == RingRecord.RELEASED ? "outcome" : "reason";
      writer.text(key, new String(record.note(), StandardCharsets.UTF_8));
    }
    writer.close();
  }

  /** Numbers from one cursor to another that were given to events of which no record tells. */
  void died(long missing, String from, String to, long seq, long nanos) {
    writer.beginLog("gap", GAP, 0, missing, seq, nanos);
    writer.text("from", from).text("to", to).text("reason", "they died with their JVM").close();
  }

  /** Hits that have no record, or none that means anything. */
  void dropped(long count, long seq, long nanos) {
    writer.beginLog("gap", GAP, 0, count, seq, nanos).close();
  }

  private byte[] thread(RingRecord record) {
    RingRecord.Source source = record.source();
    if (source.virtual()) {
      return EventWriter.thread(record.thread(), source.threadName(), true);
    }
    // All records of one source are of one thread, but for those of the agent's own.
    long key = record.thread();
    ThreadText known = threads.get(source);
    if (known == null || known.id != key) {
      known = new ThreadText(key, EventWriter.thread(key, source.threadName(), false));
      threads.put(source, known);
    }
    return known.json;
  }

  private static byte[] captured(RingRecord record) {
    if (record.noteKind() == RingRecord.NOTE_JSON) {
      return record.note();
    }
    return record.noteKind() == RingRecord.NOTE_LEFT_OUT
        ? EventWriter.LEFT_OUT
        : EventWriter.NOTHING_CAPTURED;
  }
}
