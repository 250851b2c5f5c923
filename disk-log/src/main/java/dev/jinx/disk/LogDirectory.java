package dev.jinx.disk;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * A node's log directory, held for the life of this process: locked, of this node, with a boot of
 * its own. A boot is stored durably before anybody learns of it, so none is ever given out twice,
 * even if the file {@code node} is lost while segments are there.
 *
 * <p>Only who has opened it writes in the directory. To read it, {@link Segments} is enough.
 */
public final class LogDirectory implements AutoCloseable {
  private final Path path;
  private final DirectoryLock lock;
  private final String node;
  private final boolean hasBoot;
  private long boot;

  private LogDirectory(Path path, DirectoryLock lock, String node, long boot, boolean hasBoot) {
    this.path = path;
    this.lock = lock;
    this.node = node;
    this.boot = boot;
    this.hasBoot = hasBoot;
  }

  /**
   * Locks the directory, making it where it is missing, and begins the next boot.
   *
   * @param directory where; relative to the working directory
   * @param node the name that was asked for, or null for the one that the directory remembers
   * @param fallback the name where none was asked for and none is remembered
   * @throws LogDirectoryException if it is in use, is another node's, is damaged or a newer Jinx's,
   *     or is no directory that can be written to; one line says which. Nothing was changed then.
   * @throws IllegalArgumentException if a name is not {@code [A-Za-z0-9._-]{1,128}}
   */
  public static LogDirectory open(Path directory, @Nullable String node, String fallback)
      throws IOException {
    if (!NodeNames.isOne(node == null ? fallback : node)) {
      throw new IllegalArgumentException(
          "'" + (node == null ? fallback : node) + "' is no name of a node");
    }
    Path path = directory.toAbsolutePath();
    try {
      path = make(path);
      DirectoryLock lock = DirectoryLock.take(path, false);
      try {
        return begin(path, lock, node, fallback);
      } catch (IOException | RuntimeException failed) {
        lock.close();
        throw failed;
      }
    } catch (LogDirectoryException clear) {
      throw clear;
    } catch (AccessDeniedException denied) {
      throw new LogDirectoryException(
          "cannot write in log.directory " + path + ": no permission at " + denied.getFile(),
          denied);
    } catch (IOException failed) {
      throw new LogDirectoryException(
          "cannot write in log.directory " + path + ": " + failed.getMessage(), failed);
    }
  }

  /** Makes what is missing of a path, each name durably. */
  private static Path make(Path path) throws IOException {
    Deque<Path> missing = new ArrayDeque<>();
    for (Path part = path; part != null && !Files.isDirectory(part); part = part.getParent()) {
      if (Files.exists(part, LinkOption.NOFOLLOW_LINKS)) {
        if (Files.isDirectory(part)) {
          break; // Made between the two looks, by another process that starts.
        }
        String what = Files.exists(part) ? "is a file" : "is a link to nowhere";
        throw new LogDirectoryException(
            part.equals(path)
                ? "log.directory " + path + " " + what + ", not a directory"
                : "log.directory " + path + " cannot be made: " + part + " " + what);
      }
      missing.push(part);
    }
    for (Path part : missing) {
      try {
        Files.createDirectory(part);
      } catch (FileAlreadyExistsException another) {
        // Another process starts in it, too; the lock decides.
      }
      Durable.force(Durable.directoryOf(part));
    }
    return path.toRealPath();
  }

  private static LogDirectory begin(
      Path path, DirectoryLock lock, @Nullable String wanted, String fallback) throws IOException {
    NodeFile before = NodeFile.read(path);
    String known = before == null ? SegmentFiles.node(path) : before.node();
    if (known != null && wanted != null && !known.equals(wanted)) {
      throw new LogDirectoryException(
          "log.directory " + path + " is node " + known + "'s, not " + wanted + "'s");
    }
    String node = known != null ? known : wanted != null ? wanted : fallback;
    long boot = Math.max(before == null ? 0 : before.boot(), highestBoot(path)) + 1;
    new NodeFile(node, boot).write(path);
    lock.holder(node);
    return new LogDirectory(path, lock, node, boot, true);
  }

  /**
   * Locks a directory for taking over what a dead process left, without a boot of its own.
   *
   * @throws LogDirectoryException if it is in use, or is damaged or a newer Jinx's; or if no file
   *     in it names its node
   */
  static LogDirectory visit(Path directory) throws IOException {
    Path path = directory.toRealPath();
    DirectoryLock lock = DirectoryLock.take(path, true);
    try {
      NodeFile known = NodeFile.read(path);
      String node = known == null ? SegmentFiles.node(path) : known.node();
      if (node == null) {
        throw new LogDirectoryException(path + " names no node");
      }
      long boot = Math.max(known == null ? 0 : known.boot(), highestBoot(path));
      return new LogDirectory(path, lock, node, boot, false);
    } catch (IOException | RuntimeException failed) {
      lock.close();
      throw failed;
    }
  }

  /**
   * A boot for a process that died before it learned of its own: behind all that were given out,
   * before the one that this process will tell of. For the thread that opened the directory.
   */
  long bootOfDead() throws IOException {
    long mine = boot;
    new NodeFile(node, mine + 1).write(path);
    boot = mine + 1;
    return hasBoot ? mine : boot;
  }

  private static long highestBoot(Path path) throws IOException {
    long highest = 0;
    for (Path file : Listing.of(path)) {
      highest = Math.max(highest, SegmentName.bootOf(String.valueOf(file.getFileName())));
    }
    return highest;
  }

  /** The node's name. */
  public String node() {
    return node;
  }

  /** This life of the node, at least 1. */
  public long boot() {
    return boot;
  }

  /** Its real path. */
  public Path path() {
    return path;
  }

  /** Lets go of the lock. A killed process's is let go by the system. */
  @Override
  public void close() throws IOException {
    lock.close();
  }
}
