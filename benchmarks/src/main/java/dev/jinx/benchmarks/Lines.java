package dev.jinx.benchmarks;

import dev.jinx.event.ArmText;
import dev.jinx.event.EventClock;
import dev.jinx.event.EventWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Events as the scribe writes them, about 400 bytes each, numbered from 1. For one thread. */
final class Lines {
  private static final byte[] PHASE = EventWriter.phase("hit");
  private static final byte[] THREAD = EventWriter.thread(31, "sender-2", false);
  private static final byte[] POINT = EventWriter.point("com.acme.store.Store#commit(long)");
  private static final byte[] CAPTURED =
      "{\"key\":\"user-1042\",\"size\":\"8192\"}".getBytes(StandardCharsets.US_ASCII);

  private final ArmText arm =
      ArmText.of("before-commit", "handler", "observe", 2, Map.of("group", "3"), false);
  private final EventWriter writer;
  private long seq;

  Lines(String node, long boot) {
    writer = new EventWriter(node, boot, new EventClock());
  }

  /** Makes the next one. */
  void next() {
    seq++;
    writer.begin(arm, PHASE, 3, seq, seq, System.nanoTime()).end(arm, THREAD, POINT, CAPTURED);
  }

  /** Its number; 0 before the first. */
  long seq() {
    return seq;
  }

  /** It stands at the start of them. */
  byte[] bytes() {
    return writer.bytes();
  }

  int length() {
    return writer.length();
  }
}
