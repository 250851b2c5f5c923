package dev.jinx.log;

import dev.jinx.disk.Hole;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What there is behind the window: the boots before this one, and what the window of this one has
 * dropped. Any number of threads at once.
 */
interface Past {
  /** Without a directory there is nothing. */
  Past NONE = new None();

  /**
   * What follows a position.
   *
   * @param missing what was there once and is no more, between the position and the block, or the
   *     end; in order
   * @param boot of the block
   * @param block events in a row, of one boot; null where there is none
   */
  record Found(List<Hole> missing, long boot, @Nullable Block block) {}

  /** Whether to read is to read files. */
  boolean isOnDisk();

  /**
   * The next events behind a position, of whichever boot.
   *
   * @throws java.io.UncheckedIOException if a file that is there cannot be read
   */
  Found read(long afterBoot, long after);

  /** Whether a position of an earlier boot is one of this log's. */
  boolean knows(long atBoot, long seq);

  /** The last number that a boot is known to have given out. */
  long lastSeq(long ofBoot);

  /** The position in front of the oldest event; null if there is none. */
  @Nullable Cursor earliest();

  /** Bytes of the files. */
  long bytes();

  /**
   * What is missing between a position and a later one, as far as that is known without reading;
   * the first of it, null if nothing is.
   *
   * @param windowFirst from this event on, the window has what this boot's files may lack
   */
  @Nullable Gap lost(Cursor after, Cursor upTo, long windowFirst);

  /** The same, where it was found out what is missing. */
  @Nullable Gap lost(Cursor after, Cursor upTo, long windowFirst, List<Hole> missing);

  /** See {@link #NONE}. */
  final class None implements Past {
    private static final Found NOTHING = new Found(List.of(), 0, null);

    private None() {}

    @Override
    public boolean isOnDisk() {
      return false;
    }

    @Override
    public Found read(long afterBoot, long after) {
      return NOTHING;
    }

    @Override
    public boolean knows(long atBoot, long seq) {
      return false;
    }

    @Override
    public long lastSeq(long ofBoot) {
      return 0;
    }

    @Override
    public @Nullable Cursor earliest() {
      return null;
    }

    @Override
    public long bytes() {
      return 0;
    }

    @Override
    public @Nullable Gap lost(Cursor after, Cursor upTo, long windowFirst) {
      return null;
    }

    @Override
    public @Nullable Gap lost(Cursor after, Cursor upTo, long windowFirst, List<Hole> missing) {
      return null;
    }
  }
}
