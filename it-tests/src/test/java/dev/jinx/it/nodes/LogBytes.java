package dev.jinx.it.nodes;

import dev.jinx.it.Scratch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Files of a log directory as bytes, to look at, to copy and to damage. */
final class LogBytes {
  private LogBytes() {}

  static List<String> names(Path directory) {
    return List.copyOf(all(directory).keySet());
  }

  /** Each file's bytes as text, one character a byte, by its name. */
  static Map<String, String> all(Path directory) {
    Map<String, String> all = new TreeMap<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        all.put(file.getFileName().toString(), read(file));
      }
      return all;
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** How many events are written, by the ends of lines. */
  static int events(Path directory) {
    long events = 0;
    for (Map.Entry<String, String> file : all(directory).entrySet()) {
      if (file.getKey().startsWith("events-")) {
        events += file.getValue().chars().filter(each -> each == '\n').count() - 1; // the header
      }
    }
    return Math.toIntExact(events);
  }

  /** A copy, as a backup has it. */
  static Path copy(Path directory) {
    Path copy = Scratch.directory("copy");
    all(directory).forEach((name, text) -> write(copy.resolve(name), text));
    return copy;
  }

  /** Changes one letter within an event's text; answers the file. */
  static Path damage(Path directory, String id) {
    for (Map.Entry<String, String> file : all(directory).entrySet()) {
      int at = file.getValue().indexOf("\"id\":\"" + id + "\"");
      if (at >= 0) {
        StringBuilder text = new StringBuilder(file.getValue());
        text.setCharAt(at + 1, 'I');
        Path damaged = directory.resolve(file.getKey());
        write(damaged, text.toString());
        return damaged;
      }
    }
    throw new AssertionError(id + " is in no file of " + directory);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text, StandardCharsets.ISO_8859_1);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
