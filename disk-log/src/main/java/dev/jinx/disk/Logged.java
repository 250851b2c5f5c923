package dev.jinx.disk;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the events of a boot that are in the log tell about those that are still in its rings: how
 * often each point was hit, and which pause a later phase ends.
 */
final class Logged {
  private static final int BATCH_BYTES = 1 << 20;

  private static final byte[] HIT = EventKeys.ascii(",\"hit\":");
  private static final byte[] SHARD = EventKeys.ascii(",\"shard\":");
  private static final byte[] THREAD = EventKeys.ascii(",\"thread\":{\"id\":");
  private static final byte[] POINT = EventKeys.ascii(",\"point\":\"");
  private static final byte[] CAPTURED = EventKeys.ascii(",\"captured\":{");
  private static final byte[] PARKED = EventKeys.ascii(",\"phase\":\"parked\"");

  private final Map<String, Long> hits = new HashMap<>();
  private final Map<String, Parked> parked = new HashMap<>();

  /** What the later phases of a pause repeat of it. */
  record Parked(long hit, int shard, byte[] thread, byte[] captured) {}

  private Logged() {}

  static Logged of(Segments log, long boot) throws IOException {
    Logged logged = new Logged();
    Position at = new Position(boot, 0);
    for (Batch batch = log.read(at, BATCH_BYTES);
        batch != null && batch.boot() == boot;
        batch = log.read(at, BATCH_BYTES)) {
      for (int i = 0; i < batch.count(); i++) {
        logged.add(batch.bytes(), batch.offset(i), batch.length(i));
      }
      at = batch.end();
    }
    return logged;
  }

  /** The number of the last hit of a point that is in the log, 0 where there is none. */
  long hits(String injection) {
    return hits.getOrDefault(injection, 0L);
  }

  void hit(String injection, long hit) {
    hits.merge(injection, hit, Math::max);
  }

  /** The last pause of a thread at a point; null where the log has none. */
  @Nullable Parked parked(String injection, long thread) {
    return parked.get(injection + " " + thread);
  }

  private void add(byte[] bytes, int offset, int length) {
    int end = offset + length;
    int hitAt = EventKeys.find(bytes, offset, end, HIT);
    String injection = EventKeys.injection(bytes, offset, length);
    if (hitAt < 0 || injection == null) {
      return;
    }
    long hit = EventKeys.number(bytes, hitAt + HIT.length, end);
    hit(injection, hit);
    int phaseAt = EventKeys.find(bytes, offset, hitAt, PARKED);
    int shardAt = EventKeys.find(bytes, offset, hitAt, SHARD);
    int threadAt = EventKeys.find(bytes, hitAt, end, THREAD);
    int pointAt = EventKeys.find(bytes, hitAt, end, POINT);
    int capturedAt = EventKeys.find(bytes, hitAt, end, CAPTURED);
    if (phaseAt < 0 || shardAt < 0 || threadAt < 0 || pointAt < threadAt || capturedAt < 0) {
      return;
    }
    int from = capturedAt + CAPTURED.length - 1;
    Parked found =
        new Parked(
            hit,
            (int) EventKeys.number(bytes, shardAt + SHARD.length, hitAt),
            copy(bytes, threadAt, pointAt),
            copy(bytes, from, end - 1));
    parked.put(injection + " " + EventKeys.number(bytes, threadAt + THREAD.length, end), found);
  }

  private static byte[] copy(byte[] bytes, int from, int to) {
    return java.util.Arrays.copyOfRange(bytes, from, to);
  }
}
