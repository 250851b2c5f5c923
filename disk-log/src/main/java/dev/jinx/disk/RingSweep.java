package dev.jinx.disk;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Removes ring files that nothing leads to any more: a test killed its JVM and deleted the log
 * directory with all that was in it. Shared memory would fill with them.
 */
public final class RingSweep {
  private RingSweep() {}

  /**
   * What a process writes into its rings so that others can tell: the mount namespace, within which
   * a path means the same to all, and the pointer that leads to them.
   */
  public static String owner(Path pointer) throws IOException {
    return namespace() + "\n" + pointer.toRealPath();
  }

  /** Linux only; elsewhere all processes see the same files. */
  private static String namespace() throws IOException {
    Path link = Path.of("/proc/self/ns/mnt");
    return Files.isSymbolicLink(link) ? Files.readSymbolicLink(link).toString() : "";
  }

  /**
   * Sweeps a directory of ring files. Those of living processes stay, and those of which it cannot
   * be told whose they are.
   *
   * @param own the file of this process, which is left alone: to open and close it would end its
   *     lock
   */
  public static void run(Path own) throws IOException {
    Path directory = own.getParent();
    if (directory == null) {
      return;
    }
    for (Path file : Listing.of(directory, "jinx-*.rings")) {
      if (!own.getFileName().equals(file.getFileName())) {
        sweep(file);
      }
    }
  }

  private static void sweep(Path file) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      String owner = DeadRings.owner(channel);
      int end = owner.indexOf('\n');
      if (end < 0
          || !owner.substring(0, end).equals(namespace())
          || Files.exists(Path.of(owner.substring(end + 1)))) {
        return;
      }
      if (channel.tryLock() != null) {
        Files.deleteIfExists(file);
      }
    } catch (OverlappingFileLockException | InvalidPathException | IOException notOurs) {
      // Another user's, or removed meanwhile: whoever can will remove it.
      return;
    }
  }
}
