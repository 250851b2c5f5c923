package dev.jinx.client.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jinx.client.Event;
import dev.jinx.client.EventFilter;
import dev.jinx.client.Phase;
import dev.jinx.client.checkpoint.CheckpointStore;
import dev.jinx.client.checkpoint.FileCheckpointStore;
import dev.jinx.client.checkpoint.ResumeKey;
import dev.jinx.client.testing.TestAgent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class FleetResumeTest {
  @TempDir private Path directory;
  private TestAgent n1;
  private TestAgent n2;
  private CheckpointStore store;

  @BeforeEach
  void start() throws IOException {
    n1 = new TestAgent("commit");
    n2 = new TestAgent("commit").named("n2");
    store = store();
  }

  @AfterEach
  void stop() {
    n1.close();
    n2.close();
  }

  private CheckpointStore store() {
    return new FileCheckpointStore(directory.resolve("checkpoint"));
  }

  private Fleet fleet() {
    return Fleet.of("n1=" + n1.address(), "n2=" + n2.address());
  }

  private static void publish(TestAgent agent, int count) {
    for (int i = 0; i < count; i++) {
      agent.publish("commit", "hit", i + 1, 1);
    }
  }

  @Test
  void goesOnBehindWhatItsReaderWasDoneWith() {
    try (FleetStream stream = fleet().resume(EventFilter.ALL, store)) {
      publish(n1, 3);
      assertThat(stream.next().cursor()).hasToString("n1@4.1");
      assertThat(stream.next().cursor()).hasToString("n1@4.2"); // done with the first
    } // and nobody said that the second is done
    assertThat(store().get(key())).isEqualTo("n1@4.1,n2@4.0");
    EventSet got = new EventSet();
    try (FleetStream stream = fleet().resume(EventFilter.ALL, store())) {
      publish(n2, 1);
      for (int i = 0; i < 3; i++) {
        got.add(stream.next());
      }
      assertThat(got.of("n1")).hasSize(2).first().matches(each -> each.cursor().seq() == 2);
      stream.commit();
    }
    assertThat(store().get(key())).isEqualTo("n1@4.3,n2@4.1");
    try (FleetStream stream = fleet().resume(EventFilter.ALL, store())) {
      publish(n1, 1);
      assertThat(stream.next().cursor()).hasToString("n1@4.4");
    }
  }

  private String key() {
    return ResumeKey.ofNodes(List.of("n1", "n2"), EventFilter.ALL.fields());
  }

  @Test
  void missesNothingBetweenTwoReadersOfWhomTheFirstGotNoEvent() throws Exception {
    try (FleetStream stream = fleet().resume(EventFilter.ALL, store, "mine")) {
      CompletableFuture<Boolean> waiting = CompletableFuture.supplyAsync(stream::hasNext);
      while (store().get("mine") == null) {
        Thread.onSpinWait();
      }
      stream.close();
      assertThat(waiting.get(20, TimeUnit.SECONDS)).isFalse();
    }
    publish(n1, 1);
    try (FleetStream stream = fleet().resume(EventFilter.ALL, store(), "mine")) {
      assertThat(stream.next().cursor()).hasToString("n1@4.1");
    }
  }

  @Test
  void readsANodeThatWasAddedFromItsEarliestEvent() throws IOException {
    publish(n2, 1);
    store.put("mine", "n1@4.0");
    try (FleetStream stream = fleet().resume(EventFilter.ALL, store, "mine")) {
      assertThat(stream.next().cursor()).hasToString("n2@4.1");
    }
  }

  @Test
  void tellsAGapWhereANodeDoesNotKnowTheStoredPositionAnyMore() throws IOException {
    store.put("mine", "n1@4.7,n2@4.0");
    n1.restart();
    publish(n1, 1);
    try (FleetStream stream = fleet().resume(EventFilter.ALL, store, "mine")) {
      Event gap = stream.next();
      assertThat(gap.phase()).isEqualTo(Phase.GAP);
      assertThat(stream.next().cursor()).hasToString("n1@5.1");
      assertThat(stream.cursor()).hasToString("n1@5.1,n2@4.0");
    }
  }

  @Test
  void goesOnInTheNewLogWhereOneWasBegunAnew() {
    store.put("mine", "n1@9.7,n2@4.0");
    publish(n1, 2);
    try (FleetStream stream = fleet().resume(EventFilter.ALL, store, "mine")) {
      assertThat(stream.next().phase()).isEqualTo(Phase.GAP);
      assertThat(stream.next().cursor()).hasToString("n1@4.1");
      assertThat(stream.next().cursor()).hasToString("n1@4.2");
      assertThat(stream.cursor()).hasToString("n1@4.2,n2@4.0");
      stream.commit();
    }
    assertThat(store().get("mine")).isEqualTo("n1@4.2,n2@4.0");
    publish(n1, 1);
    try (FleetStream stream = fleet().resume(EventFilter.ALL, store(), "mine")) {
      assertThat(stream.next().cursor()).hasToString("n1@4.3");
    }
  }
}
