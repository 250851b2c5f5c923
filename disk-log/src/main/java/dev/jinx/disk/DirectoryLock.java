package dev.jinx.disk;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Keeps a log directory for one process, and within it for one opening.
 *
 * <p>A {@link FileLock} belongs to the JVM, and on POSIX systems it is lost when anything in the
 * process closes the same file. So within a JVM a table decides, by real path, and a file that is
 * locked here is never opened again. The file itself stays for ever: removing it would let two
 * processes lock two files of one name.
 */
final class DirectoryLock implements AutoCloseable {
  private static final String NAME = "lock";
  private static final int LONGEST = 512;

  private static final Map<Path, String> HELD = new HashMap<>();

  /** Left open: to close one would end the lock of another copy of this class in this JVM. */
  private static final List<RandomAccessFile> NOT_OURS = new ArrayList<>();

  private final Path directory;
  private final RandomAccessFile file;
  private boolean closed;

  private DirectoryLock(Path directory, RandomAccessFile file) {
    this.directory = directory;
    this.file = file;
  }

  /**
   * Takes the lock.
   *
   * @param directory its real path
   * @throws LogDirectoryException if another process or another opening has it
   */
  static DirectoryLock take(Path directory) throws IOException {
    Path path = directory.resolve(NAME);
    if (Files.exists(path) && !Files.isRegularFile(path)) {
      throw new LogDirectoryException(
          path
              + " is "
              + (Files.isDirectory(path) ? "a directory" : "no regular file")
              + "; there should be the lock file");
    }
    synchronized (HELD) {
      String holder = HELD.get(directory);
      if (holder != null) {
        throw inUse(directory, "this JVM (" + holder + ")");
      }
      RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
      try {
        FileLock lock = file.getChannel().tryLock();
        if (lock == null) {
          throw inUse(directory, holder(file));
        }
        // What the one before said of itself is no longer so.
        file.setLength(0);
      } catch (OverlappingFileLockException elsewhere) {
        NOT_OURS.add(file);
        throw inUse(directory, "this JVM (another copy of Jinx in it)");
      } catch (IOException failed) {
        file.close();
        if (failed instanceof LogDirectoryException) {
          throw failed;
        }
        throw new LogDirectoryException("cannot lock " + path + ": " + failed.getMessage(), failed);
      }
      HELD.put(directory, "opened just now");
      return new DirectoryLock(directory, file);
    }
  }

  /** Says who holds it, to whoever is refused. */
  void holder(String node) throws IOException {
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    String text = ProcessHandle.current().pid() + " " + node + " " + now + "\n";
    synchronized (HELD) {
      HELD.put(directory, "node " + node + ", since " + now);
    }
    file.setLength(0);
    file.write(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static LogDirectoryException inUse(Path directory, String by) {
    return new LogDirectoryException("log.directory " + directory + " is in use by " + by);
  }

  private static String holder(RandomAccessFile file) throws IOException {
    byte[] bytes = new byte[(int) Math.min(LONGEST, file.length())];
    file.readFully(bytes);
    String[] words = new String(bytes, StandardCharsets.ISO_8859_1).strip().split(" ", -1);
    return words.length == 3
        ? "process " + words[0] + " (node " + words[1] + ", since " + words[2] + ")"
        : "another process, which has not yet said its name";
  }

  @Override
  public void close() throws IOException {
    synchronized (HELD) {
      if (!closed) {
        closed = true;
        HELD.remove(directory);
        file.close();
      }
    }
  }
}
