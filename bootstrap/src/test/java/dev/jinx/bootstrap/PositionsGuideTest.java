package dev.jinx.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The guide's table of positions has every kind, as it is taken, and no other. */
class PositionsGuideTest {
  private static final String HEAD = "| `at` | is | has at hand |";

  @Test
  void everyPositionIsThere() throws IOException {
    Set<String> shown = new TreeSet<>();
    boolean inside = false;
    for (String line : Files.readAllLines(Path.of("../docs/guide/configuration.md"))) {
      inside = line.equals(HEAD) || inside && line.startsWith("|");
      if (inside && line.startsWith("| `") && !line.equals(HEAD)) {
        String cell = line.substring(2, line.indexOf(" |", 2));
        for (String text : cell.replaceFirst("; .*", "").split(", ")) {
          Position position = Position.of(text.replace("`", ""));
          assertThat(position).as(text).isNotNull();
          shown.add(position.kind().name());
        }
      }
    }
    Set<String> known = new TreeSet<>();
    for (Position.Kind kind : Position.Kind.values()) {
      known.add(kind.name());
    }
    assertThat(shown).isEqualTo(known);
  }
}
