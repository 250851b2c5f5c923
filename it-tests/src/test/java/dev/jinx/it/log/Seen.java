package dev.jinx.it.log;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * What one reader got, in the order in which it did: a position and a sum for each event. What it
 * got again is counted, and has to be what it was.
 */
final class Seen {
  private static final int SEQ_BITS = 40;

  private final String reader;
  private long[] positions = new long[1 << 16];
  private int[] sums = new int[1 << 16];
  private int count;
  private long repeated;

  Seen(String reader) {
    this.reader = reader;
  }

  /** The next event, with the id that it came under. */
  synchronized void add(String id, String json) {
    int at = id.lastIndexOf('@');
    int dot = id.lastIndexOf('.');
    if (!json.contains("\"id\":\"" + id + "\"")) {
      throw new AssertionError(reader + " got under the id " + id + ": " + json);
    }
    add(
        Long.parseLong(id.substring(at + 1, dot)),
        Long.parseLong(id.substring(dot + 1)),
        json.getBytes(StandardCharsets.UTF_8));
  }

  synchronized void add(long boot, long seq, byte[] json) {
    long position = position(boot, seq);
    if (count > 0 && position <= positions[count - 1]) {
      int before = Arrays.binarySearch(positions, 0, count, position);
      if (before < 0 || sums[before] != sum(json)) {
        throw new AssertionError(
            reader + " got " + boot + "." + seq + " late or changed, after " + last());
      }
      repeated++;
      return;
    }
    if (count == positions.length) {
      positions = Arrays.copyOf(positions, 2 * count);
      sums = Arrays.copyOf(sums, 2 * count);
    }
    positions[count] = position;
    sums[count++] = sum(json);
    notifyAll();
  }

  private static long position(long boot, long seq) {
    return boot << SEQ_BITS | seq;
  }

  private static int sum(byte[] json) {
    CRC32C crc = new CRC32C();
    crc.update(json);
    return (int) crc.getValue();
  }

  /** Whether something of that boot has come, or of a later one. */
  synchronized boolean hasReached(long boot) {
    return hasReached(boot, 1);
  }

  synchronized boolean hasReached(long boot, long seq) {
    return count > 0 && positions[count - 1] >= position(boot, seq);
  }

  /** How many events came more than once. */
  synchronized long repeated() {
    return repeated;
  }

  synchronized int count() {
    return count;
  }

  /** Where it has come to. */
  synchronized String last() {
    if (count == 0) {
      return "nothing";
    }
    long last = positions[count - 1];
    return (last >>> SEQ_BITS) + "." + (last & (1L << SEQ_BITS) - 1);
  }

  /** Fails unless this is just what another one has. */
  void assertSameAs(Seen log) {
    for (int i = 0; i < Math.min(count, log.count); i++) {
      if (positions[i] != log.positions[i] || sums[i] != log.sums[i]) {
        throw new AssertionError(
            "event " + i + " of " + reader + " is at " + text(i) + ", of the log " + log.text(i));
      }
    }
    if (count != log.count) {
      throw new AssertionError(
          reader
              + " has "
              + count
              + " events to "
              + last()
              + ", the log "
              + log.count
              + " to "
              + log.last());
    }
  }

  private String text(int index) {
    long position = positions[index];
    return (position >>> SEQ_BITS) + "." + (position & (1L << SEQ_BITS) - 1);
  }
}
