package dev.jinx.log;

import dev.jinx.bootstrap.Phase;
import dev.jinx.disk.NodeNames;
import dev.jinx.disk.SegmentWriter;
import dev.jinx.disk.Segments;
import java.io.IOException;
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
  private final Window window;
  private final Past past;
  private final Positions positions;
  private final CopyOnWriteArrayList<Runnable> listeners = new CopyOnWriteArrayList<>();
  private volatile @Nullable Saving saving;

  /**
   * Makes an empty log; memory is taken only as events come.
   *
   * @param node the node's name, {@code [A-Za-z0-9._-]{1,128}}
   * @param boot this life of the node, not negative
   * @param windowBytes how many bytes of frames to keep in memory, at least; whole blocks of at
   *     most 256 KiB are dropped when it is exceeded, but never the newest
   * @param segments what readers find behind the window; null where there is no directory
   * @param writer of this boot, nobody else's; null where nothing is written
   * @throws IllegalArgumentException if the name is not one, or a number is negative
   */
  public EventLog(
      String node,
      long boot,
      long windowBytes,
      @Nullable Segments segments,
      @Nullable SegmentWriter writer) {
    if (!NodeNames.isOne(node) || boot < 0 || windowBytes < 0) {
      throw new IllegalArgumentException(
          "node '" + node + "', boot " + boot + ", window of " + windowBytes + " bytes");
    }
    window = new Window(node, boot, windowBytes, this::saveUpTo);
    past = segments == null ? Past.NONE : new KeptPast(segments, node, boot);
    positions = new Positions(window, past);
    saving = writer == null ? null : new Saving(window, writer);
  }

  /** The node's name. */
  public String node() {
    return window.node();
  }

  /** This life of the node. */
  public long boot() {
    return window.boot();
  }

  /** Lowest sequence number the window holds; one more than {@link #last} while it is empty. */
  public long first() {
    return window.first();
  }

  /** Newest published sequence number, 0 if none. */
  public long last() {
    return window.last();
  }

  /** The cursor of the newest published event: what a reader of everything later starts from. */
  public Cursor latest() {
    return positions.latest();
  }

  /** The position in front of the oldest event there is, in the files or in the window. */
  public Cursor earliest() {
    return positions.earliest();
  }

  /** The last event of this boot that is on disk; at boot's start where nothing is written. */
  public Cursor written() {
    Saving files = saving;
    return window.at(files == null ? 0 : files.saved());
  }

  /** Bytes of the files, 0 where there are none. */
  public long fileBytes() {
    return past.bytes();
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
    return window.appended() + 1;
  }

  /**
   * Adds an event, unseen until {@link #publish}. Where there is no memory for it, nothing has
   * changed. Scribe only.
   *
   * @param injection the point's name; empty where an event has none
   * @param phase the event's phase
   * @param json holds the event's line: complete JSON without line breaks
   * @param offset where the line starts
   * @param length its length in bytes
   */
  public void append(String injection, Phase phase, byte[] json, int offset, int length) {
    window.append(injection, phase, json, offset, length);
  }

  /** Else what the window drops would be lost. */
  private void saveUpTo(long dropped) {
    Saving files = saving;
    if (files != null && files.saved() < dropped) {
      files.save();
    }
  }

  /**
   * Writes what was appended to disk, makes it visible, and tells the listeners, in this thread. To
   * be called now and then without news, too: it asks a disk that failed again. Scribe only.
   */
  public void publish() {
    Saving files = saving;
    if (files != null) {
      files.save();
    }
    if (window.publish()) {
      for (Runnable listener : listeners) {
        listener.run();
      }
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
    return read(window.at(after));
  }

  /**
   * A new reader of everything after a position, of this boot or of one before.
   *
   * @param after one that {@link #check} accepts
   */
  public LogReader read(Cursor after) {
    return new LogReader(window, past, after.boot(), after.seq());
  }

  /**
   * Where to go on for a reader whose position this log does not know: behind the boot that it has
   * read further than the files have, else with the oldest event there is.
   */
  public Cursor resume(Cursor unknown) {
    return positions.resume(unknown);
  }

  /**
   * The first that is lost behind a position, null if everything up to now can be read. What was
   * lost before it was written, and stands in the log as an event of phase {@link Phase#GAP}, is
   * not looked for.
   */
  public @Nullable Gap lost(Cursor after) {
    return positions.lost(after);
  }

  /**
   * Accepts a cursor as a position in this log.
   *
   * @throws CursorException if it is another node's, of a boot that the log does not know, or lies
   *     in the future
   */
  public void check(Cursor at) throws CursorException {
    positions.check(at);
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
    files.close();
    return files.saved() == window.appended();
  }
}
