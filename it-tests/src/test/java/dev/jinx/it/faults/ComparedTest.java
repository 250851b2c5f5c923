package dev.jinx.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jinx.it.guide.NamedTests;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The comparisons claim nothing without a test. */
class ComparedTest {
  @ParameterizedTest
  @CsvSource({"compared.md, 80", "faults-compared.md, 50"})
  void eachTestThatItNamesIsThere(String page, int atLeast) throws IOException {
    assertThat(NamedTests.check(page)).isGreaterThan(atLeast);
  }

  @ParameterizedTest
  @ValueSource(strings = {"compared.md", "faults-compared.md"})
  void eachRowNamesATestOrSaysNo(String page) {
    List<String> rows =
        Pages.lines(page).stream()
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
