package dev.jinx.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jinx.it.Jdk;
import dev.jinx.it.OnEveryJdk;
import dev.jinx.it.TargetJvm;

/** {@code locals}: arguments and local variables by their names. */
class LocalsIT {
  private static final String FAIL = "throw(java.io.IOException)";
  private static final String FAILED = "java.io.IOException null";

  @OnEveryJdk
  void argumentsAreReadByTheirNames(Jdk jdk) {
    try (TargetJvm jvm = Desks.start(jdk)) {
      String when = "locals.id == 7 and locals.peer == 'n2'";
      Desks.arm(jvm.http(), "commit", "action", FAIL, "when", when);
      assertThat(Desks.call(jvm, "commit:7:n2")).isEqualTo(FAILED);
      assertThat(Desks.call(jvm, "commit:7:n3")).startsWith("stored");
      assertThat(Desks.call(jvm, "commit:8:n2")).startsWith("stored");
    }
  }

  @OnEveryJdk
  void localVariablesAreReadWhereTheyAreInScope(Jdk jdk) {
    String yaml =
        """
          told:
            method: com.acme.faults.Journal#commit
            at: before call com.acme.faults.Journal#store
            when: locals.entry =^ '7 of'
            capture: { all: locals, args: args }
        """;
    try (TargetJvm jvm = Desks.start(Desks.launch(jdk, yaml))) {
      String cursor = Desks.act(jvm.http(), "told", FAIL);
      assertThat(Desks.call(jvm, "commit:8:n2")).startsWith("stored");
      assertThat(Desks.call(jvm, "commit:7:n2")).isEqualTo(FAILED);
      JsonNode event = jvm.http().await("told", "since=" + cursor);
      assertThat(Desks.captured(event, "all"))
          .isEqualTo("{\"id\":7,\"peer\":\"n2\",\"entry\":\"7 of n2 at n1\"}");
      assertThat(Desks.captured(event, "args")).isEqualTo("[7,\"n2\"]");
    }
  }

  @OnEveryJdk
  void anUnknownNameIsAnErrorWithTheNearest(Jdk jdk) {
    try (TargetJvm jvm = Desks.start(jdk)) {
      Desks.arm(jvm.http(), "commit", "action", FAIL, "when", "locals.pere == 'n2'");
      assertThat(Desks.call(jvm, "commit:7:n2")).startsWith("stored");
      assertThat(jvm.http().point("commit").get("arms").get(0).get("error").asText())
          .isEqualTo("when: no variable 'pere' here; did you mean 'peer'? (column 8)");
    }
  }
}
