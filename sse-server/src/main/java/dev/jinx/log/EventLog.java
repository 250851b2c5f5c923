package dev.jinx.log;

import dev.jinx.bootstrap.Phase;
import dev.jinx.disk.SegmentWriter;
import dev.jinx.disk.Segments;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * The events of this node: the memory window over those of this boot, and, where there is a
 * directory, what is in its files.
 *
 * <p>One thread, the scribe, calls {@link #append} and {@link #publish}; everything else may be
 * called from any thread. Nothing here locks, except adding and removing listeners. Only the scribe
 * waits for the disk, when it publishes: no reader ever sees an event that the disk does not have,
 * unless the disk fails; then the window goes on alone.
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
  private final @Nullable Past past;
  private volatile @Nullable Saving saving;

  // The scribe's own.
  private final CursorBytes cursor;
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
    this(node, boot, windowBytes, null, null);
  }

  /**
   * Makes a log that has earlier boots, and keeps this one, in files.
   *
   * @param segments what readers find behind the window; null where there is no directory
   * @param writer of this boot, nobody else's; null where nothing is written
   * @throws IllegalArgumentException as for a log without files
   */
  public EventLog(
      String node,
      long boot,
      long windowBytes,
      @Nullable Segments segments,
      @Nullable SegmentWriter writer) {
    if (!Cursor.isNode(node) || boot < 0 || windowBytes < 0) {
      throw new IllegalArgumentException(
          "node '" + node + "', boot " + boot + ", window of " + windowBytes + " bytes");
    }
    this.node = node;
    this.boot = boot;
    this.windowBytes = windowBytes;
    this.blockBytes = (int) Math.max(SMALLEST_BLOCK, Math.min(LARGEST_BLOCK, windowBytes / 8));
    this.cursor = new CursorBytes(node, boot);
    this.past = segments == null ? null : new Past(segments, node, boot);
    this.saving = writer == null ? null : new Saving(this, writer);
  }

  /** The node's name. */
  public String node() {
    return node;
  }

  /** This life of the node. */
  public long boot() {
    return boot;
  }

  /** Lowest sequence number the window holds; one more than {@link #last} while it is empty. */
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

  /** The position in front of the oldest event there is, in the files or in the window. */
  public Cursor earliest() {
    Cursor window = new Cursor(node, boot, first() - 1);
    Past files = past;
    Cursor oldest = files == null ? null : files.earliest();
    return oldest == null || oldest.isAfter(window) ? window : oldest;
  }

  /** The last event of this boot that is on disk; at boot's start where nothing is written. */
  public Cursor written() {
    Saving files = saving;
    return new Cursor(node, boot, files == null ? 0 : files.saved());
  }

  /** Bytes of the files, 0 where there are none. */
  public long fileBytes() {
    Past files = past;
    return files == null ? 0 : files.bytes();
  }

  /**
   * The last event that the log needs nothing more for: it is on disk, with all before it, or
   * nothing is written at the moment. Behind it, what came may be lost with the process.
   */
  public long settled() {
    Saving files = saving;
    return files == null || files.problem() != null ? last : files.saved();
  }

  /** Why the disk takes nothing at the moment, one line; null while it does. */
  public @Nullable String problem() {
    Saving files = saving;
    return files == null ? null : files.problem();
  }

  /** What the log has to tell of its files, each thing once; null if nothing. Scribe only. */
  public @Nullable DiskNews takeNews() {
    Saving files = saving;
    return files == null ? null : files.takeNews();
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

  /**
   * Writes what was appended to disk, makes it visible, and tells the listeners, in this thread. To
   * be called now and then without news, too: it asks a disk that failed again. Scribe only.
   */
  public void publish() {
    Saving files = saving;
    if (files != null) {
      files.save(blocks, appended);
    }
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
    return new LogReader(this, boot, after);
  }

  /**
   * A new reader of everything after a position, of this boot or of one before.
   *
   * @param after one that {@link #check} accepts
   */
  public LogReader read(Cursor after) {
    return new LogReader(this, after.boot(), after.seq());
  }

  /**
   * Where to go on for a reader whose position this log does not know: behind the boot that it has
   * read further than the files have, else with the oldest event there is.
   */
  public Cursor resume(Cursor unknown) {
    Past files = past;
    if (files != null
        && unknown.node().equals(node)
        && unknown.boot() < boot
        && files.knows(unknown.boot())) {
      return new Cursor(node, unknown.boot(), files.lastSeq(unknown.boot()));
    }
    return earliest();
  }

  /**
   * The first that is lost behind a position, null if everything up to now can be read. What was
   * lost before it was written, and stands in the log as an event of phase {@link Phase#GAP}, is
   * not looked for.
   */
  public @Nullable Gap lost(Cursor after) {
    Gap gap = read(after).gap();
    Past files = past;
    return gap != null || files == null ? gap : files.lost(after, latest(), first());
  }

  /**
   * Accepts a cursor as a position in this log.
   *
   * @throws CursorException if it is another node's, of a boot that the log does not know, or lies
   *     in the future
   */
  public void check(Cursor at) throws CursorException {
    if (!at.node().equals(node)) {
      throw new CursorException(
          CursorException.Kind.FOREIGN,
          "cursor '" + at + "' is of node '" + at.node() + "'; this node is '" + node + "'");
    }
    Past files = past;
    if (at.boot() != boot && (files == null || at.boot() > boot || !files.knows(at.boot()))) {
      Cursor oldest = files == null ? null : files.earliest();
      boolean gone = oldest != null && at.boot() < oldest.boot();
      throw new CursorException(
          gone ? CursorException.Kind.GONE : CursorException.Kind.OTHER_BOOT,
          "cursor '"
              + at
              + "' is of boot "
              + at.boot()
              + " of node '"
              + node
              + (gone ? "', whose events are gone" : "'")
              + "; this is boot "
              + boot
              + (gone ? ", and the oldest event follows '" + oldest + "'" : ""));
    }
    long newest = at.boot() == boot || files == null ? last : files.lastSeq(at.boot());
    if (at.seq() > newest) {
      throw new CursorException(
          CursorException.Kind.FUTURE,
          "cursor '"
              + at
              + "' lies in the future; the newest event is '"
              + new Cursor(node, at.boot(), newest)
              + "'");
    }
  }

  /**
   * Writes what is not on disk yet and ends the writing; what is published later stays in memory.
   * Scribe only.
   *
   * @return whether everything of this boot is on disk, as far as the window had it; true where
   *     nothing is written
   */
  public boolean close() throws IOException {
    Saving files = saving;
    if (files == null) {
      return true;
    }
    saving = null;
    files.close(blocks, appended);
    return files.saved() == appended;
  }

  @Nullable Past past() {
    return past;
  }

  Gap gap(long from, long to) {
    return new Gap(new Cursor(node, boot, from), new Cursor(node, boot, to));
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
    Saving files = saving;
    if (files != null && drop > 0) {
      long dropped = (drop < held.length ? held[drop].firstSeq : seq) - 1;
      if (files.saved() < dropped) {
        files.save(held, appended); // else it would be lost
      }
    }
    Block[] grown = Arrays.copyOfRange(held, drop, held.length + 1);
    grown[grown.length - 1] = block;
    blocks = grown;
    return block;
  }
}
