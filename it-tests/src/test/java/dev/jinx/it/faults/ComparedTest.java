package dev.jinx.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jinx.it.guide.NamedTests;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The comparison claims nothing without a test. */
class ComparedTest {
  private static final String PAGE = "compared.md";

  @Test
  void eachTestThatItNamesIsThere() throws IOException {
    assertThat(NamedTests.check(PAGE)).isGreaterThan(80);
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
      assertThat(NamedTests.isIn(row) || none).as(row).isTrue();
    }
  }
}
