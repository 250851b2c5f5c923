package dev.jinx.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jinx.it.Http;
import dev.jinx.it.Jdk;
import dev.jinx.it.OnEveryJdk;
import dev.jinx.it.TargetJvm;

/** {@code throw(class, message, cause)}. */
class ThrowIT {
  private static final String COMMIT = "commit:7:n2";

  @OnEveryJdk
  void anyThrowableLeavesTheMethodWithItsMessageAndItsCause(Jdk jdk) {
    try (TargetJvm jvm = Desks.start(jdk)) {
      assertThrown(
          jvm, "throw(java.io.IOException, \"disk full\")", "java.io.IOException disk full");
      assertThrown(jvm, "throw(java.io.IOException)", "java.io.IOException null");
      assertThrown(
          jvm, "throw(java.lang.IllegalStateException)", "java.lang.IllegalStateException null");
      assertThrown(
          jvm, "throw(java.lang.OutOfMemoryError, 'heap')", "java.lang.OutOfMemoryError heap");
      assertThrown(
          jvm,
          "throw(java.io.UncheckedIOException, \"outer\", java.io.IOException, \"inner\")",
          "java.io.UncheckedIOException outer because java.io.IOException inner");
      assertThrown(jvm, "throw(com.acme.faults.Trouble, \"own\")", "com.acme.faults.Trouble own");
    }
  }

  private static void assertThrown(TargetJvm jvm, String terms, String told) {
    Http http = jvm.http();
    String cursor = Desks.act(http, "commit", terms);
    String size = Desks.call(jvm, "size");
    assertThat(Desks.call(jvm, COMMIT)).as(terms).isEqualTo(told);
    assertThat(Desks.call(jvm, "size")).as("the body did not run").isEqualTo(size);
    JsonNode event = http.await("commit", "since=" + cursor);
    assertThat(event.get("type").asText()).isEqualTo("exception");
    assertThat(event.get("action").asText()).isEqualTo(terms);
    assertThat(event.get("phase").asText()).isEqualTo("hit");
  }

  @OnEveryJdk
  void aCheckedExceptionThatTheMethodDoesNotDeclareIsThrownAsWell(Jdk jdk) {
    try (TargetJvm jvm = Desks.start(jdk)) {
      Desks.act(jvm.http(), "yes", "throw(java.io.EOFException)");
      assertThat(Desks.call(jvm, "yes")).isEqualTo("java.io.EOFException null");
      jvm.http().disable("yes");
      assertThat(Desks.call(jvm, "yes")).isEqualTo("true");
    }
  }

  @OnEveryJdk
  void atExitTheBodyHasRunAndAtThrowAnotherExceptionTakesThePlace(Jdk jdk) {
    try (TargetJvm jvm = Desks.start(jdk)) {
      Desks.act(jvm.http(), "commit-exit", "throw(java.io.IOException, \"no answer\")");
      assertThat(Desks.call(jvm, COMMIT)).isEqualTo("java.io.IOException no answer");
      assertThat(Desks.call(jvm, "size")).isEqualTo("1");

      assertThat(Desks.call(jvm, "broken")).isEqualTo("java.lang.IllegalStateException broken");
      Desks.act(jvm.http(), "broken", "throw(java.lang.ArithmeticException, \"another\")");
      assertThat(Desks.call(jvm, "broken")).isEqualTo("java.lang.ArithmeticException another");
    }
  }

  @OnEveryJdk
  void whatCannotBeThrownIsRefusedWhenEnabled(Jdk jdk) {
    try (TargetJvm jvm = Desks.start(jdk)) {
      Http http = jvm.http();
      assertRefused(http, "throw(java.io.IOExeption)", "java.io.IOExeption");
      assertRefused(http, "throw(IOException)", "did you mean 'java.io.IOException'");
      assertRefused(http, "throw(java.lang.String, \"x\")", "not a Throwable");
      assertRefused(http, "throw(java.lang.VirtualMachineError)", "abstract");
      assertRefused(http, "throw(java.util.MissingResourceException)", "constructor");
      assertThat(Desks.call(jvm, COMMIT)).isEqualTo("stored 7 of n2 at n1");
    }
  }

  private static void assertRefused(Http http, String terms, String reason) {
    JsonNode problem = Desks.refused(http, "commit", "action", terms);
    assertThat(problem.toString()).contains(reason);
  }
}
