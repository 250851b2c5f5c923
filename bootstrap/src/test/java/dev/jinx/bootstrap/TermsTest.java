package dev.jinx.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TermsTest {
  private static final Path GUIDE = Path.of("../docs/guide/terms.md");

  @ParameterizedTest
  @CsvSource({
    "observe, observe",
    "sleep(200ms), sleep",
    "sleep( 1s ), sleep",
    "pause, handler",
    "pause(30s), handler",
    "'  pause(5m)  ', handler"
  })
  void theTypeOfAnEventFollowsFromTheAction(String text, String type) throws Exception {
    assertThat(Terms.parse(text).action(0).type()).isEqualTo(type);
    assertThat(Terms.parse(text).text()).isEqualTo(text.strip());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "~~ | 1 | empty",
        "slep(1s) | 1 | did you mean 'sleep'?",
        "~  slep(1s)~ | 3 | no action 'slep'",
        "sleep | 6 | wants a time",
        "sleep(1) | 7 | '1' is not a time",
        "sleep(-1s) | 7 | '-1s' is not a time",
        "pause(soon) | 7 | 'soon' is not a time",
        "pause(30s | 10 | is missing",
        "observe(1s) | 9 | takes no argument",
        "sleep(25h) | 7 | is not a time",
        "sleep(2s..1s) | 7 | ends before it begins",
        "pause(1s..2s) | 7 | takes one time",
        "observe-> | 10 | an action is missing",
        "observe->slep(1s) | 10 | no action 'slep'",
        "101%observe | 1 | from 0 to 100",
        "3observe | 2 | comes '%' or '*'",
        "3*->off | 3 | an action is missing",
        "1.5*off | 1 | a whole number",
        "observe off | 9 | too much",
        "throw | 6 | wants a class",
        "throw() | 7 | wants a class",
        "throw(5) | 7 | is not a class",
        "throw(java.io.IOException, \"disk) | 28 | has no end",
        "return(=) | 8 | is not a value",
        "return(1, 2) | 11 | takes one argument",
        "call(corrupt) | 6 | is not a static method",
        "halt(256) | 6 | is not an exit status",
        "panic | 1 | throw(java.lang.AssertionError",
        "print | 1 | here it is observe",
        "continue | 1 | no action 'continue'"
      })
  void wrongTermsAreRefusedWithColumnAndReason(String text, int column, String reason) {
    assertThatThrownBy(() -> Terms.parse(text))
        .isInstanceOfSatisfying(
            TermsException.class,
            wrong -> {
              assertThat(wrong.reason()).contains(reason);
              assertThat(wrong.column()).isEqualTo(column);
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "5*off->25%*sleep(200ms)",
        "25%sleep(200ms)",
        "0.5%3*delay(50us)",
        "50% * 3* throw(java.io.IOException, \"a, b) -> c\") -> off",
        "throw(java.lang.RuntimeException, \"outer\", java.io.IOException, 'disk full')",
        "sleep(100ms..300ms)",
        "return",
        "return()",
        "return(Optional.empty())",
        "return(-5L)->return(0x1F)",
        "call(com.acme.Faults#corrupt)",
        "halt(0)"
      })
  void everyFormIsReadAndGivenBackAsItWasWritten(String text) throws Exception {
    assertThat(Terms.parse(text).text()).isEqualTo(text);
  }

  @Test
  void anOutcomeIsOneActionOfThoseThatMakeSenseThen() throws Exception {
    for (String text :
        new String[] {"continue", "sleep(1s)", "return(5)", "throw(java.io.IOException)"}) {
      assertThat(Terms.parseOutcome(text).size()).isOne();
    }
    for (String text : new String[] {"pause(1s)", "off", "continue->continue", "3*return"}) {
      assertThatThrownBy(() -> Terms.parseOutcome(text)).isInstanceOf(TermsException.class);
    }
  }

  /** The tables of the guide hold nothing that is not taken, and every action with its type. */
  @Test
  void theGuideShowsEveryActionAsItIsTaken() throws Exception {
    Set<String> shown = new TreeSet<>();
    for (String line : Files.readAllLines(GUIDE)) {
      String[] cells = line.split("\\|");
      if (line.startsWith("| `")) {
        for (String terms : cells[1].split("`, `")) {
          String text = terms.replace("`", "").strip();
          text = text.replace("throw(class,", "throw(java.io.IOException,");
          text = text.replace("cause, \"its", "java.io.IOException, \"its");
          text = text.equals("return(value)") ? "return(5)" : text;
          Action action = Terms.parse(text).action(0);
          shown.add(action.word());
          if (cells.length == 4 && !action.isSilent()) {
            assertThat(cells[3].strip()).as(text).isEqualTo("`" + action.type() + "`");
          }
        }
      }
    }
    assertThat(shown).containsExactlyInAnyOrderElementsOf(ActionParser.WORDS);
  }

  @Test
  void theGuideNamesEveryOutcome() throws Exception {
    String text = Files.readString(GUIDE);
    String section = text.substring(text.indexOf("## Decided at release"));
    assertThat(ActionParser.OUTCOMES).allMatch(word -> section.contains("`" + word + "`"));
  }
}
