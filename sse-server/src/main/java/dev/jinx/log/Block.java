package dev.jinx.log;

import dev.jinx.bootstrap.Phase;
import java.nio.charset.StandardCharsets;

/**
 * A run of frames in one array. The scribe adds to the newest block only; bytes and metadata of a
 * published event never change again, and a dropped block is left to the garbage collector. So a
 * reader that still looks at one needs no lock.
 *
 * <p>Plain fields suffice: they are written before {@link EventLog#last} is stored, and readers
 * touch only what lies at or before the value they loaded from it.
 */
final class Block {
  /** Ends the metadata arrays: at the usual size of frames the bytes are full earlier. */
  static final int MAX_FRAMES = 1024;

  private static final byte[] GAP = "event: gap\n".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] ID = "id: ".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] DATA = "\ndata: ".getBytes(StandardCharsets.US_ASCII);

  final long firstSeq;
  final byte[] bytes;
  private final int[] ends;
  private final int[] jsons;
  private final String[] injections;
  private final Phase[] phases;
  private int count;

  Block(long firstSeq, int size, int frames) {
    this.firstSeq = firstSeq;
    this.bytes = new byte[size];
    this.ends = new int[frames];
    this.jsons = new int[frames];
    this.injections = new String[frames];
    this.phases = new Phase[frames];
  }

  /** Bytes a frame takes besides its cursor and its JSON. */
  static int overhead(Phase phase) {
    return ID.length + DATA.length + 2 + (phase == Phase.GAP ? GAP.length : 0);
  }

  boolean fits(int frameLength) {
    return count < ends.length && used() + frameLength <= bytes.length;
  }

  void append(
      String injection,
      Phase phase,
      byte[] cursor,
      int cursorLength,
      byte[] json,
      int offset,
      int length) {
    int at = used();
    if (phase == Phase.GAP) {
      at = put(GAP, 0, GAP.length, at);
    }
    at = put(ID, 0, ID.length, at);
    at = put(cursor, 0, cursorLength, at);
    at = put(DATA, 0, DATA.length, at);
    jsons[count] = at;
    at = put(json, offset, length, at);
    bytes[at++] = '\n';
    bytes[at++] = '\n';
    injections[count] = injection;
    phases[count] = phase;
    ends[count] = at;
    count++;
  }

  private int put(byte[] from, int offset, int length, int at) {
    System.arraycopy(from, offset, bytes, at, length);
    return at + length;
  }

  private int used() {
    return count == 0 ? 0 : ends[count - 1];
  }

  /**
   * Whether a published event is in this block. Right in the newest block too, whose count grows
   * while it is read: nothing published after an event is in the same block and missing.
   */
  boolean holds(long seq) {
    int index = (int) (seq - firstSeq);
    return seq >= firstSeq && index < ends.length && ends[index] != 0;
  }

  int start(int index) {
    return index == 0 ? 0 : ends[index - 1];
  }

  int end(int index) {
    return ends[index];
  }

  int jsonStart(int index) {
    return jsons[index];
  }

  int jsonLength(int index) {
    return ends[index] - 2 - jsons[index];
  }

  String injection(int index) {
    return injections[index];
  }

  Phase phase(int index) {
    return phases[index];
  }
}
