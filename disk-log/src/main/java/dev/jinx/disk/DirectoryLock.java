package dev.jinx.disk;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

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
  private static final String VISITS = "visits";
  private static final Duration LONGEST_VISIT = Duration.ofSeconds(10);

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

  /** Who has it, where it was not to be had; somebody who visits goes soon. */
  private record Refusal(String by, boolean visits) {}

  /**
   * Takes the lock, and waits a while for somebody who only takes over what a dead process left.
   *
   * @param directory its real path
   * @param visit whether that is what this is for
   * @throws LogDirectoryException if another process or another opening has it
   */
  static DirectoryLock take(Path directory, boolean visit) throws IOException {
    Path path = directory.resolve(NAME);
    if (Files.exists(path) && !Files.isRegularFile(path)) {
      throw new LogDirectoryException(
          path
              + " is "
              + (Files.isDirectory(path) ? "a directory" : "no regular file")
              + "; there should be the lock file");
    }
    long end = System.nanoTime() + LONGEST_VISIT.toNanos();
    AtomicReference<Refusal> refusal = new AtomicReference<>();
    while (true) {
      DirectoryLock lock = attempt(directory, path, visit, refusal);
      if (lock != null) {
        return lock;
      }
      Refusal why = Objects.requireNonNull(refusal.get());
      if (!why.visits() || System.nanoTime() - end > 0 || !pause()) {
        throw new LogDirectoryException("log.directory " + directory + " is in use by " + why.by());
      }
    }
  }

  private static @Nullable DirectoryLock attempt(
      Path directory, Path path, boolean visit, AtomicReference<Refusal> refusal)
      throws IOException {
    synchronized (HELD) {
      String holder = HELD.get(directory);
      if (holder != null) {
        refusal.set(new Refusal("this JVM (" + holder + ")", holder.equals(VISITS)));
        return null;
      }
      RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
      try {
        FileLock lock = file.getChannel().tryLock();
        if (lock == null) {
          refusal.set(holder(file));
          file.close();
          return null;
        }
        // What the one before said of itself is no longer so.
        file.setLength(0);
        DirectoryLock taken = new DirectoryLock(directory, file);
        HELD.put(directory, visit ? VISITS : "opened just now");
        if (visit) {
          taken.say(VISITS);
        }
        return taken;
      } catch (OverlappingFileLockException elsewhere) {
        NOT_OURS.add(file);
        refusal.set(new Refusal("this JVM (another copy of Jinx in it)", false));
        return null;
      } catch (IOException failed) {
        HELD.remove(directory);
        file.close();
        throw new LogDirectoryException("cannot lock " + path + ": " + failed.getMessage(), failed);
      }
    }
  }

  /** A moment; false if this thread is to end. */
  private static boolean pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(5); // nothing tells that a lock of another process is free
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Says who holds it, to whoever is refused. */
  void holder(String node) throws IOException {
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    synchronized (HELD) {
      HELD.put(directory, "node " + node + ", since " + now);
    }
    say(node + " " + now);
  }

  private void say(String what) throws IOException {
    String text = ProcessHandle.current().pid() + " " + what + "\n";
    file.setLength(0);
    file.write(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static Refusal holder(RandomAccessFile file) throws IOException {
    byte[] bytes = new byte[(int) Math.min(LONGEST, file.length())];
    file.readFully(bytes);
    String[] words = new String(bytes, StandardCharsets.ISO_8859_1).strip().split(" ", -1);
    if (words.length == 2 && words[1].equals(VISITS)) {
      return new Refusal("process " + words[0] + ", which reads what a dead one left", true);
    }
    String by =
        words.length == 3
            ? "process " + words[0] + " (node " + words[1] + ", since " + words[2] + ")"
            : "another process, which has not yet said its name";
    return new Refusal(by, false);
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
