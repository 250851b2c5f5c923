package dev.jinx.disk;

import java.util.Arrays;

/**
 * How much of a segment is there for readers. Never changes; its writer publishes a new one.
 *
 * @param bytes where its last event ends, in bytes from the start of the file
 * @param first number of its first event, 0 if there is none
 * @param last number of its last event, 0 if there is none
 * @param indexed entries of its index
 * @param holes what is missing between first and last: pairs of first and last number, in order
 */
record Extent(long bytes, long first, long last, int indexed, long[] holes) {
  private static final long[] NONE = {};

  static Extent empty(long bytes) {
    return new Extent(bytes, 0, 0, 0, NONE);
  }

  boolean isEmpty() {
    return last == 0;
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
