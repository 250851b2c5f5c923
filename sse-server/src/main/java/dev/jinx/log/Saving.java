package dev.jinx.log;

import dev.jinx.disk.SegmentWriter;
import java.io.IOException;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Copies the window to disk: a position in the window, like a reader's. While the disk fails, the
 * position stays and the window goes on; when it works again, the copying goes on from there, and
 * what the window has dropped meanwhile is told of as lost. The scribe's own but for {@link
 * #problem} and {@link #saved}.
 */
final class Saving {
  private static final long RETRY_NANOS = 1_000_000_000L;

  /** What a backlog is written in, so that the writer's buffer stays small. */
  private static final int COMMIT_BYTES = 1 << 20;

  private final Window window;
  private final SegmentWriter writer;
  private final ArrayDeque<DiskNews> news = new ArrayDeque<>();
  private @Nullable Gap lost;
  private long retryAt;
  private volatile long saved;
  private volatile @Nullable String problem;

  Saving(Window window, SegmentWriter writer) {
    this.window = window;
    this.writer = writer;
    if (writer.appended() != 0) {
      throw new IllegalArgumentException("the writer has event " + writer.appended() + " already");
    }
  }

  /** The last event on disk. */
  long saved() {
    return saved;
  }

  /** Why the disk takes nothing at the moment, null while it does. */
  @Nullable String problem() {
    return problem;
  }

  /** The next thing to tell, once. */
  @Nullable DiskNews takeNews() {
    return news.poll();
  }

  /**
   * Writes what was appended and is not on disk yet. A disk that has just failed is not asked again
   * for a while.
   */
  void save() {
    long upTo = window.appended();
    if (saved == upTo || problem != null && System.nanoTime() - retryAt < 0) {
      return;
    }
    try {
      write(window.blocks(), upTo);
      problem = null;
    } catch (IOException | RuntimeException | OutOfMemoryError failed) {
      // Whatever it is: the window must go on.
      written();
      writer.discard();
      fail(failed);
    }
  }

  private void write(Block[] blocks, long upTo) throws IOException {
    long from = Math.max(saved + 1, blocks[0].firstSeq);
    lost = from > saved + 1 ? new Gap(window.at(saved + 1), window.at(from - 1)) : null;
    int at = 0;
    for (long seq = from; seq <= upTo; seq++) {
      while (at + 1 < blocks.length && blocks[at + 1].firstSeq <= seq) {
        at++;
      }
      Block block = blocks[at];
      int index = (int) (seq - block.firstSeq);
      writer.append(seq, block.bytes, block.jsonStart(index), block.jsonLength(index));
      if (seq == upTo || writer.pendingBytes() >= COMMIT_BYTES) {
        writer.commit();
        written();
      }
    }
  }

  /** Only what lies behind a hole makes it one. */
  private void written() {
    long committed = writer.committed();
    Gap hole = lost;
    if (committed > saved && hole != null) {
      news.add(new DiskNews("they were dropped while the log could not be written", hole));
      lost = null;
    }
    saved = Math.max(saved, committed);
  }

  private void fail(Throwable failed) {
    retryAt = System.nanoTime() + RETRY_NANOS;
    String message = failed.getMessage();
    String reason = message == null ? failed.getClass().getName() : message.replace('\n', ' ');
    if (problem == null) {
      news.add(new DiskNews(reason, null));
    }
    problem = reason;
  }

  /** Tries once more, whenever it failed last. */
  void close() throws IOException {
    retryAt = System.nanoTime();
    save();
    writer.close();
  }
}
