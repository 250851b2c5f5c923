package dev.jinx.disk;

import dev.jinx.event.ArmText;
import dev.jinx.event.EventChoice;
import dev.jinx.event.EventClock;
import dev.jinx.event.EventWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Numbers what a killed process had published and its scribe had not written yet. What the scribe
 * had numbered keeps its number; all else follows in the order of its nanos, each thread's records
 * in theirs. Doing it again, after it was interrupted itself, gives every event the same number.
 */
final class TakeOver {
  private static final List<String> WORDS = EventChoice.PHASES;
  private static final byte[] GAP = EventWriter.phase("gap");
  private static final byte[][] PHASES =
      WORDS.stream().map(EventWriter::phase).toArray(byte[][]::new);

  private final RingFile rings;
  private final String node;
  private final long boot;
  private final Sink sink;
  private final Logged logged;
  private final EventWriter writer;
  private final Map<Long, Logged.Parked> parked = new HashMap<>();
  private final Map<RingRecord.Source, ThreadText> threads = new IdentityHashMap<>();
  private long last;
  private long nanos;
  private long unknown;

  /** Who gets the events. */
  interface Sink {
    /** The next event; the bytes may be used again. */
    void event(long seq, byte[] json, int length) throws IOException;
  }

  private TakeOver(RingFile rings, String node, Segments log, long boot, Sink sink)
      throws IOException {
    this.rings = rings;
    this.node = node;
    this.boot = boot;
    this.sink = sink;
    this.last = log.lastSeq(boot);
    this.logged = Logged.of(log, boot);
    this.writer = new EventWriter(node, boot, new EventClock(rings.clockMicros()));
  }

  /**
   * Gives out the events, each after its number was written to the rings.
   *
   * @param boot the life of the node that they belong to
   */
  static void run(RingFile rings, String node, Segments log, long boot, Sink sink)
      throws IOException {
    long last = log.lastSeq(boot);
    boolean nothing = rings.untoldDrops() <= 0 && rings.numbered() <= last;
    for (RingRecord record : rings.records()) {
      nothing &= record.isNumbered() && record.seq() <= last;
    }
    if (nothing) {
      return;
    }
    TakeOver over = new TakeOver(rings, node, log, boot, sink);
    over.all();
  }

  private void all() throws IOException {
    List<RingRecord> open = open();
    long given = rings.numbered();
    for (RingRecord record : rings.records()) {
      given = record.isNumbered() ? Math.max(given, record.seq()) : given;
      nanos = nanos == 0 ? record.nanos() : Math.max(nanos, record.nanos());
    }
    for (RingRecord record : open) {
      if (!record.isNumbered()) {
        fillUpTo(given + 1);
      }
      take(record);
    }
    fillUpTo(given + 1);
    tellDrops();
  }

  /** The records that are not in the log, in the order of their numbers to be. */
  private List<RingRecord> open() {
    List<RingRecord> open = new ArrayList<>();
    for (RingRecord record : rings.records()) {
      RingDefinitions.Definition arm = rings.definitions().arm(record);
      boolean isLogged = record.isNumbered() && record.seq() <= last;
      if (arm == null || record.term() >= arm.terms().length || word(record).isEmpty()) {
        // What has a number leaves a hole, of which is told.
        unknown += record.isNumbered() ? 0 : 1;
        continue;
      }
      if (!isLogged) {
        open.add(record);
      } else if (WORDS.get(0).equals(word(record)) || isParked(record) || record.isCountedOnly()) {
        long hit = record.hit(logged.hits(arm.injection()));
        logged.hit(arm.injection(), hit);
        if (isParked(record)) {
          park(record, hit);
        }
      }
    }
    long now = open.isEmpty() ? 0 : open.get(0).nanos();
    open.sort(
        Comparator.comparing((RingRecord record) -> !record.isNumbered())
            .thenComparingLong(RingRecord::seq)
            .thenComparing(record -> record.isNumbered() && record.isCountedOnly())
            .thenComparingLong(record -> record.nanos() - now));
    return open;
  }

