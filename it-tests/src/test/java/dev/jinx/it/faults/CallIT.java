package dev.jinx.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jinx.it.Http;
import dev.jinx.it.Jdk;
import dev.jinx.it.OnEveryJdk;
import dev.jinx.it.TargetJvm;

/** {@code call(class#method)}: a static method of the application or of the test is called. */
class CallIT {
  private static final String OWN = "com.acme.faults.Mischief#";
  private static final String COMMIT = "commit:7:n2";

  @OnEveryJdk
  void aMethodOfTheApplicationIsCalledInEachOfItsForms(Jdk jdk) {
    try (TargetJvm jvm = Desks.start(jdk)) {
      Http http = jvm.http();
      String cursor = Desks.act(http, "commit", "call(" + OWN + "happens)");
      assertThat(Desks.call(jvm, COMMIT)).isEqualTo("stored 7 of n2 at n1");
      assertThat(Desks.call(jvm, "called")).isEqualTo("1");
      JsonNode event = http.await("commit", "since=" + cursor);
      assertThat(event.get("type").asText()).isEqualTo("lambda");

      Desks.act(http, "commit", "call(" + OWN + "meets)");
      Desks.call(jvm, COMMIT);
      assertThat(Desks.call(jvm, "called")).as("this, and its two arguments").isEqualTo("4");
    }
  }

  @OnEveryJdk
  void theMethodDecidesByTheMapWhatIsReturnedAndByThrowing(Jdk jdk) {
    try (TargetJvm jvm = Desks.start(jdk)) {
      Http http = jvm.http();
      Desks.act(http, "commit", "call(" + OWN + "decides)");
      assertThat(Desks.call(jvm, COMMIT)).isEqualTo("decided for n2");
      Desks.act(http, "commit", "call(" + OWN + "fails)");
      assertThat(Desks.call(jvm, COMMIT)).isEqualTo("java.io.EOFException hit 1");
    }
  }

  @OnEveryJdk
  void aMethodOfTheTestIsCalledIfItIsOnTheClassPath(Jdk jdk) {
    try (TargetJvm jvm = Desks.start(jdk)) {
      Http http = jvm.http();
      Http.Answer answer =
          http.post(
              Desks.INJECTION
                  + "/commit"
                  + Desks.query("action", "call(" + Corruption.class.getName() + "#corrupt)"),
              "{\"suffix\":\"by the test\"}");
      answer.ok();
      assertThat(Desks.call(jvm, COMMIT)).isEqualTo("commit of 7 by the test");
    }
  }

  @OnEveryJdk
  void whatCannotBeCalledIsRefusedWhenEnabled(Jdk jdk) {
    try (TargetJvm jvm = Desks.start(jdk)) {
      Http http = jvm.http();
      assertThat(Desks.refused(http, "commit", "action", "call(com.acme.faults.Mishief#happens)"))
          .asString()
          .contains("com.acme.faults.Mishief");
      assertThat(Desks.refused(http, "commit", "action", "call(" + OWN + "hapens)"))
          .asString()
          .contains("happens");
      assertThat(Desks.refused(http, "commit", "action", "call(com.acme.faults.Answers#count)"))
          .asString()
          .contains("no static method");
    }
  }

  @OnEveryJdk
  void itIsForbiddenWhereTheServerSaysSo(Jdk jdk) {
    String yaml = "server: { call: false, halt: false, points: false }\n";
    try (TargetJvm jvm = Desks.start(Desks.launch(jdk, yaml))) {
      Http http = jvm.http();
      assertThat(status(http, "call(" + OWN + "happens)")).isEqualTo(403);
      assertThat(status(http, "2*off->halt(137)")).isEqualTo(403);
      assertThat(http.post("/v2/error_injection/points", "{\"name\":\"x\",\"method\":\"a.B#c\"}"))
          .matches(answer -> answer.status() == 403);
      assertThat(http.point("commit").get("enabled").asBoolean()).isFalse();
    }
  }

  private static int status(Http http, String terms) {
    return http.post(Desks.INJECTION + "/commit" + Desks.query("action", terms)).status();
  }
}
