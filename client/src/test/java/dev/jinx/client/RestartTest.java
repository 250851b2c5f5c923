package dev.jinx.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jinx.client.http.Address;
import dev.jinx.client.testing.TestAgent;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Nodes that are killed and started again, with a log that has a directory. */
@Timeout(60)
class RestartTest {
  private static final Duration LONG = Duration.ofSeconds(20);

  private TestAgent agent;
  private Jinx jinx;

  @BeforeEach
  void start() throws IOException {
    agent = new TestAgent("commit", "send");
    jinx = Jinx.at(agent.address()).deadAfter(LONG).connect(); // so late that it is not noticed
  }

  @AfterEach
  void stop() {
    jinx.close();
    agent.close();
  }

  @Test
  void aWaitFindsWhatTheLastLifeHadNotToldAndThenThatItIsOver() throws Exception {
    Armed commit = jinx.point("commit").enable();
    agent.hit("commit", "hit");
    commit.awaitHit(LONG);
    agent.kill();
    agent.hit("commit", "hit"); // published, and nobody was told
    agent.restartWithLog();
    assertThat(commit.awaitCount(2, LONG)).extracting(Hit::number).containsExactly(1L, 2L);
    assertThatThrownBy(() -> commit.awaitCount(3, LONG))
        .isInstanceOf(JvmDiedException.class)
        .hasMessageContaining("it was n1 in boot 4, and now n1@5.0 answers");
    assertThatThrownBy(() -> commit.expectNone(LONG)).isInstanceOf(UnexpectedHitException.class);
  }

  @Test
  void aWaitForAnArmOfTheLastLifeEndsThoughTheNextOneIsQuiet() throws Exception {
    Armed commit = jinx.point("commit").enable();
    CompletableFuture<Hit> wait = CompletableFuture.supplyAsync(() -> commit.awaitHit(LONG));
    agent.restartWithLog();
    assertThatThrownBy(wait::join).hasCauseInstanceOf(JvmDiedException.class);
    assertThatThrownBy(() -> commit.expectNone(LONG)).isInstanceOf(JvmDiedException.class);
  }

  @Test
  void aWaitDoesNotTakeTheNextLifesHitForItsOwn() throws Exception {
    Armed commit = jinx.point("commit").enable();
    agent.restartWithLog();
    Armed again = jinx.point("commit").enable();
    assertThat(again.arm()).as("numbered anew").isEqualTo(commit.arm());
    agent.hit("commit", "hit");
    assertThat(again.awaitHit(LONG).event().cursor()).hasToString("n1@5.1");
    assertThatThrownBy(() -> commit.awaitHit(LONG))
        .isInstanceOf(JvmDiedException.class)
        .hasMessageContaining("and now n1@5.");
  }

  @Test
  void aNewConnectionReadsTheLivesBefore() throws Exception {
    jinx.point("commit").enable();
    agent.hit("commit", "hit");
    agent.hit("commit", "hit");
    agent.restartWithLog();
    try (Jinx late = Jinx.connect(agent.address())) {
      Range since = late.point("commit").since(Cursor.parse("n1@4.1"));
      assertThat(since.awaitHit(LONG).event().cursor()).hasToString("n1@4.2");
      assertThatThrownBy(() -> since.awaitCount(2, LONG)).isInstanceOf(JvmDiedException.class);
    }
  }

  @Test
  void aStreamGoesThroughHundredLivesAndLosesAndRepeatsNothing() throws Exception {
    Api api = new Api(Settings.of(Address.parse(agent.address()), null));
    List<String> published = new ArrayList<>();
    List<String> given = new ArrayList<>();
    try (EventStream events =
        EventStream.from(api, EventFilter.ALL)
            .acrossRestarts()
            .reconnect(loss -> Duration.ofMillis(1))
            .open()) {
      for (int life = 0; life < 100; life++) {
        for (int i = 0; i < life % 4; i++) {
          agent.publish("commit", "hit", 1, 1);
          published.add(agent.cursor());
        }
        if (life % 3 == 0) {
          while (given.size() < published.size()) {
            given.add(events.next().cursor().toString());
          }
        }
        agent.restartWithLog();
      }
      while (given.size() < published.size()) {
        given.add(events.next().cursor().toString());
      }
    }
    assertThat(given).isEqualTo(published);
  }
}
