package dev.jinx.benchmarks;

import java.nio.charset.StandardCharsets;

/** Events of a node's first life as readers get them, each about 380 bytes, numbered from 1. */
final class Lines {
  private static final byte[] HEAD =
      ascii(
          "{\"injection\":\"before-commit\",\"type\":\"handler\",\"shard\":3,\"phase\":\"hit\","
              + "\"action\":\"observe\",\"hit\":");
  private static final byte[] ID = ascii(",\"arm\":2,\"id\":\"" + JinxStore.NODE + "@1.");
  private static final byte[] SEQ =
      ascii("\",\"node\":\"" + JinxStore.NODE + "\",\"boot\":1,\"seq\":");
  private static final byte[] NANOS = ascii(",\"time\":\"2026-11-21T02:30:00.123456Z\",\"nanos\":");
  private static final byte[] TAIL =
      ascii(
          ",\"thread\":{\"id\":31,\"name\":\"sender-2\",\"virtual\":false},"
              + "\"point\":\"com.acme.store.Store#commit(long)\",\"parameters\":{\"group\":\"3\"},"
              + "\"captured\":{\"key\":\"user-1042\",\"size\":\"8192\"}}");

  private final byte[] bytes = new byte[1024];
  private final byte[] digits = new byte[20];
  private int length;
  private long seq;

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** Makes the next one. */
  void next() {
    seq++;
    length = 0;
    add(HEAD).add(seq).add(ID).add(seq).add(SEQ).add(seq).add(NANOS);
    add(System.nanoTime()).add(TAIL);
  }

  private Lines add(byte[] more) {
    System.arraycopy(more, 0, bytes, length, more.length);
    length += more.length;
    return this;
  }

  private Lines add(long number) {
    int at = digits.length;
    long left = number;
    do {
      digits[--at] = (byte) ('0' + left % 10);
      left /= 10;
    } while (left > 0);
    System.arraycopy(digits, at, bytes, length, digits.length - at);
    length += digits.length - at;
    return this;
  }

  /** Its number; 0 before the first. */
  long seq() {
    return seq;
  }

  /** It stands at the start of them. */
  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }
}
