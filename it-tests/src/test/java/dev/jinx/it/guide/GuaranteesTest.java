package dev.jinx.it.guide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jinx.it.faults.Pages;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tables of guarantees promise nothing without a test. */
class GuaranteesTest {
  private static final String HEAD = "| guaranteed | shown by | not promised |";

  @ParameterizedTest
  @ValueSource(strings = {"event-log.md", "relay.md"})
  void eachTestThatItNamesIsThere(String page) throws IOException {
    assertThat(NamedTests.check(page)).isGreaterThan(10);
  }

  @ParameterizedTest
  @ValueSource(strings = {"event-log.md", "relay.md"})
  void eachRowNamesATest(String page) {
    List<String> lines = Pages.lines(page);
    int head = lines.indexOf(HEAD);
    assertThat(head).as("the table's head").isPositive();
    int rows = 0;
    for (String row : lines.subList(head + 2, lines.size())) {
      if (row.startsWith("| ") && !row.startsWith("| *")) {
        rows++;
        assertThat(NamedTests.isIn(row)).as(row).isTrue();
      }
    }
    assertThat(rows).isGreaterThan(5);
  }
}
