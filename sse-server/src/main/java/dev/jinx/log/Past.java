package dev.jinx.log;

import dev.jinx.bootstrap.Phase;
import dev.jinx.disk.Batch;
import dev.jinx.disk.EventKeys;
import dev.jinx.disk.Hole;
import dev.jinx.disk.Position;
import dev.jinx.disk.Segments;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the directory has for readers: the boots before this one, and what the window of this one
 * has dropped. Any number of threads at once.
 */
final class Past {
  /** What one read of a file takes, and so what a reader that is behind holds on to. */
  private static final int READ_BYTES = 128 * 1024;

  private final Segments segments;
  private final String node;
  private final long boot;

  Past(Segments segments, String node, long boot) {
    this.segments = segments;
    this.node = node;
    this.boot = boot;
  }

  /** Events in a row, of one boot. */
  record Found(long boot, Block block) {}

  /**
   * The next events behind a position, of whichever boot; null if there is none.
   *
   * @throws UncheckedIOException if a file that is there cannot be read
   */
  @Nullable Found read(long afterBoot, long after) {
    Batch batch;
    try {
      batch = segments.read(new Position(afterBoot, after), READ_BYTES);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    return batch == null ? null : new Found(batch.boot(), frames(batch));
  }

  private Block frames(Batch batch) {
    CursorBytes cursor = new CursorBytes(node, batch.boot());
    int most = Block.overhead(Phase.GAP) + cursor.most();
    int size = 0;
    for (int i = 0; i < batch.count(); i++) {
      size += batch.length(i) + most;
    }
    Block block = new Block(batch.firstSeq(), size, batch.count());
    byte[] bytes = batch.bytes();
    String last = "";
    for (int i = 0; i < batch.count(); i++) {
      int offset = batch.offset(i);
      int length = batch.length(i);
      String injection = EventKeys.injection(bytes, offset, length);
      String word = EventKeys.phase(bytes, offset, length);
      Phase phase = word == null ? null : Phase.of(word);
      // Most events in a row are of few points: readers compare and keep one name, not a thousand.
      last = injection == null ? "" : injection.equals(last) ? last : injection;
      int id = cursor.write(batch.firstSeq() + i);
      block.append(
          last, phase == null ? Phase.FAILED : phase, cursor.bytes(), id, bytes, offset, length);
    }
    return block;
  }

  /** Whether a position of an earlier boot is one of this directory's. */
  boolean knows(long atBoot, long seq) {
    return segments.knows(new Position(atBoot, seq))
        // A boot without an event need not have left a file.
        || seq == 0 && (segments.isEmpty() || atBoot > segments.first().boot());
  }

  /** Whether there is, or was, something of a boot. */
  boolean knows(long atBoot) {
    return knows(atBoot, 0);
  }

  /** The last number that a boot is known to have given out. */
  long lastSeq(long ofBoot) {
    return segments.lastSeq(ofBoot);
  }

  /** The position in front of the oldest event; null if there is none. */
  @Nullable Cursor earliest() {
    if (segments.isEmpty()) {
      return null;
    }
    Position first = segments.first();
    return first.boot() == 0 ? null : new Cursor(node, first.boot(), first.seq());
  }

  long bytes() {
    return segments.bytes();
  }

  /**
   * What is missing between a position and a later one, the first of it; null if nothing is.
   *
   * @param windowFirst from this event on, the window has what this boot's files may lack
   */
  @Nullable Gap lost(Cursor after, Cursor upTo, long windowFirst) {
    if (after.boot() != boot && !knows(after.boot(), after.seq())) {
      return new Gap(after.next(), upTo);
    }
    for (Gap gap : holes(after, windowFirst)) {
      if (gap.from().isAfter(upTo)) {
        return null;
      }
      return gap.to().isAfter(upTo) ? new Gap(gap.from(), upTo) : gap;
    }
    return null;
  }

  private List<Gap> holes(Cursor after, long windowFirst) {
    List<Gap> gaps = new ArrayList<>();
    for (Hole hole : segments.holes(new Position(after.boot(), after.seq()))) {
      long to = hole.to();
      if (hole.boot() == boot) {
        to = Math.min(to, windowFirst - 1);
      }
      if (hole.from() <= to) {
        gaps.add(
            new Gap(
                new Cursor(node, hole.boot(), hole.from()),
                to == Hole.UNKNOWN
                    ? new Cursor(node, hole.boot() + 1, 0)
                    : new Cursor(node, hole.boot(), to)));
      }
    }
    return gaps;
  }
}
