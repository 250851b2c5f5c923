package dev.jinx.disk;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The segment that is being written. Whatever fails, the file ends behind its last whole line
 * again, now or before anything else is written.
 *
 * <p>Through a {@link RandomAccessFile}: a channel would be closed by the interruption of whoever
 * commits, which may be an application's thread.
 */
final class SegmentFile implements AutoCloseable {
  final Segment segment;
  private final RandomAccessFile file;
  private final boolean force;
  private long end;
  private boolean unclean;
  private boolean sealed;

  private SegmentFile(Segment segment, RandomAccessFile file, boolean force, long end) {
    this.segment = segment;
    this.file = file;
    this.force = force;
    this.end = end;
  }

  /** Makes a segment with its header. Where that fails, nothing of it stays. */
  static SegmentFile create(Path directory, SegmentHeader header, boolean force)
      throws IOException {
    SegmentName name = new SegmentName(header.boot(), header.first());
    Path path = directory.resolve(name.toString());
    if (Files.exists(path)) {
      // Nothing readable is in it, or its numbers would not be given out again.
      Files.move(path, TornTail.free(directory, name.torn(0)));
    }
    byte[] line = header.line();
    RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
    try {
      file.write(line);
      if (force) {
        file.getFD().sync();
        Durable.force(directory);
      }
    } catch (IOException failed) {
      try {
        file.close();
        Files.deleteIfExists(path);
      } catch (IOException alsoFailed) {
        failed.addSuppressed(alsoFailed);
      }
      throw failed;
    }
    Extent extent = Extent.empty(line.length);
    Segment segment = new Segment(name, path, header.node(), new SparseIndex(), extent, 0, false);
    return new SegmentFile(segment, file, force, line.length);
  }

  /** Writes whole lines behind what is there: all of them, or none. */
  void write(byte[] bytes, int length) throws IOException {
    clean();
    file.seek(end);
    try {
      unclean = true;
      file.write(bytes, 0, length);
      if (force) {
        force();
      }
      end += length;
      unclean = false;
    } catch (IOException failed) {
      try {
        clean();
      } catch (IOException alsoFailed) {
        failed.addSuppressed(alsoFailed);
      }
      throw failed;
    }
  }

  private void force() throws IOException {
    try {
      file.getFD().sync();
    } catch (IOException failed) {
      // The kernel may have dropped what it could not write and call it clean: a second try would
      // succeed and mean nothing. The lines are written anew, to another file.
      sealed = true;
      throw failed;
    }
  }

  /** Takes off what a failed write left behind. */
  void clean() throws IOException {
    if (unclean) {
      file.setLength(end);
      unclean = false;
    }
  }

  /** Whether nothing more can be written to it. */
  boolean isSealed() {
    return sealed;
  }

  /** Bytes of whole lines. */
  long end() {
    return end;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
