package dev.jinx.benchmarks;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The log directories of measured nodes. */
final class LogFiles {
  private static final String NAME = "events";

  private LogFiles() {}

  /** That of a node whose files lie in a directory. */
  static Path of(Path directory) {
    return directory.resolve(NAME);
  }

  /** The keys of {@code log} for events that survive their process, as they are usually kept. */
  static String keys(Path directory, boolean hits) {
    return "hits: " + hits + ", durability: os, directory: " + of(directory);
  }

  /** Where none is removed to make room for later ones. */
  static String allKeys(Path directory) {
    return keys(directory, false) + ", retention: 4GB";
  }

  /** Removes a node's log, and the rings of its killed processes, which lie in shared memory. */
  static void clear(Path directory) throws IOException {
    Path log = of(directory);
    if (!Files.isDirectory(log)) {
      return;
    }
    try (DirectoryStream<Path> pointers = Files.newDirectoryStream(log, "rings-*")) {
      for (Path pointer : pointers) {
        List<String> lines = Files.readAllLines(pointer);
        if (!lines.isEmpty()) {
          Files.deleteIfExists(Path.of(lines.get(0)));
        }
      }
    }
    delete(log);
  }

  /** Removes a directory with all that is in it. */
  static void delete(Path directory) throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path file : (Iterable<Path>) all.sorted(Comparator.reverseOrder())::iterator) {
        Files.delete(file);
      }
    }
  }
}
