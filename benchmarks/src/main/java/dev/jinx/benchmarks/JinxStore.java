package dev.jinx.benchmarks;

import dev.jinx.disk.Durability;
import dev.jinx.disk.LogDirectory;
import dev.jinx.disk.SegmentWriter;
import dev.jinx.disk.Segments;
import java.nio.file.Path;

/** The event log on disk, as the scribe uses it. */
final class JinxStore implements Store {
  static final String NODE = "bench";

  /** More than any run writes, so that everything can be counted afterwards. */
  static final long RETENTION = 4L << 30;

  private final LogDirectory directory;
  private final SegmentWriter writer;

  JinxStore(Path path, boolean forced) throws Exception {
    directory = LogDirectory.open(path, null, NODE);
    Durability durability = forced ? Durability.FSYNC : Durability.OS;
    writer = SegmentWriter.open(directory, open(path), durability, RETENTION);
  }

  @Override
  public void append(long seq, byte[] bytes, int length) {
    writer.append(seq, bytes, 0, length);
  }

  @Override
  public void commit() throws Exception {
    writer.commit();
  }

  @Override
  public void close() throws Exception {
    writer.close();
    directory.close();
  }

  private static Segments open(Path path) throws Exception {
    return Segments.open(path, true, JinxStore::refuse);
  }

  /** The events of a log, none of which may be missing behind the first. */
  static long count(Segments segments) {
    if (!segments.holes(segments.first()).isEmpty()) {
      throw new IllegalStateException("missing: " + segments.holes(segments.first()));
    }
    return segments.last().seq() - segments.first().seq();
  }

  /** Nothing may be wrong with a log that is measured. */
  static void refuse(String problem) {
    throw new IllegalStateException(problem);
  }

  /** That of the agent. */
  static final class Kind implements Store.Kind {
    @Override
    public Store open(Path directory, boolean forced) throws Exception {
      return new JinxStore(directory, forced);
    }

    @Override
    public long count(Path directory) throws Exception {
      return JinxStore.count(JinxStore.open(directory));
    }
  }
}
