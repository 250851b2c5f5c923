package dev.jinx.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jinx.it.Http;
import dev.jinx.it.Jdk;
import dev.jinx.it.OnEveryJdk;
import dev.jinx.it.TargetJvm;

/** {@code when} and {@code capture}. */
class ConditionsIT {
  private static final String FAIL = "throw(java.io.IOException)";
  private static final String FAILED = "java.io.IOException null";

  @OnEveryJdk
  void aConditionSeesArgumentsPrivateFieldsThreadAndParameters(Jdk jdk) {
    try (TargetJvm jvm = Desks.start(jdk)) {
      assertDecides(jvm, "args[0] > 7 and args[1] == 'n2'", "commit:8:n2", "commit:7:n2");
      assertDecides(jvm, "args[1] =~ 'n[23]'", "commit:1:n3", "commit:1:n4");
      assertDecides(jvm, "this.owner == 'n1' && this.last < 50", "commit:60:n2", "commit:61:n2");
      assertDecides(jvm, "args[0].toString() == parameters.id", "commit:9:n2", "commit:10:n2");
    }
  }

  private static void assertDecides(TargetJvm jvm, String when, String yes, String no) {
    Http http = jvm.http();
    http.post(
            Desks.INJECTION + "/commit" + Desks.query("action", FAIL, "when", when),
            "{\"id\":\"9\"}")
        .ok();
    assertThat(Desks.call(jvm, yes)).as(when).isEqualTo(FAILED);
    http.disable("commit");
    Desks.call(jvm, yes); // so that private fields change
    http.post(
            Desks.INJECTION + "/commit" + Desks.query("action", FAIL, "when", when),
            "{\"id\":\"9\"}")
        .ok();
    assertThat(Desks.call(jvm, no)).as(when).startsWith("stored");
    http.disable("commit");
  }

  @OnEveryJdk
  void aConditionChoosesAThreadByItsName(Jdk jdk) {
    try (TargetJvm jvm = Desks.start(jdk)) {
      Desks.arm(
          jvm.http(), "commit", "action", FAIL, "when", "thread.name == 'second' and hit > 0");
      Desks.begin(jvm, "first", "commit:7:n2");
      assertThat(Desks.end(jvm, "first")).startsWith("stored");
      Desks.begin(jvm, "second", "commit:7:n2");
      assertThat(Desks.end(jvm, "second")).isEqualTo(FAILED);
    }
  }

  @OnEveryJdk
  void aConditionChoosesByWhoCalls(Jdk jdk) {
    try (TargetJvm jvm = Desks.start(jdk)) {
      Http http = jvm.http();
      Desks.arm(
          http, "commit", "action", FAIL, "when", "'com.acme.faults.Desk.times' =~ thread.stack");
      assertThat(Desks.call(jvm, "commit:7:n2")).startsWith("stored");
      assertThat(Desks.ask(jvm, "times 2 commit:7:n2")).isEqualTo(FAILED + "; " + FAILED);
      Desks.arm(
          http,
          "commit",
          "action",
          FAIL,
          "when",
          "thread.stack[0] == 'com.acme.faults.Journal.commit'"
              + " and thread.stack[1] =~ '.*Calls[.]told'");
      assertThat(Desks.call(jvm, "commit:7:n2")).isEqualTo(FAILED);
    }
  }

  @OnEveryJdk
  void aResultAndAnExceptionCanBeLookedAt(Jdk jdk) {
    try (TargetJvm jvm = Desks.start(jdk)) {
      Desks.arm(jvm.http(), "count-exit", "action", "return(0)", "when", "result == 3");
      assertThat(Desks.call(jvm, "count")).isEqualTo("0");
      Desks.arm(
          jvm.http(), "broken", "action", "return(1)", "when", "exception.message == 'broken'");
      assertThat(Desks.call(jvm, "broken")).isEqualTo("1");
    }
  }

  @OnEveryJdk
  void oneThatFailsMeansNoHitIsCountedAndShown(Jdk jdk) {
    try (TargetJvm jvm = Desks.start(jdk)) {
      Http http = jvm.http();
      Desks.arm(http, "commit", "action", FAIL, "when", "args[5] == 1");
      assertThat(Desks.call(jvm, "commit:7:n2")).startsWith("stored");
      JsonNode point = http.point("commit");
      assertThat(point.get("errors").asInt()).isEqualTo(1);
      assertThat(point.get("hits").asInt()).isZero();
      assertThat(point.get("arms").get(0).get("error").asText())
          .isEqualTo("when: no element 5: there are 2 (column 6)");
      assertThat(point.get("report").asText()).contains("condition was never true");
    }
  }

  @OnEveryJdk
  void oneThatCannotBeReadIsRefusedWithItsColumn(Jdk jdk) {
    try (TargetJvm jvm = Desks.start(jdk)) {
      JsonNode unknown = Desks.refused(jvm.http(), "commit", "when", "1 == arg[0]");
      assertThat(unknown.get("field").asText()).isEqualTo("when");
      assertThat(unknown.get("column").asInt()).isEqualTo(6);
      assertThat(unknown.toString()).contains("args");
      for (String forbidden :
          new String[] {"new('java.io.File')", "this.last = 8", "for (x : args) x", "x -> x"}) {
        Desks.refused(jvm.http(), "commit", "when", forbidden);
      }
    }
  }

  @OnEveryJdk
  void valuesAreCapturedIntoTheEvent(Jdk jdk) {
    String yaml =
        """
          told:
            method: com.acme.faults.Journal#commit
            at: exit
            capture:
              id: args[0]
              owner: this.owner
              entries: this.entries
              result: result
              wrong: args[9]
        """;
    try (TargetJvm jvm = Desks.start(Desks.launch(jdk, yaml))) {
      String cursor = Desks.act(jvm.http(), "told", "observe");
      Desks.call(jvm, "commit:7:n2");
      JsonNode event = jvm.http().await("told", "since=" + cursor);
      assertThat(Desks.captured(event, "id")).isEqualTo("7");
      assertThat(Desks.captured(event, "owner")).isEqualTo("n1");
      assertThat(Desks.captured(event, "entries")).isEqualTo("[\"7 of n2 at n1\"]");
      assertThat(Desks.captured(event, "result")).isEqualTo("stored 7 of n2 at n1");
      assertThat(Desks.captured(event, "wrong")).startsWith("<failed:");
    }
  }
}
