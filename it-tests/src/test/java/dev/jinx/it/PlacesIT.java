package dev.jinx.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.Places;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.TreeMap;

/** Lines and calls within methods, declared while the program runs. */
class PlacesIT {
  private static final String POINTS = "/v2/error_injection/points";

  private static TargetJvm start(Jdk jdk) {
    TargetJvm jvm = Launch.on(jdk).yaml("points: {}").main(Places.class).start();
    jvm.out().await("ready"::equals, TargetJvm.PATIENCE);
    return jvm;
  }

  private static Http.Answer post(
      TargetJvm jvm, String name, String method, String at, String action) throws Exception {
    Map<String, Object> body = new TreeMap<>(Map.of("name", name, "method", method, "at", at));
    if (!action.isEmpty()) {
      body.put("action", action);
      body.put("enabled", true);
    }
    return jvm.http().post(POINTS, new ObjectMapper().writeValueAsString(body));
  }

  private static JsonNode declare(
      TargetJvm jvm, String name, String method, String at, String action) throws Exception {
    JsonNode point = post(jvm, name, method, at, action).ok().json();
    assertThat(point.get("state").asText()).as(point.toString()).isEqualTo("woven");
    return point;
  }

  private static void undeclare(TargetJvm jvm, String name) {
    jvm.http().delete(POINTS + "/" + name).ok();
  }

  @OnEveryJdk
  void aLineOfARunningProgramIsHitEachTimeItBegins(Jdk jdk) throws Exception {
    try (TargetJvm jvm = start(jdk)) {
      String line = "line " + jvm.ask("line steps");
      declare(jvm, "line", "com.acme.Places#steps", line, "observe");
      assertThat(jvm.ask("steps")).isEqualTo("ababab!");
      assertThat(jvm.http().await("line", "since=earliest&count=2").get("hit").asInt())
          .isEqualTo(2);
      assertThat(jvm.http().enters("line")).isEqualTo(2);
      undeclare(jvm, "line");
      assertThat(jvm.ask("steps")).isEqualTo("ababab!");
      assertThat(jvm.http().get(POINTS).ok().json()).isEmpty();
    }
  }

  @OnEveryJdk
  void callsAreHitBeforeAndAfterAndTheMethodIsLeftThere(Jdk jdk) throws Exception {
    try (TargetJvm jvm = start(jdk)) {
      String steps = "com.acme.Places#steps";
      jvm.ask("steps");
      declare(jvm, "make", steps, "before call java.lang.StringBuilder#<init>", "observe");
      declare(jvm, "append", steps, "after call java.lang.StringBuilder#append(String)", "observe");
      assertThat(jvm.ask("steps")).isEqualTo("ababab!");
      jvm.http().await("append", "since=earliest&count=2");
      assertThat(jvm.http().enters("make")).isEqualTo(1);
      declare(
          jvm,
          "leave",
          "com.acme.Places#guarded",
          "after call java.lang.Integer#parseInt",
          "return(\"left\")");
      assertThat(jvm.ask("guarded")).isEqualTo("left");
    }
  }

  @OnEveryJdk
  void whatIsThrownWithinATryIsCaughtThereAndWhatIsThrownAtExitIsNot(Jdk jdk) throws Exception {
    try (TargetJvm jvm = start(jdk)) {
      String line = "line " + jvm.ask("line guarded");
      String guarded = "com.acme.Places#guarded";
      String terms = "throw(java.lang.IllegalArgumentException, \"no\")";
      declare(jvm, "inside", guarded, line, terms);
      assertThat(jvm.ask("guarded")).isEqualTo("caught no");
      undeclare(jvm, "inside");
      declare(jvm, "leaving", guarded, "throw", "observe");
      declare(jvm, "exit", guarded, "exit", terms);
      assertThat(jvm.ask("guarded")).isEqualTo("thrown no");
      jvm.http().await("leaving", "since=earliest");
      undeclare(jvm, "exit");
      assertThat(jvm.ask("guarded")).isEqualTo("parsed 7");
    }
  }

  @OnEveryJdk
  void aValueIsRefusedWhereAMonitorIsHeldOrAnObjectMade(Jdk jdk) throws Exception {
    try (TargetJvm jvm = start(jdk)) {
      String line = "line " + jvm.ask("line locked");
      Http.Answer held = post(jvm, "held", "com.acme.Places#locked", line, "return(\"x\")");
      assertThat(held.status()).isEqualTo(400);
      assertThat(held.body()).contains("synchronized");
      jvm.ask("steps");
      Http.Answer made =
          post(jvm, "made", "com.acme.Places#<init>", "after call java.lang.String#trim", "return");
      assertThat(made.status()).isEqualTo(400);
      assertThat(made.body()).contains("construct");
      assertThat(jvm.ask("locked")).isEqualTo("locked");
    }
  }

  @OnEveryJdk
  void aFieldIsHitBeforeItIsWrittenAndAfterItIsRead(Jdk jdk) throws Exception {
    try (TargetJvm jvm = start(jdk)) {
      String steps = "com.acme.Places#steps";
      jvm.ask("steps");
      declare(jvm, "read", steps, "after read com.acme.Places#made", "observe");
      assertThat(jvm.ask("steps")).isEqualTo("ababab!");
      jvm.http().await("read", "since=earliest");
      declare(jvm, "write", steps, "before write com.acme.Places#marked", "return(\"left\")");
      assertThat(jvm.ask("steps")).isEqualTo("left");
      assertThat(jvm.http().enters("read")).isEqualTo(1);
    }
  }

