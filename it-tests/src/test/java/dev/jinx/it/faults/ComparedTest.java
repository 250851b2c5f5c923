package dev.jinx.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.api.Test;

/** The comparison claims nothing without a test. */
class ComparedTest {
  private static final String PAGE = "compared.md";
  private static final Pattern NAMED = Pattern.compile("`([A-Z]\\w+(?:IT|Test))#(\\w+)`");
  private static final List<Path> TESTS = tests();

  @Test
  void eachTestThatItNamesIsThere() throws IOException {
    Matcher named = NAMED.matcher(String.join("\n", Pages.lines(PAGE)));
    int count = 0;
    while (named.find()) {
      count++;
      assertThat(source(named.group(1))).contains("void " + named.group(2) + "(");
    }
    assertThat(count).isGreaterThan(80);
  }

  @Test
  void eachRowNamesATestOrSaysNo() {
    List<String> rows =
        Pages.lines(PAGE).stream()
            .filter(line -> line.startsWith("| ") && !line.startsWith("| there |"))
            .filter(line -> !line.startsWith("| here |"))
            .toList();
    for (String row : rows) {
      String[] cells = row.substring(2).split(" \\| ?");
      boolean none = cells.length > 1 && cells[1].startsWith("no");
      assertThat(NAMED.matcher(row).find() || none).as(row).isTrue();
    }
  }

  /** The sources of all test classes of that name, in whatever module. */
  private static String source(String test) throws IOException {
    StringBuilder text = new StringBuilder();
    for (Path file : TESTS) {
      if (file.endsWith(test + ".java")) {
        text.append(Files.readString(file));
      }
    }
    assertThat(text).as(test).isNotEmpty();
    return text.toString();
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
