package dev.jinx.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.Store;
import com.fasterxml.jackson.databind.JsonNode;

class ClassPathProgramIT {
  private static final String YAML =
      """
      points:
        before-commit:
          method: com.acme.Store#commit(long)
      """;

  @OnEveryJdk
  void aMethodOfAClassPathProgramIsHitAndTold(Jdk jdk) {
    try (TargetJvm jvm = Launch.on(jdk).yaml(YAML).main(Store.class).start()) {
      String cursor = jvm.http().enable("before-commit", "action=observe");
      jvm.tell("7");
      JsonNode event = jvm.http().await("before-commit", "since=" + cursor);
      assertThat(event.get("point").asText()).isEqualTo("com.acme.Store#commit(long)");
      assertThat(event.get("thread").get("name").asText()).isEqualTo("main");
      assertThat(event.get("hit").asInt()).isEqualTo(1);
    }
  }

  @OnEveryJdk
  void aPausedThreadStandsUntilItIsReleased(Jdk jdk) {
    try (TargetJvm jvm = Launch.on(jdk).yaml(YAML).main(Store.class).start()) {
      jvm.out().await("ready "::equals, TargetJvm.PATIENCE);
      String cursor = jvm.http().enable("before-commit", "action=pause");
      jvm.tell("7");
      jvm.http().await("before-commit", "phase=parked&since=" + cursor);
      assertThat(jvm.out().soFar()).containsExactly("ready ");
      assertThat(jvm.http().release("before-commit")).isEqualTo(1);
      assertThat(jvm.out().await(any -> true, TargetJvm.PATIENCE)).isEqualTo("total 7");
    }
  }

  @OnEveryJdk
  void aProgramsExitStatusIsItsOwn(Jdk jdk) {
    try (TargetJvm jvm = Launch.on(jdk).yaml(YAML).main(Store.class).start()) {
      jvm.address();
      jvm.tell("exit 42");
      assertThat(jvm.awaitExit()).isEqualTo(42);
      assertThat(jvm.out().soFar()).containsExactly("ready ");
    }
  }
}
