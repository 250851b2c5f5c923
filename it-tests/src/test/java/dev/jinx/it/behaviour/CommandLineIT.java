package dev.jinx.it.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jinx.it.Http;
import dev.jinx.it.Jdk;
import dev.jinx.it.OnEveryJdk;
import dev.jinx.it.Ports;
import dev.jinx.it.Sse;
import dev.jinx.it.TargetJvm;
import java.io.IOException;
import java.net.Socket;
import org.awaitility.Awaitility;

/** {@code java -jar jinx.jar COMMAND}, as scripts use it. */
class CommandLineIT {
  @OnEveryJdk
  void aPointIsEnabledAwaitedReleasedAndDisabledFromTheShell(Jdk jdk) {
    try (TargetJvm jvm = Drills.start(jdk)) {
      Cli cli = new Cli(jdk, jvm.address());
      Cli.Result enabled = cli.run("enable", "gate", "--action", "pause(5m)");
      assertThat(enabled.status()).isZero();
      String cursor = enabled.out().strip();
      assertThat(enabled.lines()).as("a script takes the cursor").hasSize(1);
      assertThat(enabled.err()).contains("enabled gate: arm 1");

      jvm.tell("start first");
      Cli.Result hit = cli.run("wait", "gate", "--since", cursor, "--phase", "parked");
      assertThat(hit.status()).isZero();
      assertThat(hit.lines()).hasSize(1);
      assertThat(Drills.thread(Http.parse(hit.out()))).isEqualTo("first");

      assertThat(cli.run("points").out()).contains("gate", "woven", "1:pause(5m)");
      Cli.Result released = cli.run("release", "gate", "--json");
      assertThat(released.out().strip()).isEqualTo("{\"released\":1,\"kept\":0}");
      Drills.passed(jvm, "first");
      Cli.Result disabled = cli.run("disable", "--all", "--json");
      assertThat(disabled.out().strip()).isEqualTo("{\"disabled\":1,\"released\":0}");
    }
  }

  @OnEveryJdk
  void waitTellsByItsExitStatusWhatHappened(Jdk jdk) throws IOException {
    try (TargetJvm jvm = Drills.start(jdk)) {
      Cli cli = new Cli(jdk, jvm.address());
      Cli.Result typo = cli.run("wait", "gat");
      assertThat(typo.status()).isEqualTo(4);
      assertThat(typo.err()).contains("'gat'", "'gate'");
      assertThat(typo.out()).isEmpty();

      Cli.Result late = cli.run("wait", "gate", "--timeout", "100ms");
      assertThat(late.status()).isEqualTo(124);
      assertThat(late.err()).contains("'gate' is woven, not enabled, with 0 hits so far");
      assertThat(late.out()).isEmpty();
    }
    try (Socket nobody = Ports.deaf()) {
      String address = "127.0.0.1:" + nobody.getLocalPort();
      Cli.Result deaf = new Cli(jdk, address).run("wait", "gate");
      assertThat(deaf.status()).isEqualTo(5);
      assertThat(deaf.err()).contains(address);
    }
  }

  @OnEveryJdk
  void aWaitWhoseJvmIsKilledExitsSix(Jdk jdk) {
    try (TargetJvm jvm = Drills.start(jdk)) {
      Http http = jvm.http();
      try (Cli.Running waiting =
          new Cli(jdk, jvm.address()).start("wait", "gate", "--timeout", "5m")) {
        Awaitility.await("the wait is there")
            .atMost(TargetJvm.PATIENCE)
            .until(() -> readers(http) == 1);
        jvm.kill();
        assertThat(waiting.result().status()).isEqualTo(6);
        assertThat(waiting.result().err()).contains("the JVM died");
      }
    }
  }

  @OnEveryJdk
  void aWaitWhoseJvmExitsExitsSix(Jdk jdk) {
    try (TargetJvm jvm = Drills.start(jdk)) {
      Http http = jvm.http();
      try (Cli.Running waiting =
          new Cli(jdk, jvm.address()).start("wait", "gate", "--timeout", "5m")) {
        Awaitility.await("the wait is there")
            .atMost(TargetJvm.PATIENCE)
            .until(() -> readers(http) == 1);
        jvm.tell("exit 0");
        assertThat(waiting.result().status()).isEqualTo(6);
      }
    }
  }

  @OnEveryJdk
  void aWaitForEventsThatAreLostExitsThree(Jdk jdk) {
    try (TargetJvm jvm =
        Drills.start(Drills.launch(jdk, "log: { hits: false, retention: 1MB }\n"))) {
      Http http = jvm.http();
      String cursor = http.enable("a", "action=observe");
      Drills.order(jvm, "a 10000");
      assertThat(http.enters("a")).isEqualTo(10_000);
      Cli.Result lost =
          new Cli(jdk, jvm.address()).run("wait", "gate", "--since", cursor, "--timeout", "100ms");
      assertThat(lost.status()).as(lost.err()).isEqualTo(3);
      assertThat(lost.err()).contains("lost");
    }
  }

  @OnEveryJdk
  void eventsPrintsOneLineOfJsonAnEventAndNothingElse(Jdk jdk) {
    try (TargetJvm jvm = Drills.start(jdk)) {
      Http http = jvm.http();
      http.enable("a", "action=observe");
      http.enable("b", "action=observe");
      Cli cli = new Cli(jdk, jvm.address());
      try (Sse own = http.events("since=latest");
          Cli.Running events = cli.start("events", "--injection", "a", "--count", "50")) {
        Awaitility.await("both read").atMost(TargetJvm.PATIENCE).until(() -> readers(http) == 2);
        Drills.order(jvm, "cycles 1 10");
        Drills.order(jvm, "a 40");
        Cli.Result result = events.result();
        assertThat(result.status()).isZero();
        assertThat(result.err()).isEmpty();
        assertThat(result.lines()).hasSize(50);
        int hit = 1;
        for (String line : result.lines()) {
          JsonNode event = Http.parse(line);
          assertThat(Drills.name(event)).isEqualTo("a");
          assertThat(event.path("hit").asInt()).isEqualTo(hit++);
        }
        assertThat(own.next(60)).hasSize(60);
      }
    }
  }

  private static int readers(Http http) {
    return http.get("/health").ok().json().get("readers").asInt();
  }
}
