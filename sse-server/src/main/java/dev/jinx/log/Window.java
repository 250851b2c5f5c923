package dev.jinx.log;

import dev.jinx.bootstrap.Phase;
import java.util.Arrays;
import java.util.function.LongConsumer;

/**
 * The newest events of this boot, in memory. One thread, the scribe, appends and publishes; any
 * number of threads read, without a lock.
 */
final class Window {
  private static final int LARGEST_BLOCK = 256 * 1024;
  private static final int SMALLEST_BLOCK = 1024;

  private final String node;
  private final long boot;
  private final long bytes;
  private final int blockBytes;
  private final LongConsumer dropping;

  // The scribe's own.
  private final CursorBytes cursor;
  private long heldBytes;
  private long appended;

  // What readers see. The array is replaced, never changed.
  private volatile Block[] blocks = {};
  private volatile long last;

  /**
   * An empty one; memory is taken only as events come.
   *
   * @param bytes how many bytes of frames to keep, at least; whole blocks of at most 256 KiB are
   *     dropped when it is exceeded, but never the newest
   * @param dropping told the number of the last event that is about to be dropped, in the scribe's
   *     thread; all of them are still there
   */
  Window(String node, long boot, long bytes, LongConsumer dropping) {
    this.node = node;
    this.boot = boot;
    this.bytes = bytes;
    this.dropping = dropping;
    this.blockBytes = (int) Math.max(SMALLEST_BLOCK, Math.min(LARGEST_BLOCK, bytes / 8));
    this.cursor = new CursorBytes(node, boot);
  }

  String node() {
    return node;
  }

  long boot() {
    return boot;
  }

  /** Lowest number that it holds; one more than {@link #last} while it is empty. */
  long first() {
    Block[] held = blocks;
    return held.length == 0 ? 1 : held[0].firstSeq;
  }

  /** Newest published number, 0 if none. */
  long last() {
    return last;
  }

  /** Newest appended number, 0 if none. Scribe only. */
  long appended() {
    return appended;
  }

  /** A position in this boot. */
  Cursor at(long seq) {
    return new Cursor(node, boot, seq);
  }

  /** Adds an event, unseen until {@link #publish}. Scribe only. */
  void append(String injection, Phase phase, byte[] json, int offset, int length) {
    long seq = appended + 1;
    int cursorLength = cursor.write(seq);
    int frame = Block.overhead(phase) + cursorLength + length;
    Block[] held = blocks;
    Block block = held.length == 0 ? null : held[held.length - 1];
    if (block == null || !block.fits(frame)) {
      block = grow(held, seq, frame);
    }
    block.append(injection, phase, cursor.bytes(), cursorLength, json, offset, length);
    // Last: an event for which there was no memory has no number either.
    appended = seq;
  }

  /** Makes visible what was appended; false if nothing was. Scribe only. */
  boolean publish() {
    boolean news = last != appended;
    last = appended;
    return news;
  }

  /** All that it holds, oldest first. */
  Block[] blocks() {
    return blocks;
  }

  /** The block that holds a published event, or the oldest one if it is gone. */
  Block block(long seq) {
    Block[] held = blocks;
    int low = 0;
    int high = held.length - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (held[middle].firstSeq <= seq) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return held[low];
  }

  private Block grow(Block[] held, long seq, int frame) {
    boolean large = frame > blockBytes;
    Block block = new Block(seq, large ? frame : blockBytes, large ? 1 : Block.MAX_FRAMES);
    long total = heldBytes + block.bytes.length;
    int drop = 0;
    while (drop < held.length && total > bytes) {
      total -= held[drop++].bytes.length;
    }
    if (drop > 0) {
      dropping.accept((drop < held.length ? held[drop].firstSeq : seq) - 1);
    }
    Block[] grown = Arrays.copyOfRange(held, drop, held.length + 1);
    grown[grown.length - 1] = block;
    // Only now: where there was no memory, nothing has changed.
    heldBytes = total;
    blocks = grown;
    return block;
  }
}
