package dev.jinx.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jinx.it.Jdk;
import dev.jinx.it.OnEveryJdk;
import dev.jinx.it.Sse;
import dev.jinx.it.TargetJvm;
import java.util.List;

/** {@code halt(status)}: the JVM dies, and the test knows at which hit. */
class HaltIT {
  @OnEveryJdk
  void everyLiveReaderHasTheHitBeforeTheJvmDies(Jdk jdk) {
    try (TargetJvm jvm = Desks.start(jdk)) {
      try (Sse one = jvm.http().events("since=latest");
          Sse other = jvm.http().events("since=latest&injection=commit")) {
        Desks.arm(jvm.http(), "commit", "action", "2*off->halt(137)");
        jvm.tell("times 5 commit:7:n2");
        assertHalted(one.untilEnd());
        assertHalted(other.untilEnd());
      }
      assertThat(jvm.awaitExit()).isEqualTo(137);
      assertThat(jvm.out().text()).as("no call after it").isEqualTo("ready");
    }
  }

  private static void assertHalted(List<JsonNode> events) {
    assertThat(events).hasSize(1);
    assertThat(events.get(0).get("action").asText()).isEqualTo("halt(137)");
    assertThat(events.get(0).get("hit").asInt()).isEqualTo(3);
    assertThat(events.get(0).get("thread").get("name").asText()).isEqualTo("main");
  }
}
