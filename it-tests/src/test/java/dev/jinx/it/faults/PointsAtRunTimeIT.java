package dev.jinx.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jinx.it.Http;
import dev.jinx.it.Jdk;
import dev.jinx.it.OnEveryJdk;
import dev.jinx.it.TargetJvm;

/** Points that are declared, and taken away, while the program runs. */
class PointsAtRunTimeIT {
  private static final String POINTS = "/v2/error_injection/points";

  @OnEveryJdk
  void aLoadedClassIsWovenAndRestored(Jdk jdk) {
    try (TargetJvm jvm = Desks.start(jdk)) {
      Http http = jvm.http();
      assertThat(Desks.call(jvm, "steps")).isEqualTo("0");
      JsonNode point =
          declare(
              http,
              """
              {"name":"steps","method":"com.acme.faults.Answers#steps","at":"exit",
               "action":"return(99)","when":"result < 5","capture":{"steps":"result"},
               "enabled":true}
              """);
      assertThat(point.get("state").asText()).isEqualTo("woven");
      assertThat(Desks.call(jvm, "steps")).isEqualTo("99");
      JsonNode event = http.await("steps", "since=earliest");
      assertThat(Desks.captured(event, "steps")).isEqualTo("0");
      assertThat(http.delete(POINTS + "/steps").ok().json().get("disabled").asInt()).isEqualTo(1);
      assertThat(Desks.call(jvm, "steps")).isEqualTo("0");
      assertThat(http.get(Desks.INJECTION + "/steps").status()).isEqualTo(404);
    }
  }

  @OnEveryJdk
  void subtypesThatAreLoadedAreWoven(Jdk jdk) {
    try (TargetJvm jvm = Desks.start(jdk)) {
      Http http = jvm.http();
      JsonNode point =
          declare(
              http,
              """
              {"name":"sizes","method":"com.acme.faults.Ledger+#size","enabled":true,
               "action":"return(12)"}
              """);
      assertThat(point.get("state").asText()).isEqualTo("woven");
      assertThat(point.get("sites").get(0).get("class").asText())
          .isEqualTo("com.acme.faults.Journal");
      assertThat(Desks.call(jvm, "size")).isEqualTo("12");
    }
  }

  @OnEveryJdk
  void aThreadThatIsParkedThereGoesOnWhenThePointIsTakenAway(Jdk jdk) {
    try (TargetJvm jvm = Desks.start(jdk)) {
      Http http = jvm.http();
      declare(
          http,
          "{\"name\":\"last\",\"method\":\"com.acme.faults.Journal#last\",\"enabled\":true,"
              + "\"action\":\"pause\"}");
      Desks.begin(jvm, "one", "last");
      http.await("last", "phase=parked");
      assertThat(http.delete(POINTS + "/last").ok().json().get("released").asInt()).isEqualTo(1);
      assertThat(Desks.end(jvm, "one")).isEqualTo("0");
    }
  }

  @OnEveryJdk
  void aNameThatIsTakenAndKeysThatAreWrongAreRefused(Jdk jdk) {
    try (TargetJvm jvm = Desks.start(jdk)) {
      Http http = jvm.http();
      assertThat(status(http, "{\"name\":\"yes\",\"method\":\"a.B#c\"}")).isEqualTo(409);
      assertThat(status(http, "{\"name\":\"new\",\"metod\":\"a.B#c\"}")).isEqualTo(400);
      assertThat(status(http, "{\"name\":\"new\",\"method\":\"a.B\"}")).isEqualTo(400);
      assertThat(
              status(
                  http,
                  "{\"name\":\"new\",\"method\":\"com.acme.faults.Journal#last\",\"enabled\":true,"
                      + "\"action\":\"return(true)\"}"))
          .isEqualTo(400);
      assertThat(http.get(Desks.INJECTION + "/new").status()).isEqualTo(404);
    }
  }

  private static int status(Http http, String body) {
    return http.post(POINTS, body).status();
  }

  private static JsonNode declare(Http http, String body) {
    return http.post(POINTS, body).ok().json();
  }
}
