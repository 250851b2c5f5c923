package dev.jinx.disk;

import java.util.Arrays;

/**
 * Where some of a segment's events are: the first, then one in every 64 KiB. Added to by one
 * thread. Others read only as many entries as they learned of through {@link Extent}, which is
 * published after them.
 */
final class SparseIndex {
  static final int STEP = 64 * 1024;

  private long[] seqs = new long[4];
  private long[] offsets = new long[4];
  private int count;

  /** Adds an event, unless one not far before it is there. */
  void add(long seq, long offset) {
    if (count > 0 && offset - offsets[count - 1] < STEP) {
      return;
    }
    if (count == seqs.length) {
      // New arrays, so that a reader keeps what it looks at.
      offsets = Arrays.copyOf(offsets, 2 * count);
      seqs = Arrays.copyOf(seqs, 2 * count);
    }
    seqs[count] = seq;
    offsets[count] = offset;
    count++;
  }

  /** Takes back what was added behind the first so many, which nobody was told of. */
  void cut(int kept) {
    count = kept;
  }

  int count() {
    return count;
  }

  /** The entry at or before an event among the first so many; 0 if it lies before all. */
  int floor(long seq, int among) {
    int found = Arrays.binarySearch(seqs, 0, among, seq);
    return found >= 0 ? found : Math.max(0, -found - 2);
  }

  long seq(int entry) {
    return seqs[entry];
  }

  long offset(int entry) {
    return offsets[entry];
  }
}
