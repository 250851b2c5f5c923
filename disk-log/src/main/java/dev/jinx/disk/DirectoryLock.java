package dev.jinx.disk;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a log directory for one process, and within it for one opening.
 *
 * <p>Two bytes of the file are locked: one by whoever writes in the directory, the other only by
 * who lives there. So a visitor is never taken for a JVM at work, whatever the text of the file
 * says at that moment, and who starts knows whether to wait.
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

  /** The bytes, behind all text: on some systems what is locked cannot be read. */
  private static final long WRITES = 1 << 20;

  private static final long LIVES = WRITES + 1;

  private static final Map<Path, String> HELD = new HashMap<>();

  /**
   * Left open, as to close one would end the lock of another copy of this class in this JVM; one
   * for each mode and path, for the next try.
   */
  private static final Map<String, Kept> NOT_OURS = new HashMap<>();

  /**
   * @param key by which it is told from a later file of that name, where the system has such
   */
  private record Kept(RandomAccessFile file, @Nullable Object key) {}

  private final Path directory;
  private final RandomAccessFile file;
  private boolean closed;

  private DirectoryLock(Path directory, RandomAccessFile file) {
    this.directory = directory;
    this.file = file;
  }

  /** Who has it, where it was not to be had, and how long they may be expected to go by. */
  private record Refusal(String by, Duration patience) {}

  /**
   * Takes the lock, and waits a while for somebody who only takes over what a dead process left, or
   * only looks.
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
    AtomicReference<Refusal> refusal = new AtomicReference<>();
    String by = "";
    long since = 0;
    while (true) {
      DirectoryLock lock = attempt(directory, path, visit, refusal);
      if (lock != null) {
        return lock;
      }
      Refusal why = Objects.requireNonNull(refusal.get());
      long now = System.nanoTime();
      if (!why.by().equals(by)) {
        // Each holder has its time from when it was first seen.
        by = why.by();
        since = now;
      }
      if (why.patience().isZero() || now - since > why.patience().toNanos() || !pause()) {
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
        Duration patience = holder.equals(VISITS) ? LONGEST_VISIT : Duration.ZERO;
        refusal.set(new Refusal("this JVM (" + holder + ")", patience));
        return null;
      }
      RandomAccessFile file = open(path, "rw");
      try {
        FileChannel channel = file.getChannel();
        boolean writes = channel.tryLock(WRITES, 1, false) != null;
        if (!writes || !visit && channel.tryLock(LIVES, 1, false) == null) {
          refusal.set(holder(file, !writes && isLivedIn(channel)));
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
        NOT_OURS.put("rw" + path, new Kept(file, key(path)));
        Duration patience = isLivedIn(file.getChannel()) ? Duration.ZERO : LONGEST_VISIT;
        refusal.set(new Refusal("this JVM (another copy of Jinx in it)", patience));
        return null;
      } catch (IOException failed) {
        HELD.remove(directory);
        file.close();
        throw new LogDirectoryException("cannot lock " + path + ": " + failed.getMessage(), failed);
      }
    }
  }

  /**
   * Whether a process lives in a directory, other than for a visit. Whoever starts there at the
   * same time waits for this.
   *
   * @param directory its real path
   * @throws IOException if the file of the lock cannot be looked at
   */
  static boolean isLivedIn(Path directory) throws IOException {
    Path path = directory.resolve(NAME);
    synchronized (HELD) { // what is opened and closed here would end a lock of this JVM's
      String holder = HELD.get(directory);
      if (holder != null) {
        return !holder.equals(VISITS);
      }
      if (!Files.isRegularFile(path) || !Files.isReadable(path)) {
        return false; // nobody ever was at work here, or it is not for us to know
      }
      RandomAccessFile file = open(path, "r");
      try {
        boolean lives = isLivedIn(file.getChannel());
        if (isWrittenByACopyOfUs(file.getChannel())) {
          NOT_OURS.put("r" + path, new Kept(file, key(path)));
        } else {
          file.close();
        }
        return lives;
      } catch (IOException failed) {
        file.close();
        throw failed;
      }
    }
  }

  private static boolean isLivedIn(FileChannel channel) throws IOException {
    try (FileLock free = channel.tryLock(LIVES, 1, true)) {
      return free == null;
    } catch (OverlappingFileLockException here) {
      return true;
    }
  }

  private static boolean isWrittenByACopyOfUs(FileChannel channel) throws IOException {
    try (FileLock unused = channel.tryLock(WRITES, 1, true)) {
      return false;
    } catch (OverlappingFileLockException here) {
      return true;
    }
  }

  private static RandomAccessFile open(Path path, String mode) throws IOException {
    Kept kept = NOT_OURS.remove(mode + path);
    if (kept != null && Files.exists(path) && Objects.equals(kept.key, key(path))) {
      return kept.file;
    }
    if (kept != null) {
      kept.file.close(); // of a directory that was deleted
    }
    return new RandomAccessFile(path.toFile(), mode);
  }

  private static @Nullable Object key(Path path) throws IOException {
    return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
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

  private static Refusal holder(RandomAccessFile file, boolean lives) throws IOException {
    byte[] bytes = new byte[LONGEST];
    // What is there at this moment: who has just got it cuts what the one before said of itself.
    int length = Math.max(0, file.read(bytes));
    String all = new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
    String[] words = all.strip().split(" ", -1);
    String by = "another process, which has not yet said its name";
    if (words.length == 2 && words[1].equals(VISITS)) {
      by = "process " + words[0] + ", which reads what a dead one left";
    } else if (words.length == 3) {
      by = "process " + words[0] + " (node " + words[1] + ", since " + words[2] + ")";
    }
    return new Refusal(by, lives ? Duration.ZERO : LONGEST_VISIT);
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
