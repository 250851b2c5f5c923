package dev.jinx.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jinx.bootstrap.Terms;
import dev.jinx.expression.JexlExpressions;
import dev.jinx.guide.Guide;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The guide has every option and every key with its default, and no other. */
class ConfigurationGuideTest {
  private static final Guide PAGE = Guide.page("configuration.md");
  private static final List<Guide.Row> OPTIONS = PAGE.table("| key | YAML | default | meaning |");
  private static final List<List<Guide.Row>> KEYS = PAGE.tables("| key | default | meaning |");
  private static final Map<String, List<String>> SECTIONS =
      Map.of("server", ServerKeys.KEYS, "log", LogKeys.KEYS);
  private static final String POINT = "points: { p: { method: com.acme.Store#commit";

  @Test
  void everyOptionIsThere() {
    assertThat(Guide.names(OPTIONS)).containsExactlyInAnyOrderElementsOf(Options.KEYS);
  }

  @Test
  void everyKeyOfTheYamlIsThere() {
    List<String> known = new ArrayList<>();
    for (String key : Configuration.KEYS) {
      List<String> inside = SECTIONS.get(key);
      if (inside != null) {
        inside.forEach(each -> known.add(key + "." + each));
      } else {
        known.add(key.equals("points") ? "points.NAME" : key);
      }
    }
    assertThat(full(KEYS.get(0))).containsExactlyInAnyOrderElementsOf(known);
  }

  @Test
  void everyKeyOfAPointIsThere() {
    assertThat(Guide.names(KEYS.get(1))).containsExactlyInAnyOrderElementsOf(PointKeys.KEYS);
  }

  @Test
  void optionsAreTheKeysThatTheyClaimToBe() {
    assertThat(full(KEYS.get(0)))
        .containsAll(OPTIONS.stream().flatMap(row -> row.code(1).stream()).toList());
  }

  @Test
  void keysOfTheStartupListAreThere() {
    assertThat(PAGE.section("Enabled at start").code()).containsAll(StartupKeys.KEYS);
  }

  @Test
  void keysOfAPackAreThere() {
    List<String> shown = Guide.page("packs.md").code();
    assertThat(PackKeys.KEYS).allMatch(shown::contains);
    assertThat(PointKeys.PACK_KEYS).allMatch(shown::contains);
  }

  @Test
  void everyWordThatAKeyTakesIsThere() {
    assertThat(words(KEYS.get(0), "log.durability")).containsAll(LogKeys.DURABILITIES);
    assertThat(words(OPTIONS, "log-level")).containsExactlyElementsOf(LogKeys.LEVELS);
  }

  @Test
  void whatIsSaidToBeADefaultChangesNothing() {
    int looked = 0;
    for (Guide.Row row : OPTIONS) {
      for (String value : alone(row, 2)) {
        same("the option " + row.names(), row.names().get(0) + "=" + value, "");
        looked++;
      }
    }
    for (Guide.Row row : KEYS.get(0)) {
      for (String key : alone(row, 1).isEmpty() ? List.<String>of() : full(List.of(row))) {
        String[] path = key.split("\\.");
        same(key, "", path[0] + ": { " + path[1] + ": " + row.code(1).get(0) + " }");
        looked++;
      }
    }
    assertThat(looked).isGreaterThan(8);
  }

  @Test
  void whatIsSaidToBeADefaultOfAPointChangesNothing() {
    int looked = 0;
    for (Guide.Row row : KEYS.get(1)) {
      for (String value : alone(row, 1)) {
        String key = row.names().get(0);
        PlannedPoint given = read("", POINT + ", " + key + ": " + value + " } }").points.get(0);
        PlannedPoint without = read("", POINT + " } }").points.get(0);
        assertThat(given.enabled).as(key).isEqualTo(without.enabled);
        assertThat(given.oneShot).as(key).isEqualTo(without.oneShot);
        assertThat(given.declaration.position()).isEqualTo(without.declaration.position());
        assertThat(!key.equals("action") || value.equals(Terms.OBSERVE.text())).isTrue();
        looked++;
      }
    }
    assertThat(looked).isEqualTo(4);
  }

  @Test
  void onErrorTakesTheTwoWordsAndTheFirstIsTheDefault() {
    Guide.Row row =
        OPTIONS.stream()
            .filter(each -> each.names().contains("on-error"))
            .findFirst()
            .orElseThrow();
    assertThat(row.code(2)).containsExactly("continue");
    for (String word : row.code(3)) {
      Problems problems = new Problems();
      boolean fails = Start.isFail(new Options("on-error=" + word, problems), problems);
      assertThat(problems.lines()).isEmpty();
      assertThat(fails).isEqualTo(!word.equals("continue"));
    }
    assertThat(Start.isFail(new Options("", new Problems()), new Problems())).isFalse();
  }

  /** Keys with what they stand in; {@code .port} after {@code server.host} is another of it. */
  private static List<String> full(List<Guide.Row> rows) {
    List<String> full = new ArrayList<>();
    for (Guide.Row row : rows) {
      String section = row.names().get(0).replaceFirst("\\..*", "");
      row.names().forEach(name -> full.add(name.startsWith(".") ? section + name : name));
    }
    return full;
  }

  /** The default, where the cell has nothing but a value. */
  private static List<String> alone(Guide.Row row, int cell) {
    boolean alone = row.cells().get(cell).matches("`[^`]+`");
    return alone ? row.code(cell) : List.of();
  }

  private static List<String> words(List<Guide.Row> rows, String key) {
    for (Guide.Row row : rows) {
      if (row.names().contains(key)) {
        return row.code(row.cells().size() - 1);
      }
    }
    throw new AssertionError("no row for " + key);
  }

  private static void same(String what, String option, String yaml) {
    assertThat(read(option, yaml)).as(what).usingRecursiveComparison().isEqualTo(read("", ""));
  }

  private static Configuration read(String option, String yaml) {
    Problems problems = new Problems();
    Configuration read =
        Configuration.read(
            new Options(option, problems),
            "jinx.yaml",
            yaml,
            null,
            new JexlExpressions(type -> {}),
            problems);
    assertThat(problems.lines()).isEmpty();
    return read;
  }
}
