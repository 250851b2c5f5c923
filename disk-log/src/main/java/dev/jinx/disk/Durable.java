package dev.jinx.disk;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Changes to a directory that outlive the machine. */
final class Durable {
  private Durable() {}

  /** Makes names that were created, renamed or removed in a directory durable. */
  static void force(Path directory) throws IOException {
    // A channel closes itself under an interrupted thread; the thread's mark is kept aside.
    boolean interrupted = Thread.interrupted();
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (AccessDeniedException notHere) {
      if (System.getProperty("os.name", "").startsWith("Windows")) {
        // There a directory cannot be opened, and its names are durable without.
        return;
      }
      throw notHere;
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Puts a file in place of another: after a crash there is the old one or the new one, whole. */
  static void replace(Path file, byte[] content) throws IOException {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    try {
      write(part, content, 0, content.length);
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException failed) {
      try {
        Files.deleteIfExists(part);
      } catch (IOException alsoFailed) {
        failed.addSuppressed(alsoFailed);
      }
      throw failed;
    }
    force(directoryOf(file));
  }

  /** Writes a whole file and forces it, but not its name. */
  static void write(Path file, byte[] content, int from, int length) throws IOException {
    try (FileOutputStream out = new FileOutputStream(file.toFile())) {
      out.write(content, from, length);
      out.getFD().sync();
    }
  }

  static Path directoryOf(Path file) {
    Path parent = file.toAbsolutePath().getParent();
    if (parent == null) {
      throw new IllegalArgumentException(file + " is in no directory");
    }
    return parent;
  }
}
