package dev.jinx.disk;

import java.util.Arrays;

/** How much of a segment is there for readers. Never changes; its writer publishes a new one. */
final class Extent {
  private static final long[] NONE = {};

  private final long bytes;
  private final long first;
  private final long last;
  private final int indexed;

  /** What is missing between first and last: pairs of first and last number, in order. */
  private final long[] holes;

  private Extent(long bytes, long first, long last, int indexed, long[] holes) {
    this.bytes = bytes;
    this.first = first;
    this.last = last;
    this.indexed = indexed;
    this.holes = holes;
  }

  static Extent empty(long bytes) {
    return new Extent(bytes, 0, 0, 0, NONE);
  }

  /** Where its last event ends, in bytes from the start of the file. */
  long bytes() {
    return bytes;
  }

  /** Number of its first event, 0 if there is none. */
  long first() {
    return first;
  }

  /** Number of its last event, 0 if there is none. */
  long last() {
    return last;
  }

  /** Entries of its index. */
  int indexed() {
    return indexed;
  }

  boolean isEmpty() {
    return last == 0;
  }

  /** How many holes there are between first and last. */
  int holes() {
    return holes.length / 2;
  }

  /** The first missing number of a hole. */
  long holeFrom(int hole) {
    return holes[2 * hole];
  }

  /** The last missing number of a hole. */
  long holeTo(int hole) {
    return holes[2 * hole + 1];
  }

  /** With events {@code from} to {@code to}, all of them, behind what there is. */
  Extent with(long from, long to, long newBytes, int newIndexed) {
    if (isEmpty()) {
      return new Extent(newBytes, from, to, newIndexed, NONE);
    }
    long[] newHoles = holes;
    if (from != last + 1) {
      newHoles = Arrays.copyOf(holes, holes.length + 2);
      newHoles[holes.length] = last + 1;
      newHoles[holes.length + 1] = from - 1;
    }
    return new Extent(newBytes, first, to, newIndexed, newHoles);
  }
}
