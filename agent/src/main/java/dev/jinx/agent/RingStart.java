package dev.jinx.agent;

import dev.jinx.bootstrap.ChunkPool;
import dev.jinx.bootstrap.RingFile;
import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.nio.charset.StandardCharsets;

/**
 * Decides where the rings lie: on the heap, or, with a directory for the event log, in a file that
 * outlives the process. Done before the application's {@code main}, so that its first hit is safe.
 */
final class RingStart {
  /** Memory that is a file: nobody has to write it anywhere, so that a store never waits. */
  private static final File SHARED_MEMORY = new File("/dev/shm");

  private static final long USUAL_BYTES = 64L << 20;

  private RingStart() {}

  static void place(Configuration configuration, Instrumentation instrumentation) {
    if (configuration.buffer > 0) {
      ChunkPool.limit(configuration.buffer);
    }
    File directory = configuration.logDirectory;
    if (directory == null || configuration.settings.build().durability().equals("memory")) {
      return;
    }
    try {
      JdkPackage.open(instrumentation, "jdk.internal.misc");
      open(directory, where(configuration, directory), configuration.buffer);
    } catch (IOException | RuntimeException | LinkageError failed) {
      configuration.settings.ringsProblem(
          "the rings lie on the heap, so that the last events are lost if this process is killed: "
              + failed.getMessage());
    }
  }

  private static File where(Configuration configuration, File directory) {
    if (configuration.rings != null) {
      return configuration.rings;
    }
    return SHARED_MEMORY.isDirectory() && SHARED_MEMORY.canWrite() ? SHARED_MEMORY : directory;
  }

  private static void open(File directory, File where, long buffer) throws IOException {
    makeDirectory(directory);
    makeDirectory(where);
    String name =
        ProcessHandle.current().pid() + "-" + Long.toHexString(System.currentTimeMillis());
    File file = new File(where, "jinx-" + name + ".rings");
    File pointer = new File(directory, "rings-" + name);
    try {
      // First: a file to which nothing leads would stay for ever.
      try (FileOutputStream out = new FileOutputStream(pointer)) {
        out.write((file.getPath() + "\n").getBytes(StandardCharsets.UTF_8));
      }
      // Others need shared memory, too.
      long room = where.getUsableSpace() / 2;
      RingFile.open(file, pointer, Math.min(buffer > 0 ? buffer : USUAL_BYTES, room));
    } catch (IOException | RuntimeException | LinkageError failed) {
      if (!pointer.delete() && pointer.exists()) {
        throw new IOException(failed.getMessage() + "; " + pointer + " stays behind", failed);
      }
      throw failed;
    }
  }

  private static void makeDirectory(File directory) throws IOException {
    if (!directory.isDirectory() && !directory.mkdirs() && !directory.isDirectory()) {
      throw new IOException("cannot make the directory " + directory);
    }
  }
}
