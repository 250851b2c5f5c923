package dev.jinx.it.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each example of each page says who runs it, and that test reads it; the others say why not. */
class GuideExamplesTest {
  private static final int MOST_NOT_RUN = 20;

  /** The README, those of the clients, and all of the guide, as seen from the guide. */
  static List<String> pages() throws IOException {
    List<String> pages = new ArrayList<>(List.of("../../README.md", "../../clients/python/README.md"));
    try (Stream<Path> guide = Files.list(Path.of("../docs/guide"))) {
      guide
          .map(page -> page.getFileName().toString())
          .filter(page -> page.endsWith(".md"))
          .sorted()
          .forEach(pages::add);
    }
    return pages;
  }

  @ParameterizedTest
  @MethodSource("pages")
  void eachExampleSaysWhoRunsIt(String page) {
    for (Guide.Block block : Guide.of(page).blocks()) {
      assertThat(block.claim()).as("%s: <!-- run by .. --> or <!-- not run: .. -->", block).isNotNull();
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void thatTestIsThereAndReadsIt(String page) throws IOException {
    for (Guide.Block block : Guide.of(page).blocks()) {
      String test = block.test();
      if (test != null) {
        Path file = file(test);
        assertThat(file).as("what is to run %s", block).exists();
        String source = Files.readString(file);
        assertThat(source)
            .as("%s reads %s", test, block)
            .containsAnyOf("\"" + block.kind() + "\"", "```" + block.kind() + "\\n");
        String name = page.substring(page.lastIndexOf('/') + 1);
        assertThat(source + neighbours(file)).as("%s reads %s", test, page).contains(name);
      }
    }
  }

  /** That of the class, or of the tests of the Python client. */
  private static Path file(String test) {
    List<Path> found = NamedTests.sources(test);
    Path python = Path.of("../clients/python/tests", test + ".py");
    return found.size() == 1 ? found.get(0) : python;
  }

  /** Where a constant for the page may be. */
  private static String neighbours(Path test) throws IOException {
    StringBuilder text = new StringBuilder();
    try (Stream<Path> files = Files.list(test.resolveSibling(""))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        text.append(Files.readString(file));
      }
    }
    return text.toString();
  }

  @Test
  void fewAreNotRun() throws IOException {
    List<Guide.Block> not = new ArrayList<>();
    for (String page : pages()) {
      Guide.of(page).blocks().stream().filter(block -> block.test() == null).forEach(not::add);
    }
    assertThat(not).hasSizeLessThanOrEqualTo(MOST_NOT_RUN);
  }
}
