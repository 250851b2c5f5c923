package dev.jinx.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jinx.it.Http;
import dev.jinx.it.Jdk;
import dev.jinx.it.OnEveryJdk;
import dev.jinx.it.TargetJvm;
import java.util.List;

/** {@code return} and {@code return(value)}. */
class ReturnIT {
  /** Point, value, what the program then sees. */
  private static final List<List<String>> VALUES =
      List.of(
          List.of("yes", "false", "false"),
          List.of("small", "-128", "-128"),
          List.of("letter", "'z'", "z"),
          List.of("brief", "32767", "32767"),
          List.of("count", "0x10", "16"),
          List.of("term", "5000000000", "5000000000"),
          List.of("term", "5L", "5"),
          List.of("ratio", "1.5", "1.5"),
          List.of("exact", "-2.5e3", "-2500.0"),
          List.of("text", "\"other -> (text), 5%\"", "other -> (text), 5%"),
          List.of("text", "null", "null"),
          List.of("colour", "GREEN", "GREEN"),
          List.of("colour", "Colour.GREEN", "GREEN"),
          List.of("colour", "null", "null"),
          List.of("maybe", "Optional.empty()", "Optional.empty"),
          List.of("maybeInt", "OptionalInt.empty()", "OptionalInt.empty"),
          List.of("boxed", "17", "17"),
          List.of("boxed", "null", "null"),
          List.of("array", "null", "null"),
          List.of("ofClass", "\"returned\"", "returned"),
          List.of("count-exit", "8", "8"));

  @OnEveryJdk
  void aValueOfEveryTypeTakesThePlaceOfTheResult(Jdk jdk) {
    try (TargetJvm jvm = Desks.start(jdk)) {
      for (List<String> row : VALUES) {
        String point = row.get(0);
        String method = point.replace("-exit", "");
        String before = Desks.call(jvm, method);
        Desks.act(jvm.http(), point, "return(" + row.get(1) + ")");
        assertThat(Desks.call(jvm, method)).as("%s", row).isEqualTo(row.get(2));
        jvm.http().disable(point);
        assertThat(Desks.call(jvm, method)).as("%s disabled", row).isEqualTo(before);
      }
    }
  }

  @OnEveryJdk
  void aVoidMethodIsSkippedAtEntryAndHasRunAtExit(Jdk jdk) {
    try (TargetJvm jvm = Desks.start(jdk)) {
      Desks.act(jvm.http(), "step", "return");
      assertThat(Desks.call(jvm, "step")).isEqualTo("stepped");
      assertThat(Desks.call(jvm, "steps")).isEqualTo("0");
      jvm.http().disable("step");
      Desks.act(jvm.http(), "step-exit", "return");
      Desks.call(jvm, "step");
      assertThat(Desks.call(jvm, "steps")).isEqualTo("1");
    }
  }

  @OnEveryJdk
  void atThrowAValueTakesThePlaceOfTheException(Jdk jdk) {
    try (TargetJvm jvm = Desks.start(jdk)) {
      Desks.act(jvm.http(), "broken", "return(4)");
      assertThat(Desks.call(jvm, "broken")).isEqualTo("4");
    }
  }

  @OnEveryJdk
  void aValueThatDoesNotFitIsRefusedWithTheReason(Jdk jdk) {
    try (TargetJvm jvm = Desks.start(jdk)) {
      Http http = jvm.http();
      assertRefused(http, "count", "return(\"x\")", "returns int");
      assertRefused(http, "count", "return", "returns int");
      assertRefused(http, "count", "return(null)", "returns int");
      assertRefused(http, "small", "return(128)", "returns byte");
      assertRefused(http, "yes", "return(1)", "returns boolean");
      assertRefused(http, "step", "return(1)", "returns nothing");
      assertRefused(http, "colour", "return(BLUE)", "[RED, GREEN]");
      assertRefused(http, "text", "return(5)", "java.lang.String");
      assertRefused(http, "array", "return(1)", "returns int[]; 1 is not one");
      assertRefused(http, "maybe", "return(OptionalInt.empty())", "java.util.Optional");
    }
  }

  private static void assertRefused(Http http, String point, String terms, String reason) {
    assertThat(Desks.refused(http, point, "action", terms).toString())
        .as("%s %s", point, terms)
        .contains(reason);
  }
}
