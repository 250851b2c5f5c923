package dev.jinx.client.fleet;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** Tells whether a JVM is at work in a log directory: it holds the lock there. */
final class LiveJvm {
  /** Left open: to close one of these would end the lock, which is this very JVM's. */
  private static final List<FileChannel> OURS = new ArrayList<>();

  private LiveJvm() {}

  static boolean in(Path directory) throws IOException {
    Path file = directory.resolve("lock");
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      return false; // nobody was ever at work here, or it is not for us to know
    }
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
    try (FileLock lock = channel.tryLock(0, Long.MAX_VALUE, true)) {
      return lock == null;
    } catch (OverlappingFileLockException e) {
      synchronized (OURS) {
        OURS.add(channel);
      }
      return true;
    } finally {
      synchronized (OURS) {
        if (!OURS.contains(channel)) {
          channel.close();
        }
      }
    }
  }
}
