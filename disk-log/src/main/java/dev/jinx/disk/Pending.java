package dev.jinx.disk;

import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * Lines that are not on disk yet, in one array. Marks tell where in it lines begin: the first, one
 * in every 64 KiB, and each behind a jump of the numbers. For one thread.
 */
final class Pending {
  private static final int SMALL = 64 * 1024;
  private static final int KEPT = 4 << 20;

  private final CRC32C crc = new CRC32C();
  private byte[] bytes = new byte[SMALL];
  private int used;

  private int marks;
  private int[] offsets = new int[16];
  private long[] seqs = new long[16];

  /** The number in front of each mark. */
  private long[] befores = new long[16];

  private long last;

  /**
   * @param last number of the last event on disk
   */
  Pending(long last) {
    this.last = last;
  }

  void add(long seq, byte[] json, int offset, int length) {
    int end = Math.addExact(used, length + Line.EXTRA);
    if (end > bytes.length) {
      bytes = Arrays.copyOf(bytes, (int) Math.min(Integer.MAX_VALUE - 8, Math.max(end, 2L * used)));
    }
    if (marks == 0 || seq != last + 1 || used - offsets[marks - 1] >= SparseIndex.STEP) {
      mark(seq);
    }
    System.arraycopy(json, offset, bytes, used + Line.HEAD, length);
    used += Line.finish(bytes, used, length, crc);
    last = seq;
  }

  private void mark(long seq) {
    // The last one made decides: without memory for all three, none counts as grown.
    if (marks == befores.length) {
      offsets = Arrays.copyOf(offsets, 2 * marks);
      seqs = Arrays.copyOf(seqs, 2 * marks);
      befores = Arrays.copyOf(befores, 2 * marks);
    }
    offsets[marks] = used;
    seqs[marks] = seq;
    befores[marks] = last;
    marks++;
  }

  boolean isEmpty() {
    return used == 0;
  }

  int size() {
    return used;
  }

  byte[] bytes() {
    return bytes;
  }

  /** Number of the last event added. */
  long last() {
    return last;
  }

  /** Number of the first event here. */
  long first() {
    return seqs[0];
  }

  /**
   * The longest part that takes no more than so many bytes, at least one step: its last mark + 1.
   */
  int part(long room) {
    if (used <= room) {
      return marks;
    }
    int part = 1;
    while (part < marks && offsets[part] <= room) {
      part++;
    }
    // Mark number `part` lies past the room, so the part ends at the mark before, if there is one.
    return Math.max(1, part - 1);
  }

  /** Where a part ends. */
  int end(int part) {
    return part == marks ? used : offsets[part];
  }

  /** What a segment holds once a part was written behind what it has. Adds to its index. */
  Extent extend(Extent extent, SparseIndex index, int part) {
    Extent grown = extent;
    for (int i = 0; i < part; i++) {
      index.add(seqs[i], extent.bytes() + offsets[i]);
      long to = i + 1 == marks ? last : befores[i + 1];
      grown = grown.with(seqs[i], to, extent.bytes() + end(i + 1), index.count());
    }
    return grown;
  }

  /** Forgets a part, which is on disk now. */
  void drop(int part) {
    int gone = end(part);
    System.arraycopy(bytes, gone, bytes, 0, used - gone);
    used -= gone;
    for (int i = part; i < marks; i++) {
      offsets[i - part] = offsets[i] - gone;
      seqs[i - part] = seqs[i];
      befores[i - part] = befores[i];
    }
    marks -= part;
    if (used == 0 && bytes.length > KEPT) {
      bytes = new byte[SMALL];
    }
  }

  /** Forgets everything. */
  void clear(long lastOnDisk) {
    drop(marks);
    last = lastOnDisk;
  }
}
