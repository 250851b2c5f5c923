package dev.jinx.it.packs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jinx.it.faults.Pages;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The guide lists what packs hold, and nothing else. */
class PacksGuideTest {
  private static final String PAGE = "packs.md";

  static List<ReadyPack> packs() {
    return ReadyPack.all();
  }

  @ParameterizedTest
  @MethodSource("packs")
  void theGuideListsThePointsOfEachPackWithTheirMeaningAndTheVersions(ReadyPack pack) {
    List<String> lines = Pages.lines(PAGE);
    int head = lines.indexOf("## " + pack.name());
    assertThat(head).as("a section of its own").isPositive();
    List<String> rest = lines.subList(head + 1, lines.size());
    int end = rest.stream().map(line -> line.startsWith("## ")).toList().indexOf(true);
    List<String> section = rest.subList(0, end < 0 ? rest.size() : end);
    List<String> rows = new ArrayList<>();
    for (ReadyPack.PointOfPack point : pack.points()) {
      assertThat(point.name()).startsWith(pack.name() + ".");
      assertThat(point.meaning()).as(point.name()).isNotEmpty();
      rows.add(
          ("| `" + point.name() + "` | " + point.meaning() + " | ")
              + String.join(", ", point.captured())
              + (point.captured().isEmpty() ? "|" : " |"));
    }
    assertThat(section).contains("Verified: " + String.join(", ", pack.verified()) + ".");
    assertThat(section.stream().filter(line -> line.startsWith("| `")).toList()).isEqualTo(rows);
  }

  @ParameterizedTest
  @MethodSource("packs")
  void theGuidesTableOfPacksNamesIt(ReadyPack pack) {
    assertThat(Pages.lines(PAGE)).anyMatch(line -> line.startsWith("| [`" + pack.name() + "`]"));
  }
}
