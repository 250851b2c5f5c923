package dev.jinx.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The guide has every environment variable and system property that is read anywhere. */
class EnvironmentGuideTest {
  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
  private static final List<String> SOURCES = List.of("src/main/java", "src/jinx");
  private static final List<String> NOT_PUBLISHED = List.of("benchmarks", "examples", "it-tests");

  /** What is asked for, by a literal or by a constant. */
  private static final Pattern READ =
      Pattern.compile(
          "(?:getenv|\\bnamed|\\benvironment|environment\\.get|environment\\.getOrDefault|environ\\.get"
              + "|System\\.getProperty|getSystemProperties\\(\\)\\s*\\.getProperty"
              + "|Boolean\\.getBoolean|Integer\\.getInteger|Long\\.getLong)"
              + "\\(\\s*(?:\"([^\"]+)\"|([A-Z][A-Z_]+)\\b)");

  private static final Pattern OWN = Pattern.compile("\"(JINX_[A-Z_]+)\"");
  private static final Pattern OF_THE_JVM = Pattern.compile("(java|user|os|sun)\\..*");

  @Test
  void everyVariableAndPropertyThatIsReadIsThere() throws IOException {
    Set<String> known = new TreeSet<>();
    for (Path file : sources()) {
      add(Files.readString(file), known);
    }
    known.removeIf(name -> OF_THE_JVM.matcher(name).matches());
    Guide section = Guide.page("configuration.md").section("Variables and properties");
    assertThat(Guide.names(section.table("| name | read by | meaning |")))
        .containsExactlyInAnyOrderElementsOf(known);
  }

  private static void add(String source, Set<String> to) {
    Matcher read = READ.matcher(source);
    while (read.find()) {
      to.add(read.group(1) != null ? read.group(1) : constant(read.group(2), source));
    }
    Matcher own = OWN.matcher(source);
    while (own.find()) {
      to.add(own.group(1));
    }
  }

  private static String constant(String name, String source) {
    Matcher value = Pattern.compile("\\b" + name + " =\\s*\"([^\"]+)\"").matcher(source);
    assertThat(value.find()).as("the value of " + name).isTrue();
    return value.group(1);
  }

  /** Those of all modules that people get, and of the client for Python. */
  private static List<Path> sources() throws IOException {
    List<Path> folders = new ArrayList<>();
    try (Stream<Path> modules = Files.list(ROOT)) {
      modules.filter(module -> !NOT_PUBLISHED.contains(name(module))).forEach(folders::add);
    }
    folders.add(ROOT.resolve("clients/python"));
    List<Path> found = new ArrayList<>();
    for (Path folder : folders) {
      for (String place : SOURCES) {
        Path sources = folder.resolve(place);
        if (Files.isDirectory(sources)) {
          try (Stream<Path> files = Files.walk(sources)) {
            files.filter(file -> name(file).matches(".*\\.(java|py)")).forEach(found::add);
          }
        }
      }
    }
    assertThat(found).hasSizeGreaterThan(400);
    return found;
  }

  private static String name(Path file) {
    return file.getFileName().toString();
  }
}
