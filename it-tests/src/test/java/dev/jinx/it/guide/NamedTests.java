package dev.jinx.it.guide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jinx.it.faults.Pages;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The tests that a page names, as {@code Class#method} or as a whole class. */
public final class NamedTests {
  private static final Pattern NAMED = Pattern.compile("`([A-Z]\\w+(?:IT|Test))(?:#(\\w+))?`");
  private static final List<Path> TESTS = tests();

  private NamedTests() {}

  /** Whether a line names one. */
  public static boolean isIn(String line) {
    return NAMED.matcher(line).find();
  }

  /** Asserts that each is there, and says how many there are. */
  public static int check(String page) throws IOException {
    Matcher named = NAMED.matcher(String.join("\n", Pages.lines(page)));
    int count = 0;
    while (named.find()) {
      count++;
      String method = named.group(2) == null ? " " : " " + named.group(2) + "(";
      assertThat(source(named.group(1))).as(named.group(1)).contains("void" + method);
    }
    return count;
  }

  /** The sources of all test classes of that name, in whatever module. */
  private static String source(String test) throws IOException {
    StringBuilder text = new StringBuilder();
    for (Path file : sources(test)) {
      text.append(Files.readString(file));
    }
    assertThat(text).as(test).isNotEmpty();
    return text.toString();
  }

  /** Where tests of that name are. */
  static List<Path> sources(String test) {
    return TESTS.stream().filter(file -> file.endsWith(test + ".java")).toList();
  }

  private static List<Path> tests() {
    List<Path> tests = new ArrayList<>();
    try (DirectoryStream<Path> modules = Files.newDirectoryStream(Path.of(".."))) {
      for (Path module : modules) {
        Path sources = module.resolve("src/test/java");
        if (Files.isDirectory(sources)) {
          try (Stream<Path> files = Files.walk(sources)) {
            files.forEach(tests::add);
          }
        }
      }
      return tests;
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }
}