  private static String word(RingRecord record) {
    if (record.isCountedOnly()) {
      return "counted";
    }
    return record.phase() < WORDS.size() ? WORDS.get(record.phase()) : "";
  }

  private static boolean isParked(RingRecord record) {
    return word(record).equals("parked");
  }

  private void take(RingRecord record) throws IOException {
    RingDefinitions.Definition arm =
        java.util.Objects.requireNonNull(rings.definitions().arm(record));
    nanos = record.nanos();
    if (record.isCountedOnly()) {
      long hit = hit(arm, record);
      logged.hit(arm.injection(), hit);
      rings.mark(record, last, hit);
      return;
    }
    if (record.isNumbered()) {
      fillUpTo(record.seq());
    }
    long seq = last + 1;
    boolean isHit = isParked(record) || word(record).equals("hit");
    if (isHit) {
      long hit = hit(arm, record);
      logged.hit(arm.injection(), hit);
      rings.mark(record, seq, hit);
      if (isParked(record)) {
        park(record, hit);
      }
      write(arm, record, seq, hit);
    } else {
      rings.mark(record, seq, 0);
      writeLater(arm, record, seq);
    }
    give(seq);
  }

  private long hit(RingDefinitions.Definition arm, RingRecord record) {
    long before = logged.hits(arm.injection());
    return record.isNumbered() ? record.hit(before) : before + 1;
  }

  private void park(RingRecord record, long hit) {
    parked.put(
        record.waiter(),
        new Logged.Parked(hit, record.source().shard(), thread(record), captured(record)));
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

  private record ThreadText(long id, byte[] json) {}

  private static byte[] captured(RingRecord record) {
    if (record.noteKind() == RingRecord.NOTE_JSON) {
      return record.note();
    }
    return record.noteKind() == RingRecord.NOTE_LEFT_OUT
        ? EventWriter.LEFT_OUT
        : EventWriter.NOTHING_CAPTURED;
  }

  private void write(RingDefinitions.Definition arm, RingRecord record, long seq, long hit) {
    ArmText text = arm.terms()[record.term()];
    byte[] point = rings.definitions().point(record.site());
    writer
        .begin(text, PHASES[record.phase()], record.source().shard(), hit, seq, record.nanos())
        .rest(text, thread(record), point, captured(record))
        .close();
  }

  /** A phase that follows a hit, or tells of the arm. */
  private void writeLater(RingDefinitions.Definition arm, RingRecord record, long seq) {
    boolean failed = word(record).equals("failed");
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
    byte[] point = rings.definitions().point(record.site());
    byte[] phase = PHASES[record.phase()];
    writer.begin(text, phase, before.shard(), before.hit(), seq, record.nanos());
    writer.rest(text, before.thread(), point, before.captured());
    if (record.noteKind() == RingRecord.NOTE_TEXT) {
      String key = word(record).equals("released") ? "outcome" : "reason";
      writer.text(key, new String(record.note(), StandardCharsets.UTF_8));
    }
    writer.close();
  }

  /** Numbers that were given to events of which no record tells: one event tells of all. */
  private void fillUpTo(long seq) throws IOException {
    long missing = seq - last - 1;
    if (missing > 0) {
      writer.beginLog("gap", GAP, 0, missing, seq - 1, nanos);
      writer.text("from", node + '@' + boot + '.' + (last + 1));
      writer.text("to", node + '@' + boot + '.' + (seq - 1));
      writer.text("reason", "they died with their JVM").close();
      give(seq - 1);
    }
  }

  private void tellDrops() throws IOException {
    // What has no meaning any more is missing as well.
    long drops = rings.untoldDrops() + unknown;
    if (drops > 0) {
      writer.beginLog("gap", GAP, 0, drops, last + 1, nanos).close();
      give(last + 1);
    }
  }

  private void give(long seq) throws IOException {
    sink.event(seq, writer.bytes(), writer.length());
    last = seq;
  }
}
