package dev.jinx.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jinx.it.Jdk;
import dev.jinx.it.OnEveryJdk;
import dev.jinx.it.TargetJvm;
import org.junit.jupiter.api.Assumptions;

/** {@code caller} and {@code stack}. */
class CallersIT {
  private static final String FAIL = "throw(java.io.IOException)";
  private static final String FAILED = "java.io.IOException null";
  private static final String COMMIT = "commit:7:n2";
  private static final String TOLD =
      """
        told:
          method: com.acme.faults.Journal#store
          capture: { stack: stack, caller: caller, depth: size(stack) }
        disk:
          method: java.io.FileOutputStream#<init>(java.io.File)
          when: caller =~ 'com\\.acme\\..*'
          capture: { caller: caller, first: 'stack[0]' }
      """;

  @OnEveryJdk
  void aConditionChoosesByTheCaller(Jdk jdk) {
    try (TargetJvm jvm = Desks.start(jdk)) {
      String store = "caller == 'com.acme.faults.Journal#commit'";
      Desks.arm(jvm.http(), "store", "action", FAIL, "when", store);
      assertThat(Desks.call(jvm, COMMIT)).isEqualTo(FAILED);
      Desks.arm(jvm.http(), "store", "action", FAIL, "when", "caller !~ '.*Journal#.*'");
      assertThat(Desks.call(jvm, COMMIT)).startsWith("stored");
      assertThat(jvm.http().point("store").get("errors").asInt()).isZero();
    }
  }

  @OnEveryJdk
  void aConditionFindsAMethodAnywhereOnTheStack(Jdk jdk) {
    try (TargetJvm jvm = Desks.start(jdk)) {
      String when = "'com.acme.faults.Desk#times' =~ callers";
      Desks.arm(jvm.http(), "store", "action", FAIL, "when", when);
      assertThat(Desks.call(jvm, COMMIT)).startsWith("stored");
      assertThat(Desks.ask(jvm, "times 1 " + COMMIT)).isEqualTo(FAILED);
    }
  }

  @OnEveryJdk
  void theStackIsCapturedFromTheWovenMethodOn(Jdk jdk) {
    try (TargetJvm jvm = Desks.start(Desks.launch(jdk, TOLD))) {
      String cursor = Desks.act(jvm.http(), "told", "observe");
      Desks.call(jvm, COMMIT);
      JsonNode event = jvm.http().await("told", "since=" + cursor);
      JsonNode stack = event.get("captured").get("stack");
      assertThat(stack.get(0).asText()).startsWith("com.acme.faults.Journal.store(Journal.java:");
      assertThat(stack.get(1).asText()).startsWith("com.acme.faults.Journal.commit(Journal.java:");
      assertThat(stack.get(2).asText()).startsWith("com.acme.faults.Calls.told(Calls.java:");
      assertThat(stack.get(stack.size() - 1).asText()).startsWith("com.acme.faults.Desk.main(");
      assertThat(stack.size()).isEqualTo(event.get("captured").get("depth").asInt());
    }
  }

  @OnEveryJdk
  void itIsThatOfAVirtualThread(Jdk jdk) {
    Assumptions.assumeTrue(jdk.feature() >= 21, "virtual threads are of JDK 21");
    try (TargetJvm jvm = Desks.start(Desks.launch(jdk, TOLD))) {
      String cursor = Desks.act(jvm.http(), "told", "pause");
      Desks.ask(jvm, "virtual 2 " + COMMIT);
      JsonNode event = jvm.http().await("told", "phase=parked&since=" + cursor);
      assertThat(event.get("thread").get("virtual").asBoolean()).isTrue();
      assertThat(Desks.captured(event, "caller")).isEqualTo("com.acme.faults.Journal#commit");
      assertThat(Desks.captured(event, "stack"))
          .contains("com.acme.faults.Calls.told(")
          .doesNotContain("ForkJoin", "dev.jinx.bootstrap");
      jvm.http().release("told");
      assertThat(Desks.ask(jvm, "join")).isEqualTo("joined 2");
    }
  }

  @OnEveryJdk
  void aClassOfTheJdkIsCalledByTheProgram(Jdk jdk) {
    try (TargetJvm jvm = Desks.start(Desks.launch(jdk, TOLD))) {
      String cursor = Desks.act(jvm.http(), "disk", "observe");
      assertThat(Desks.call(jvm, "disk")).isEqualTo("on disk");
      JsonNode event = jvm.http().await("disk", "since=" + cursor);
      assertThat(Desks.captured(event, "caller")).isEqualTo("com.acme.faults.Journal#toDisk");
      assertThat(Desks.captured(event, "first")).startsWith("java.io.FileOutputStream.<init>(");
    }
  }
}
