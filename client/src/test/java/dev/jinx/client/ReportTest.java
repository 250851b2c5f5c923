package dev.jinx.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jinx.client.testing.TestAgent;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ReportTest {
  private static final String NEVER = "enabled but never hit";

  private final List<Report> reports = new ArrayList<>();
  private TestAgent agent;
  private Jinx jinx;

  @BeforeEach
  void start() throws IOException {
    agent = new TestAgent("commit", "send", "elect");
    jinx = connect();
  }

  @AfterEach
  void stop() {
    jinx.close();
    agent.close();
  }

  private Jinx connect() {
    return Jinx.at(agent.address())
        .deadAfter(Duration.ofMillis(100))
        .onReport(reports::add)
        .connect();
  }

  @Test
  void tellsOfThePointsThatThisConnectionUsed() {
    jinx.point("send").enable();
    jinx.point("commit").enable();
    agent.point("commit").report(NEVER);
    agent.point("elect").report(NEVER); // somebody else's
    Report report = jinx.report();
    assertThat(report.findings()).containsExactly(new Finding("commit", NEVER));
    assertThat(report.isClean()).isFalse();
    assertThat(report).hasToString("'commit': enabled but never hit");
  }

  @Test
  void isHandedOutBeforeTheLeaseEnds() {
    jinx.point("commit").enable();
    agent.point("commit").report(NEVER);
    List<String> leases = new ArrayList<>();
    Jinx other =
        Jinx.at(agent.address()).onReport(report -> leases.addAll(agent.leases())).connect();
    other.point("send").enable();
    other.close();
    assertThat(leases).contains("lease-2");
    jinx.close();
    jinx.close(); // once
    assertThat(reports).singleElement().extracting(Report::isClean).isEqualTo(false);
  }

  @Test
  void isCleanWhereNothingWasUsed() {
    jinx.close();
    assertThat(reports).containsExactly(Report.CLEAN);
    assertThat(Report.CLEAN).hasToString("nothing to report");
  }

  @Test
  void tellsOfAnArmThatEndedWithItsLeaseUnnoticed() {
    jinx.point("commit").enable();
    agent.expire("lease-1");
    assertThat(jinx.report().toString())
        .startsWith("'commit': its arm ended before it was disabled: lease lease-1 was lost");
  }

  @Test
  void keepsWhatItFoundOfAPointThatIsGone() {
    jinx.declare(Declaration.of("resize", "com.acme.Table#resize")).enable();
    agent.point("resize").report(NEVER);
    jinx.undeclare("resize");
    assertThat(jinx.report().findings()).containsExactly(new Finding("resize", NEVER));
  }

  @Test
  void saysNothingOfAnotherLife() throws Exception {
    jinx.point("commit").enable();
    agent.restart();
    agent.point("commit").report("com.acme.Store has no such method");
    assertThat(jinx.report().isClean()).isTrue();
  }

  @Test
  void isNotHandedOutForADeadJvm() {
    jinx.point("commit").enable();
    agent.kill();
    jinx.close();
    assertThat(reports).isEmpty();
  }

  @Test
  void whatItsReaderThrowsComesOutWhenAllIsClosed() {
    Jinx strict =
        Jinx.at(agent.address())
            .onReport(report -> assertThat(report.isClean()).as("%s", report).isTrue())
            .connect();
    strict.point("commit").enable();
    agent.point("commit").report(NEVER);
    assertThatThrownBy(strict::close)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("'commit': enabled but never hit");
    assertThat(agent.point("commit").isEnabled()).isFalse();
    assertThatCode(strict::close).doesNotThrowAnyException();
  }
}
