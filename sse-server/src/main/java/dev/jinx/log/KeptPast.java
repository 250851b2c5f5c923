package dev.jinx.log;

import dev.jinx.bootstrap.Phase;
import dev.jinx.disk.Batch;
import dev.jinx.disk.EventKeys;
import dev.jinx.disk.Hole;
import dev.jinx.disk.Next;
import dev.jinx.disk.Position;
import dev.jinx.disk.Segments;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a directory has for readers. */
final class KeptPast implements Past {
  /** What one read of a file takes, and so what a reader that is behind holds on to. */
  private static final int READ_BYTES = 128 * 1024;

  private final Segments segments;
  private final String node;
  private final long boot;

  KeptPast(Segments segments, String node, long boot) {
    this.segments = segments;
    this.node = node;
    this.boot = boot;
  }

  @Override
  public boolean isOnDisk() {
    return true;
  }

  @Override
  public Found read(long afterBoot, long after) {
    Next next;
    try {
      next = segments.next(new Position(afterBoot, after), READ_BYTES);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    Batch batch = next.batch();
    return batch == null
        ? new Found(next.missing(), afterBoot, null)
        : new Found(next.missing(), batch.boot(), frames(batch));
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

  @Override
  public boolean knows(long atBoot, long seq) {
    return segments.knows(new Position(atBoot, seq));
  }

  @Override
  public long lastSeq(long ofBoot) {
    return segments.lastSeq(ofBoot);
  }

  @Override
  public @Nullable Cursor earliest() {
    if (segments.isEmpty()) {
      return null;
    }
    Position first = segments.first();
    return first.boot() == 0 ? null : new Cursor(node, first.boot(), first.seq());
  }

  @Override
  public long bytes() {
    return segments.bytes();
  }

  @Override
  public @Nullable Gap lost(Cursor after, Cursor upTo, long windowFirst) {
    List<Hole> missing = segments.holes(new Position(after.boot(), after.seq()));
    return lost(after, upTo, windowFirst, missing);
  }

  @Override
  public @Nullable Gap lost(Cursor after, Cursor upTo, long windowFirst, List<Hole> missing) {
    if (after.boot() != boot && !knows(after.boot(), after.seq())) {
      return new Gap(after.next(), upTo);
    }
    for (Gap gap : gaps(missing, windowFirst)) {
      if (gap.from().isAfter(upTo)) {
        return null;
      }
      return gap.to().isAfter(upTo) ? new Gap(gap.from(), upTo) : gap;
    }
    return null;
  }

  private List<Gap> gaps(List<Hole> missing, long windowFirst) {
    List<Gap> gaps = new ArrayList<>();
    for (Hole hole : missing) {
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
