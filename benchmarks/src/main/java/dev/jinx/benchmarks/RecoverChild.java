package dev.jinx.benchmarks;

import dev.jinx.disk.Durability;
import dev.jinx.disk.LogDirectory;
import dev.jinx.disk.Recovery;
import dev.jinx.disk.Segments;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Opens a dead process's log, as a JVM does that has just been started. Arguments: directory, and
 * {@code recover}, or {@code read} for its files alone. Prints milliseconds, and the events that
 * are there.
 */
public final class RecoverChild {
  private RecoverChild() {}

  /** Does it once. */
  public static void main(String[] args) throws Exception {
    Path path = Path.of(args[0]);
    long count = 0;
    long start = System.nanoTime();
    if (args[1].equals("read")) {
      read(path);
      System.out.println("took " + (System.nanoTime() - start) / 1e6);
    } else {
      try (LogDirectory directory = LogDirectory.open(path, null, JinxStore.NODE)) {
        Segments segments =
            Recovery.run(directory, null, Durability.OS, JinxStore.RETENTION, JinxStore::refuse);
        System.out.println("took " + (System.nanoTime() - start) / 1e6);
        count = JinxStore.count(segments);
      }
    }
    System.out.println("events " + count);
  }

  private static void read(Path directory) throws IOException {
    byte[] bytes = new byte[256 * 1024];
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        try (InputStream in = Files.newInputStream(file)) {
          while (in.read(bytes) >= 0) {}
        }
      }
    }
  }
}