  @OnEveryJdk
  void aFieldsValueIsInConditionsAndEvents(Jdk jdk) throws Exception {
    try (TargetJvm jvm = start(jdk)) {
      Map<String, Object> body =
          new TreeMap<>(
              Map.of(
                  "name", "made",
                  "method", "com.acme.Places#<init>",
                  "at", "before write com.acme.Places#made",
                  "when", "result == '!'",
                  "capture", Map.of("value", "result"),
                  "enabled", true));
      jvm.http().post(POINTS, new ObjectMapper().writeValueAsString(body)).ok();
      assertThat(jvm.ask("steps")).isEqualTo("ababab!");
      JsonNode event = jvm.http().await("made", "since=earliest");
      assertThat(event.get("captured").get("value").asText()).isEqualTo("!");
    }
  }

  @OnEveryJdk
  void aNumberPicksOneOfThePlaces(Jdk jdk) throws Exception {
    try (TargetJvm jvm = start(jdk)) {
      jvm.ask("steps");
      String raised = "com.acme.Places#raised";
      String other = "throw(java.lang.ArithmeticException, \"other\")";
      declare(jvm, "second", raised, "before throw 2", other);
      assertThat(jvm.ask("raised")).isEqualTo("thrown code 6");
      declare(jvm, "first", raised, "before throw 1", other);
      assertThat(jvm.ask("raised")).isEqualTo("thrown other");
      JsonNode third = post(jvm, "third", raised, "before throw 3", "").ok().json();
      assertThat(third.get("state").asText()).isEqualTo("missing");
      assertThat(third.get("reason").asText()).contains("has only 2 places 'before throw'");
      assertThat(third.get("nearest").get(0).asText()).isEqualTo("before throw 2");
      assertThat(third.get("at").asText()).isEqualTo("before throw 3");
    }
  }

  @OnEveryJdk
  void aMonitorIsNotGotYetOrIsGivenBack(Jdk jdk) throws Exception {
    try (TargetJvm jvm = start(jdk)) {
      assertThat(jvm.ask("locked")).isEqualTo("locked");
      String locked = "com.acme.Places#locked";
      declare(jvm, "before", locked, "before synchronized", "return(\"left\")");
      assertThat(jvm.ask("locked")).isEqualTo("left");
      undeclare(jvm, "before");
      String terms = "throw(java.lang.IllegalStateException, \"held\")";
      declare(jvm, "after", locked, "after synchronized", terms);
      assertThat(jvm.ask("locked")).isEqualTo("thrown held");
      assertThat(jvm.ask("holds")).isEqualTo("false");
      Http.Answer held = post(jvm, "value", locked, "after synchronized", "return(\"x\")");
      assertThat(held.status()).isEqualTo(400);
      assertThat(held.body()).contains("synchronized");
    }
  }

  @OnEveryJdk
  void anArrayIsHitBeforeItIsMadeAndAfter(Jdk jdk) throws Exception {
    try (TargetJvm jvm = start(jdk)) {
      jvm.ask("steps");
      String raised = "com.acme.Places#raised";
      String full = "throw(java.lang.IllegalStateException, \"no room\")";
      declare(jvm, "made", raised, "after new byte[]", "observe");
      assertThat(jvm.ask("raised")).isEqualTo("thrown code 6");
      jvm.http().await("made", "since=earliest");
      declare(jvm, "make", raised, "before new byte[]", full);
      assertThat(jvm.ask("raised")).isEqualTo("thrown no room");
      assertThat(jvm.http().enters("made")).isEqualTo(1);
      JsonNode none = post(jvm, "none", raised, "before new char[]", "").ok().json();
      assertThat(none.get("reason").asText()).contains("it makes byte[]");
    }
  }

  @OnEveryJdk
  void aPlaceThatIsNotThereIsToldWithWhatIsNear(Jdk jdk) throws Exception {
    try (TargetJvm jvm = start(jdk)) {
      jvm.ask("steps");
      JsonNode line = post(jvm, "line", "com.acme.Places#steps", "line 2", "").ok().json();
      assertThat(line.get("state").asText()).isEqualTo("missing");
      assertThat(line.get("reason").asText()).contains("no code on line 2").contains("nearest");
      assertThat(line.get("nearest").get(0).asText()).startsWith("line ");
      JsonNode call =
          post(jvm, "call", "com.acme.Places#steps", "before call java.lang.String#apend", "")
              .ok()
              .json();
      assertThat(call.get("state").asText()).isEqualTo("missing");
      assertThat(call.get("reason").asText()).contains("java.lang.StringBuilder#append");
      Http.Answer bad = post(jvm, "bad", "com.acme.Places#steps", "before call a.B#c(long", "");
      assertThat(bad.status()).isEqualTo(400);
      assertThat(bad.json().get("field").asText()).isEqualTo("at");
      assertThat(bad.json().get("column").asInt()).isEqualTo("before call a.B#c(long".length() + 1);
    }
  }
}
