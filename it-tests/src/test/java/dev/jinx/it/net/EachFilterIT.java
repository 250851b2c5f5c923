package dev.jinx.it.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jinx.it.Jdk;
import dev.jinx.it.Jdks;
import dev.jinx.it.OnEveryJdk;
import dev.jinx.it.TargetJvm;
import dev.jinx.it.Targets;
import java.net.SocketException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each filter by itself, on blocking sockets, blocking channels and channels of a selector at once:
 * every byte arrives, in order, both ways, or the connection is told to be broken. 4 MB each way of
 * each connection; {@code -Djinx.fuzz=full} sends 1 GB.
 */
@ExtendWith(Targets.class)
class EachFilterIT {
  private static final List<String> LINES = List.of("socket", "channel", "selector");
  private static final boolean FULL = "full".equals(System.getProperty("jinx.fuzz"));
  private static final long BYTES = FULL ? 1L << 30 : 1L << 22;
  private static final Duration PATIENCE = FULL ? Duration.ofHours(1) : TargetJvm.PATIENCE;
  private static final int PARTS = 8;

  /** {@code duplicate} and {@code reorder} are for datagrams, and leave streams as they are. */
  private static final List<String> PASSING =
      List.of(
          "observe",
          "delay(1ms..5ms)",
          "10%drop",
          "throttle(512MB)",
          "slice(1000)",
          "duplicate",
          "reorder(5)");

  static Stream<Arguments> passing() {
    return Jdks.all().stream()
        .flatMap(jdk -> PASSING.stream().map(action -> Arguments.of(jdk, action)));
  }

  static Stream<Arguments> stalling() {
    return Jdks.all().stream()
        .flatMap(jdk -> Stream.of("drop", "hang").map(action -> Arguments.of(jdk, action)));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("passing")
  void everyByteArrivesInOrderThroughAFilter(Jdk jdk, String action) throws Exception {
    try (Network net = Network.start(jdk);
        Peer peer = new Peer()) {
      net.declare("filter", "net#read,write(" + peer.address() + ")");
      Transfer transfer = new Transfer(net, peer, LINES);
      net.http.enable("filter", "seed=5&action=" + action.replace("%", "%25"));
      transfer.begin(BYTES);
      transfer.finish(PATIENCE);
      assertThat(net.http.enters("filter")).isPositive();
      transfer.end();
      net.assertSound();
    }
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("stalling")
  void everyByteArrivesInOrderOnceStallsHaveEnded(Jdk jdk, String action) throws Exception {
    try (Network net = Network.start(jdk);
        Peer peer = new Peer()) {
      net.declare("filter", "net#read,write(" + peer.address() + ")");
      Transfer transfer = new Transfer(net, peer, LINES);
      for (int i = 0; i < PARTS; i++) {
        long before = BYTES / PARTS * i;
        String cursor = net.enable("filter", action);
        transfer.begin(BYTES / PARTS);
        net.hit("filter", cursor, "read");
        net.hit("filter", cursor, "write");
        assertThat(transfer.haveArrived(before + 1)).isFalse();
        net.heal("filter");
        // And once more, wherever they are by then.
        Awaitility.await()
            .atMost(PATIENCE)
            .pollInterval(Duration.ofMillis(1))
            .until(() -> transfer.haveArrived(before + BYTES / PARTS / 2));
        net.enable("filter", action);
        net.heal("filter");
        transfer.finish(PATIENCE);
      }
      transfer.end();
      net.assertSound();
    }
  }

  @OnEveryJdk
  void everyByteBeforeALimitArrivesAndThenBothSidesAreTold(Jdk jdk) throws Exception {
    try (Network net = Network.start(jdk);
        Peer peer = new Peer()) {
      net.declare("out", "net#write(" + peer.address() + ")");
      net.declare("in", "net#read(" + peer.address() + ")");
      for (String kind : LINES) {
        net.enable("out", "limit(" + BYTES / 2 + ")");
        Far far = net.open(kind + "-out", kind, peer);
        net.tell(kind + "-out", "send " + BYTES);
        assertThatThrownBy(far::receiveAll)
            .as(kind)
            .isInstanceOf(SocketException.class)
            .hasMessage("Connection reset after " + BYTES / 2);
        net.tell(kind + "-out", "recv 1");
        assertThat(net.said(kind + "-out", "recv")).as(kind).contains("Connection reset");
        net.heal("out");
        net.enable("in", "limit(" + BYTES / 2 + ")");
        Far other = net.open(kind + "-in", kind, peer);
        CompletableFuture<Long> sent = Far.begin(() -> other.sendAll(BYTES));
        net.tell(kind + "-in", "recv " + BYTES / 2);
        net.tell(kind + "-in", "recv 1");
        assertThatThrownBy(() -> sent.get(PATIENCE.toSeconds(), TimeUnit.SECONDS))
            .as(kind)
            .hasRootCauseInstanceOf(SocketException.class);
        net.answer(kind + "-in", "recv", "ok");
        assertThat(net.said(kind + "-in", "recv")).as(kind).contains("Connection reset");
        net.heal("in");
      }
      net.assertSound();
    }
  }
}
