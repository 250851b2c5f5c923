package dev.jinx.it.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jinx.client.Armed;
import dev.jinx.client.Arming;
import dev.jinx.client.Hit;
import dev.jinx.client.Jinx;
import dev.jinx.client.JvmDiedException;
import dev.jinx.client.Phase;
import dev.jinx.client.Report;
import dev.jinx.client.UnknownPointException;
import dev.jinx.client.WaitTimeoutException;
import dev.jinx.it.Http;
import dev.jinx.it.Jdk;
import dev.jinx.it.OnEveryJdk;
import dev.jinx.it.TargetJvm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The Java client against the real agent. */
class JavaClientIT {
  private static final Duration SOON = Duration.ofMillis(100);

  @OnEveryJdk
  void aThreadIsHeldLookedAtAndLetGo(Jdk jdk) {
    try (TargetJvm jvm = Drills.start(jdk)) {
      try (Jinx jinx = Jinx.connect(jvm.address())) {
        Armed gate = jinx.point("gate").enable("pause(5m)");
        jvm.tell("start first");
        Hit hit = gate.awaitParked(TargetJvm.PATIENCE);
        assertThat(hit.thread().name()).isEqualTo("first");
        assertThat(jinx.point("gate").waiters()).hasSize(1);
        hit.release();
        assertThat(hit.awaitEnd(TargetJvm.PATIENCE).phase()).isEqualTo(Phase.RELEASED);
        Drills.passed(jvm, "first");
      }
      assertThat(jvm.http().point("gate").get("enabled").asBoolean()).isFalse();
    }
  }

  @OnEveryJdk
  void closingDisablesWhatItsConnectionEnabledAndOnlyThat(Jdk jdk) {
    try (TargetJvm jvm = Drills.start(jdk)) {
      Http http = jvm.http();
      http.enable("a", "action=observe");
      try (Jinx jinx = Jinx.connect(jvm.address())) {
        jinx.point("b").enable("observe");
        jinx.point("c").enable("observe");
        Armed gate = jinx.point("gate").enable(Arming.of("pause").oneShot());
        jvm.tell("start first");
        gate.awaitParked(TargetJvm.PATIENCE);
        http.enable("c", "action=observe"); // somebody else's now
      }
      Drills.passed(jvm, "first"); // held under a fired one-shot, and freed
      assertThat(http.get("/v2/error_injection/injection").ok().body())
          .isEqualToIgnoringWhitespace("[\"a\",\"c\"]");
    }
  }

  @OnEveryJdk
  void theReportTellsOfAnArmThatWasNeverHitThoughAnEarlierTestWas(Jdk jdk) {
    try (TargetJvm jvm = Drills.start(jdk)) {
      List<Report> reports = new ArrayList<>();
      try (Jinx earlier = Jinx.at(jvm.address()).onReport(reports::add).connect()) {
        earlier.point("a").enable("observe");
        Drills.order(jvm, "a 1");
        earlier.point("a").awaitHit(TargetJvm.PATIENCE);
      }
      try (Jinx later = Jinx.at(jvm.address()).onReport(reports::add).connect()) {
        later.point("a").enable("observe");
      }
      assertThat(reports.get(0).isClean()).isTrue();
      assertThat(reports.get(1)).hasToString("'a': its arm 2 was never hit");
    }
  }

  @OnEveryJdk
  void aWaitThatTimesOutExplainsItself(Jdk jdk) {
    try (TargetJvm jvm = Drills.start(jdk);
        Jinx jinx = Jinx.connect(jvm.address())) {
      jinx.point("a").enable("observe");
      Drills.order(jvm, "a 2");
      jinx.point("a").awaitCount(2, TargetJvm.PATIENCE);
      Armed never = jinx.point("never").enable("observe");
      assertThatThrownBy(() -> never.awaitHit(SOON))
          .isInstanceOf(WaitTimeoutException.class)
          .hasMessageContaining("never")
          .hasMessageContaining("the class of com.acme.drill.Never#run is not loaded");
      assertThatThrownBy(() -> jinx.point("gate").awaitParked(SOON))
          .isInstanceOf(WaitTimeoutException.class)
          .hasMessageContaining("a {hit=2}")
          .hasMessageContaining("not enabled");
      assertThatThrownBy(() -> jinx.point("gat").awaitHit(SOON))
          .isInstanceOf(UnknownPointException.class)
          .hasMessageContaining("'gate'");
    }
  }

  @OnEveryJdk
  void aWaitLearnsThatTheJvmDied(Jdk jdk) {
    try (TargetJvm jvm = Drills.start(jdk);
        Jinx jinx = Jinx.connect(jvm.address())) {
      Armed gate = jinx.point("gate").enable("observe");
      jvm.kill();
      assertThatThrownBy(() -> gate.awaitHit(TargetJvm.PATIENCE))
          .isInstanceOf(JvmDiedException.class);
    }
  }
}
