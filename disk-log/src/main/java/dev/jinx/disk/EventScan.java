package dev.jinx.disk;

import java.io.FileInputStream;
import java.io.IOException;

/**
 * Goes from event to event of one boot of one node. An undamaged line that is none, or whose number
 * does not rise, counts as damage: so an event is never wrong and never comes twice.
 */
final class EventScan implements AutoCloseable {
  private final LineScan lines;
  private final byte[] key;
  private long seq;

  /** Everything before has been told of: events, or damage. */
  private long passed;

  private long damagedFrom;

  /**
   * @param from where in the file to begin, at a line
   * @param end where to stop
   * @param after number of the last event before that place
   */
  EventScan(
      FileInputStream file, String node, long boot, long from, long end, long after, int buffer)
      throws IOException {
    lines = new LineScan(file, from, end, buffer);
    key = EventKeys.ascii(",\"node\":\"" + node + "\",\"boot\":" + boot + ",\"seq\":");
    seq = after;
    passed = from;
  }

  boolean next() throws IOException {
    damagedFrom = passed;
    while (lines.next()) {
      byte[] bytes = lines.bytes();
      int json = lines.start() + Line.HEAD;
      int end = lines.start() + lines.length() - 1;
      int at = EventKeys.find(bytes, json, end, key);
      long found = at < 0 ? -1 : EventKeys.number(bytes, at + key.length, end);
      if (found > seq) {
        seq = found;
        passed = lines.offset() + lines.length();
        return true;
      }
    }
    return false;
  }

  long seq() {
    return seq;
  }

  byte[] bytes() {
    return lines.bytes();
  }

  /** Where the line begins in {@link #bytes}. */
  int start() {
    return lines.start();
  }

  /** The line's length, with everything. */
  int length() {
    return lines.length();
  }

  /** Where the line begins in the file. */
  long offset() {
    return lines.offset();
  }

  /** Bytes right in front of this event that are no events. */
  long damaged() {
    return lines.offset() - damagedFrom;
  }

  /** Where the last event ends; the start, if there was none. */
  long passed() {
    return passed;
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
