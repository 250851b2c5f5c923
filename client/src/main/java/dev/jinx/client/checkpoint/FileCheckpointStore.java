package dev.jinx.client.checkpoint;

import dev.jinx.client.checkpoint.CheckpointException.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Positions in one small JSON file, which any number of threads, stores and processes of a machine
 * may write, on a local file system. A write holds the lock {@code FILE.lock}, reads the file,
 * joins its one key into it and replaces it: temporary file, fsync, rename, fsync of the directory.
 * That is two waits for the disk; it waits for other writers as long as they take, and an interrupt
 * does not end it.
 *
 * <p>A store remembers the last position of each key that it read or wrote. Its {@code get} and
 * {@code put} never go behind that, even if the file is removed or put back meanwhile; only its own
 * {@code delete} makes it forget. Of a file that was removed, a write brings back its own key only.
 */
public final class FileCheckpointStore implements CheckpointStore {
  private final CheckpointFile file;
  private final WriterLock lock;
  private final Map<String, NodePositions> seen = new HashMap<>();
  private volatile boolean cleaned;

  /**
   * Opens a file, which need not be there yet; its directory must. A symbolic link is followed.
   *
   * @throws CheckpointException if there is something else than a checkpoint file, or it cannot be
   *     read
   */
  public FileCheckpointStore(Path file) {
    this(file, new SidecarLock());
  }

  FileCheckpointStore(Path file, WriterLock lock) {
    this.file = new CheckpointFile(file);
    this.lock = lock;
    reading(() -> this.file.read(this.file.real()).all().forEach(this::remember));
  }

  @Override
  public @Nullable String get(String key) {
    synchronized (seen) { // or a delete might come between reading and remembering
      reading(
          () -> {
            NodePositions stored = file.read(file.real()).position(key);
            if (stored != null) {
              remember(key, stored);
            }
          });
      NodePositions position = seen.get(key);
      return position == null ? null : position.toString();
    }
  }

  @Override
  public void put(String key, String cursor) {
    NodePositions position = NodePositions.parse(cursor);
    writing(
        real -> {
          Checkpoints disk = file.read(real);
          NodePositions stored = disk.position(key);
          NodePositions remembered = remembered(key);
          NodePositions known = stored == null ? remembered : stored.join(remembered);
          if (known != null && !known.sharesNodeWith(position)) {
            throw otherNode(key, known, position);
          }
          if (remembered != null && position.isBefore(remembered)) {
            return;
          }
          NodePositions next = position.join(known);
          if (next.equals(stored)) {
            Replacement.forceDirectory(real); // its writer may have been killed before it did
          } else {
            replace(real, disk.with(key, next));
          }
          remember(key, next);
        });
  }

  @Override
  public void delete(String key) {
    writing(
        real -> {
          Checkpoints disk = file.read(real);
          NodePositions stored = disk.position(key);
          NodePositions remembered = remembered(key);
          if (stored != null && (remembered == null || !stored.within(remembered))) {
            remember(key, stored);
            return;
          }
          if (stored == null) {
            Replacement.forceDirectory(real);
          } else {
            replace(real, disk.without(key));
          }
          synchronized (seen) {
            seen.remove(key);
          }
        });
  }

  /** The file. */
  @Override
  public String toString() {
    return file.toString();
  }

  private void replace(Path real, Checkpoints next) throws IOException {
    if (!cleaned) {
      Replacement.clean(real);
      cleaned = true;
    }
    Replacement.write(real, next.bytes());
  }

  private @Nullable NodePositions remembered(String key) {
    synchronized (seen) {
      return seen.get(key);
    }
  }

  private void remember(String key, NodePositions position) {
    synchronized (seen) {
      seen.merge(key, position, NodePositions::join);
    }
  }

  private void reading(WriterLock.Work work) {
    try {
      Uninterrupted.run(work);
    } catch (IOException e) {
      throw file.error(Kind.UNREADABLE, "it cannot be read: " + e, e);
    }
  }

  private void writing(Change change) {
    try {
      Uninterrupted.run(
          () -> {
            Path real = file.real();
            file.checkWritable(real);
            lock.alone(real, () -> change.at(real));
          });
    } catch (IOException e) {
      throw file.error(Kind.UNWRITABLE, "it cannot be written: " + e, e);
    }
  }

  private CheckpointException otherNode(String key, NodePositions known, NodePositions given) {
    String what =
        "key '" + key + "' is of " + known + ", not of " + given + ": another node, or a new name";
    return file.error(Kind.OTHER_NODE, what, null);
  }

  /** What is done to the file, alone; done anew if the thread is interrupted meanwhile. */
  private interface Change {
    void at(Path real) throws IOException;
  }
}
