package dev.jinx.it.packs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A ready pack as its file stands in the sources.
 *
 * @param verified what it names as checked: {@code zookeeper 3.9.5}, {@code JDK 17}
 */
record ReadyPack(String name, List<String> verified, List<PointOfPack> points) {
  private static final Path FOLDER = Path.of("../agent/src/main/resources/META-INF/jinx/packs");
  private static final Pattern POINT = Pattern.compile("  ([\\w.-]+):.*");
  private static final Pattern CAPTURE = Pattern.compile("([\\w.-]+): '");

  /**
   * One of its points.
   *
   * @param meaning the comment above it: what a hit means
   * @param captured names of what its events capture
   */
  record PointOfPack(String name, String meaning, List<String> captured) {}

  /** All of them, by name. */
  static List<ReadyPack> all() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.sorted().map(ReadyPack::read).toList();
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }

  private static ReadyPack read(Path file) {
    List<String> verified = List.of();
    List<PointOfPack> points = new ArrayList<>();
    String comment = "";
    for (String line : lines(file)) {
      Matcher point = POINT.matcher(line);
      if (line.startsWith("verified: [")) {
        verified = List.of(line.substring(line.indexOf('[') + 2, line.length() - 2).split(", "));
      } else if (line.startsWith("  # ")) {
        comment = line.substring(4);
      } else if (point.matches() && !line.startsWith("   ")) {
        points.add(new PointOfPack(point.group(1), comment, new ArrayList<>()));
        comment = "";
      } else if (line.startsWith("    capture: ")) {
        Matcher captured = CAPTURE.matcher(line);
        while (captured.find()) {
          points.get(points.size() - 1).captured().add(captured.group(1));
        }
      }
    }
    String name = file.getFileName().toString().replace(".yaml", "");
    return new ReadyPack(name, verified, points);
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
