package dev.jinx.client.checkpoint;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A lock on {@code FILE.lock}, which is never deleted: a process that waits at a deleted one and a
 * process that makes a new one would both write. The kernel takes it back from a killed process.
 */
final class SidecarLock implements WriterLock {
  /**
   * A file lock holds off other processes, not the threads of this one, and closing any channel to
   * the file gives it up. An interned string is one object in the whole JVM, so that copies of this
   * class in several class loaders share the monitor as well.
   */
  @Override
  public void alone(Path real, Work work) throws IOException {
    Path sidecar = real.resolveSibling(real.getFileName() + ".lock");
    synchronized (("dev.jinx.client.checkpoint " + sidecar).intern()) {
      create(real, sidecar);
      try (FileChannel channel = FileChannel.open(sidecar, StandardOpenOption.WRITE);
          FileLock lock = channel.lock()) {
        work.run();
      }
    }
  }

  /** Whoever may write the file must be able to lock it. */
  private static void create(Path real, Path sidecar) throws IOException {
    try {
      Files.createFile(sidecar);
    } catch (FileAlreadyExistsException usual) {
      return;
    }
    Replacement.likeOld(real, sidecar);
  }
}
