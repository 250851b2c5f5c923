package dev.jinx.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.jinx.bootstrap.Phase;
import dev.jinx.guide.Guide;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The guide has every route, key, answer, status and key of an event, and no other. What it is held
 * against is the server's own document, which other tests hold against its routes and answers.
 */
class HttpGuideTest {
  private static final Guide PAGE = Guide.page("http.md");
  private static final Pattern KEY = Pattern.compile("\"(\\w+)\":");
  private static final Pattern ASKED = Pattern.compile("(?:^|[?&])(\\w+)=");
  private static final Contract CONTRACT = Contract.read();

  @Test
  void everyRequestIsThereWithItsKeysAndStatuses() {
    List<String> shown = new ArrayList<>();
    for (Guide.Row row : PAGE.table("| request | keys | answers |")) {
      shown.add(row.names().get(0) + " " + row.code(1) + " " + row.cells().get(2));
    }
    assertThat(shown).containsExactlyInAnyOrderElementsOf(CONTRACT.requests());
  }

  @Test
  void everyKeyOfAQueryIsExplained() {
    Set<String> explained = new TreeSet<>();
    for (List<Guide.Row> table : PAGE.tables("| key | means |")) {
      Guide.names(table).forEach(name -> explained.add(name.replaceFirst("=.*", "")));
    }
    assertThat(CONTRACT.keys()).containsAll(explained);
    for (String word : PAGE.code()) {
      Matcher key = ASKED.matcher(word);
      while (key.find()) {
        explained.add(key.group(1));
      }
    }
    assertThat(CONTRACT.keys()).isNotEmpty().allMatch(explained::contains);
  }

  @Test
  void everyStatusIsThereWithItsTitle() throws IOException {
    Set<String> known = new TreeSet<>();
    for (int status = 400; status < 600; status++) {
      String title = title(status);
      if (status == 500 || !title.equals(title(599))) {
        known.add(status + " " + title);
      }
    }
    Set<String> shown = new TreeSet<>();
    for (Guide.Row row : PAGE.table("| status | title | means |")) {
      shown.add(row.cells().get(0) + " " + row.cells().get(1));
    }
    assertThat(shown).isEqualTo(known);
  }

  @Test
  void everyKeyOfAProblemIsThere() {
    assertThat(PAGE.section("What is refused").code()).containsAll(CONTRACT.members("Problem"));
  }

  @Test
  void everyKeyOfAnEventIsThere() {
    assertThat(Guide.names(PAGE.table("| key | of an event |")))
        .containsExactlyInAnyOrderElementsOf(CONTRACT.members("Event"));
  }

  @Test
  void everyPhaseIsThere() {
    List<String> known = new ArrayList<>();
    for (Phase phase : Phase.values()) {
      known.add(phase.word());
    }
    assertThat(Guide.names(PAGE.table("| phase | means |"))).containsExactlyElementsOf(known);
  }

  @Test
  void everyKeyOfEveryOtherAnswerIsThere() {
    Set<String> words = new TreeSet<>();
    for (Guide page : List.of(PAGE, Guide.page("network.md"))) {
      page.code().forEach(code -> words.addAll(List.of(code.split("\\W+"))));
      Matcher key = KEY.matcher(page.text());
      while (key.find()) {
        words.add(key.group(1));
      }
    }
    for (String schema : CONTRACT.schemas()) {
      Set<String> missing = new TreeSet<>(CONTRACT.members(schema));
      missing.removeAll(words);
      assertThat(missing).as(schema).isEmpty();
    }
  }

  private static String title(int status) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      new Problem(status, "").write(json);
    }
    return text.toString().replaceFirst(".*\"title\":\"([^\"]*)\".*", "$1");
  }
}
