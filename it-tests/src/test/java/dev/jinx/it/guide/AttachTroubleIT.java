package dev.jinx.it.guide;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.Store;
import dev.jinx.it.Jdk;
import dev.jinx.it.Jdks;
import dev.jinx.it.Launch;
import dev.jinx.it.OnEveryJdk;
import dev.jinx.it.TargetJvm;
import dev.jinx.it.behaviour.Cli;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;

/** That a JVM cannot be attached to is told as the guide quotes it. */
class AttachTroubleIT {
  static final String[] SECTIONS = {"Attaching is refused"};

  private static final Quotes QUOTES = Quotes.of(SECTIONS);

  @OnEveryJdk
  void anAgentIsThereAlready(Jdk jdk) {
    try (TargetJvm jvm = start(Launch.on(jdk))) {
      jvm.address();
      QUOTES.line("has an agent", attach(jdk, jvm.pid()));
    }
  }

  @OnEveryJdk
  void theAgentRefuses(Jdk jdk) {
    try (TargetJvm jvm = start(Launch.on(jdk).agent(null))) {
      QUOTES.line("refused to start", attach(jdk, jvm.pid(), "--options", "prt=1"));
    }
  }

  @OnEveryJdk
  void theJvmDoesNotLetItselfBeAttachedTo(Jdk jdk) {
    try (TargetJvm jvm = start(Launch.on(jdk).agent(null).jvm("-XX:+DisableAttachMechanism"))) {
      QUOTES.line("attach mechanism", attach(jdk, jvm.pid()));
    }
  }

  @OnEveryJdk
  void theJvmTakesNoAgent(Jdk jdk) {
    if (jdk.feature() < 21) {
      return;
    }
    Launch launch = Launch.on(jdk).agent(null).jvm("-XX:-EnableDynamicAgentLoading");
    try (TargetJvm jvm = start(launch)) {
      QUOTES.within("is not enabled", attach(jdk, jvm.pid()));
    }
  }

  @OnEveryJdk
  void thereIsNoSuchProcess(Jdk jdk) {
    TargetJvm ended = start(Launch.on(jdk).agent(null));
    ended.close();
    QUOTES.line("is running", attach(jdk, ended.pid()));
  }

  @AfterAll
  static void allAreSeen() {
    if (Jdks.all().stream().allMatch(jdk -> jdk.feature() < 21)) {
      QUOTES.without("is not enabled");
    }
    QUOTES.assertAllSeen();
  }

  private static TargetJvm start(Launch launch) {
    TargetJvm jvm = launch.main(Store.class).start();
    jvm.out().await("ready "::equals, TargetJvm.PATIENCE);
    return jvm;
  }

  private static String attach(Jdk jdk, long pid, String... options) {
    List<String> command = new ArrayList<>(List.of("attach", String.valueOf(pid)));
    command.addAll(List.of(options));
    Cli.Result result = new Cli(jdk, "").run(command.toArray(String[]::new));
    assertThat(result.status()).isEqualTo(1);
    return result.err();
  }
}
