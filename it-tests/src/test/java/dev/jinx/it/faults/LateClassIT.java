package dev.jinx.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jinx.it.Http;
import dev.jinx.it.Jdk;
import dev.jinx.it.OnEveryJdk;
import dev.jinx.it.TargetJvm;

/** Terms for a class that is not loaded yet are checked as soon as it is. */
class LateClassIT {
  @OnEveryJdk
  void whatFitsActsAtTheFirstHit(Jdk jdk) {
    try (TargetJvm jvm = Desks.start(jdk)) {
      assertThat(jvm.http().point("late").get("state").asText()).isEqualTo("declared");
      Desks.act(jvm.http(), "late", "return(1)");
      assertThat(Desks.call(jvm, "late")).isEqualTo("1");
    }
  }

  @OnEveryJdk
  void whatDoesNotFitFailsThePointWithAnEventAndNothingActs(Jdk jdk) {
    try (TargetJvm jvm = Desks.start(jdk)) {
      Http http = jvm.http();
      String cursor = Desks.act(http, "late", "return(\"text\")");
      assertThat(Desks.call(jvm, "late")).isEqualTo("9");
      JsonNode failed = Desks.await(http, "late", cursor, "failed");
      assertThat(failed.get("reason").asText()).contains("returns int");
      JsonNode point = http.point("late");
      assertThat(point.get("state").asText()).isEqualTo("failed");
      assertThat(point.get("reason").asText()).contains("returns int");
      assertThat(http.enters("late")).isZero();
      Desks.act(http, "late", "return(2)");
      assertThat(Desks.call(jvm, "late")).as("terms that fit make it good again").isEqualTo("2");
    }
  }
}
