package dev.jinx.disk;

import java.util.Arrays;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The first line of each segment: {@code
 * {"log":"jinx","version":1,"node":"n1","boot":4,"first":1042}}.
 *
 * @param version of the form of the file
 * @param node whose log
 * @param boot which life's events
 * @param first number of the first event
 */
record SegmentHeader(long version, String node, long boot, long first) {
  static final int VERSION = 1;
  private static final byte[] TITLE = EventKeys.ascii("{\"log\":\"jinx\",\"version\":");
  private static final byte[] BOOT = EventKeys.ascii(",\"boot\":");
  private static final byte[] FIRST = EventKeys.ascii(",\"first\":");

  /** The whole line, line end and all. */
  byte[] line() {
    byte[] json =
        EventKeys.ascii(
            "{\"log\":\"jinx\",\"version\":"
                + version
                + ",\"node\":\""
                + node
                + "\",\"boot\":"
                + boot
                + ",\"first\":"
                + first
                + "}");
    byte[] line = Arrays.copyOf(new byte[Line.HEAD], json.length + Line.EXTRA);
    System.arraycopy(json, 0, line, Line.HEAD, json.length);
    Line.finish(line, 0, json.length, new CRC32C());
    return line;
  }

  /** Reads it from an undamaged line's JSON; null where that is something else. */
  static @Nullable SegmentHeader parse(byte[] bytes, int offset, int length) {
    if (!EventKeys.startsWith(bytes, offset, length, TITLE)) {
      return null;
    }
    String node = EventKeys.node(bytes, offset, length);
    long version = EventKeys.number(bytes, offset + TITLE.length, offset + length);
    if (version > VERSION) {
      return new SegmentHeader(version, "", 0, 0);
    }
    long boot = number(bytes, offset, length, BOOT);
    long first = number(bytes, offset, length, FIRST);
    return version == VERSION && node != null && boot >= 0 && first >= 0
        ? new SegmentHeader(version, node, boot, first)
        : null;
  }

  private static long number(byte[] bytes, int offset, int length, byte[] key) {
    int at = EventKeys.find(bytes, offset, offset + length, key);
    return at < 0 ? -1 : EventKeys.number(bytes, at + key.length, offset + length);
  }
}
