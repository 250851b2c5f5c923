package dev.jinx.log;

import dev.jinx.bootstrap.Phase;
import java.util.Arrays;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The memory window over the events of this boot.
 *
 * <p>One thread, the scribe, calls {@link #append} and {@link #publish}; everything else may be
 * called from any thread. Nothing here locks or blocks, except adding and removing listeners.
 *
 * <p>Each event is kept as the SSE frame {@code id: node@boot.seq\ndata: JSON\n\n}, so that serving
 * a reader is copying bytes. An event of phase {@link Phase#GAP} (the rings overflowed) carries
 * {@code event: gap} as well.
 */
public final class EventLog {
  private static final int LARGEST_BLOCK = 256 * 1024;
  private static final int SMALLEST_BLOCK = 1024;

  private final String node;
  private final long boot;
  private final long windowBytes;
  private final int blockBytes;
  private final CopyOnWriteArrayList<Runnable> listeners = new CopyOnWriteArrayList<>();

  // The scribe's own.
  private final byte[] cursor;
  private final int cursorPrefix;
  private long heldBytes;
  private long appended;

  // What readers see. The array is replaced, never changed.
  private volatile Block[] blocks = {};
  private volatile long last;

  /**
   * Makes an empty log; memory is taken only as events come.
   *
   * @param node the node's name, {@code [A-Za-z0-9._-]{1,128}}
   * @param boot this life of the node, not negative
   * @param windowBytes how many bytes of frames to keep, at least; whole blocks of at most 256 KiB
   *     are dropped when it is exceeded, but never the newest
   * @throws IllegalArgumentException if the name is not one, or a number is negative
   */
  public EventLog(String node, long boot, long windowBytes) {
    if (!Cursor.isNode(node) || boot < 0 || windowBytes < 0) {
      throw new IllegalArgumentException(
          "node '" + node + "', boot " + boot + ", window of " + windowBytes + " bytes");
    }
    this.node = node;
    this.boot = boot;
    this.windowBytes = windowBytes;
    this.blockBytes = (int) Math.max(SMALLEST_BLOCK, Math.min(LARGEST_BLOCK, windowBytes / 8));
    String prefix = node + '@' + boot + '.';
    this.cursorPrefix = prefix.length();
    this.cursor = new byte[cursorPrefix + 20];
    for (int i = 0; i < cursorPrefix; i++) {
      cursor[i] = (byte) prefix.charAt(i);
    }
  }

  /** The node's name. */
  public String node() {
    return node;
  }

  /** This life of the node. */
  public long boot() {
    return boot;
  }

  /** Lowest sequence number still held; one more than {@link #last} while the log is empty. */
  public long first() {
    Block[] held = blocks;
    return held.length == 0 ? 1 : held[0].firstSeq;
  }

  /** Newest published sequence number, 0 if none. */
  public long last() {
    return last;
  }

  /** The cursor of the newest published event: what a reader of everything later starts from. */
  public Cursor latest() {
    return new Cursor(node, boot, last);
  }

  /** The sequence number that the next append will get. Scribe only. */
  public long next() {
    return appended + 1;
  }

  /**
   * Adds an event, unseen until {@link #publish}. Scribe only.
   *
   * @param injection the point's name; empty where an event has none
   * @param phase the event's phase
   * @param json holds the event's line: complete JSON without line breaks
   * @param offset where the line starts
   * @param length its length in bytes
   */
  public void append(String injection, Phase phase, byte[] json, int offset, int length) {
    long seq = appended + 1;
    int cursorLength = writeSeq(seq);
    int frame = Block.overhead(phase) + cursorLength + length;
    Block[] held = blocks;
    Block block = held.length == 0 ? null : held[held.length - 1];
    if (block == null || !block.fits(frame)) {
      block = grow(held, seq, frame);
    }
    block.append(injection, phase, cursor, cursorLength, json, offset, length);
    // Last: an event for which there was no memory has no number either.
    appended = seq;
  }

  /** Makes visible what was appended and tells the listeners, in this thread. Scribe only. */
  public void publish() {
    if (last == appended) {
      return;
    }
    last = appended;
    for (Runnable listener : listeners) {
      listener.run();
    }
  }

  /**
   * Has a listener called after each publication, in the scribe's thread. It must neither block nor
   * throw.
   */
  public void addListener(Runnable listener) {
    listeners.add(listener);
  }

  /** Ends what {@link #addListener} began; a call under way may still be running. */
  public void removeListener(Runnable listener) {
    listeners.remove(listener);
  }

  /**
   * A new reader of everything after a position.
   *
   * @param after sequence number of the last event not wanted, from 0 to {@link #last}
   */
  public LogReader read(long after) {
    return new LogReader(this, after);
  }

  /**
   * Accepts a cursor as a position in this log.
   *
   * @return its sequence number
   * @throws CursorException if it is another node's or another boot's, or lies in the future
   */
  public long position(Cursor at) throws CursorException {
    if (!at.node().equals(node)) {
      throw new CursorException(
          CursorException.Kind.FOREIGN,
          "cursor '" + at + "' is of node '" + at.node() + "'; this node is '" + node + "'");
    }
    if (at.boot() != boot) {
      throw new CursorException(
          CursorException.Kind.OTHER_BOOT,
          "cursor '"
              + at
              + "' is of boot "
              + at.boot()
              + " of node '"
              + node
              + "'; this is boot "
              + boot);
    }
    long newest = last;
    if (at.seq() > newest) {
      throw new CursorException(
          CursorException.Kind.FUTURE,
          "cursor '"
              + at
              + "' lies in the future; the newest event is '"
              + new Cursor(node, boot, newest)
              + "'");
    }
    return at.seq();
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
    heldBytes += block.bytes.length;
    int drop = 0;
    while (drop < held.length && heldBytes > windowBytes) {
      heldBytes -= held[drop++].bytes.length;
    }
    Block[] grown = Arrays.copyOfRange(held, drop, held.length + 1);
    grown[grown.length - 1] = block;
    blocks = grown;
    return block;
  }

  private int writeSeq(long seq) {
    int length = cursorPrefix;
    for (long rest = seq; rest > 0; rest /= 10) {
      length++;
    }
    int at = length;
    for (long rest = seq; rest > 0; rest /= 10) {
      cursor[--at] = (byte) ('0' + rest % 10);
    }
    return length;
  }
}
