package dev.jinx.it.cluster;

import static dev.jinx.it.cluster.Keepers.TIMEOUT;
import static dev.jinx.it.cluster.Keepers.fromNow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jinx.client.Hit;
import dev.jinx.client.Waits;
import dev.jinx.client.cluster.Cluster;
import dev.jinx.client.cluster.Cut;
import dev.jinx.client.cluster.Node;
import dev.jinx.it.Jdk;
import dev.jinx.it.OnNewestJdk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Servers end and begin again while others are cut from them, and tests end before they heal. */
class ZooKeeperRestartsIT {
  @OnNewestJdk
  void aCutHoldsWhileOneServerAfterTheOtherBeginsAgain(Jdk jdk) {
    try (Keepers keepers = Keepers.start(jdk)) {
      Cluster cluster = keepers.cluster();
      Node alone = keepers.follower();
      Cut cut = cluster.isolate(alone.name());
      for (Node node : cluster.nodes()) {
        cluster.process(node.name()).restart();
        keepers.awaitServing(keepers.others(alone));
        try (Outside client = keepers.client(keepers.leader())) {
          assertThat(client.create("/after-" + node.name())).isEqualTo("OK");
        }
      }
      cluster.eventually(
          () ->
              assertThat(alone.jinx().seen(alone.jinx().begin()))
                  .as("it tries")
                  .anyMatch(event -> event.point().equals("net#connect")));
      assertThat(keepers.mode(alone)).isEqualTo("none");
      cut.heal();
      keepers.awaitServing(List.of(alone));
      try (Outside reader = keepers.client(alone)) {
        assertThat(reader.read("/after-n1")).isEqualTo("OK");
        assertThat(reader.read("/after-n3")).isEqualTo("OK");
      }
    }
  }

  @OnNewestJdk
  void aServerThatStandsStillIsLeftBehindAndFollowsAgain(Jdk jdk) {
    try (Keepers keepers = Keepers.start(jdk)) {
      Cluster cluster = keepers.cluster();
      Node still = keepers.leader();
      Waits[] elected = fromNow(keepers.others(still), "leads");
      cluster.process(still.name()).stop();
      Node next = keepers.node(cluster.awaitAny(TIMEOUT, elected));
      try (Outside client = keepers.client(next)) {
        assertThat(client.create("/without-it")).isEqualTo("OK");
      }
      cluster.process(still.name()).resume();
      cluster.eventually(TIMEOUT, () -> assertThat(keepers.mode(still)).isEqualTo("follower"));
    }
  }

  @OnNewestJdk
  void aCutEndsByItselfWhenItsTestIsKilled(Jdk jdk) throws Exception {
    try (Keepers keepers = Keepers.start(jdk)) {
      Node alone = keepers.follower();
      Waits ends = fromNow(alone, "follower-ends");
      Process test = test(jdk, keepers.cluster(), alone);
      Hit end;
      try {
        end = ends.awaitHit(TIMEOUT);
        assertThat(keepers.mode(alone)).isEqualTo("none");
      } finally {
        test.destroyForcibly();
      }
      assertThat(test.waitFor(TIMEOUT.toSeconds(), TimeUnit.SECONDS)).isTrue();
      alone.at("serves").after(end).awaitHit(TIMEOUT);
      keepers.awaitServing(List.of(alone));
    }
  }

  /** Another JVM, in which a test isolates a node and then never does anything again. */
  private static Process test(Jdk jdk, Cluster cluster, Node alone) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(jdk.java());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(AbandonedTest.class.getName(), alone.name()));
    for (Node node : cluster.nodes()) {
      command.add(node.jinx().settings().address().toString());
    }
    Process test =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    try {
      String told =
          CompletableFuture.supplyAsync(() -> line(test))
              .orTimeout(TIMEOUT.toSeconds(), TimeUnit.SECONDS)
              .join();
      assertThat(told).isEqualTo("cut\n");
      return test;
    } catch (Throwable failed) {
      test.destroyForcibly(); // which ends the read, too
      throw failed;
    }
  }

  private static String line(Process test) {
    try {
      return new String(test.getInputStream().readNBytes(4), StandardCharsets.US_ASCII);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
