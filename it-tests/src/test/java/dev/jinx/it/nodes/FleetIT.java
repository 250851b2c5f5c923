package dev.jinx.it.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jinx.client.Event;
import dev.jinx.client.EventFilter;
import dev.jinx.client.checkpoint.FileCheckpointStore;
import dev.jinx.client.fleet.Fleet;
import dev.jinx.client.fleet.FleetStream;
import dev.jinx.client.fleet.LogFiles;
import dev.jinx.client.fleet.SameNodeException;
import dev.jinx.client.fleet.VectorCursor;
import dev.jinx.it.Jdks;
import dev.jinx.it.Scratch;
import dev.jinx.it.Signals;
import dev.jinx.it.TargetJvm;
import dev.jinx.it.Targets;
import dev.jinx.it.behaviour.Cli;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Several real nodes read as one, by the command and by the Java client. */
@ExtendWith(Targets.class)
class FleetIT {
  private static final EventFilter EARLIEST = EventFilter.ALL.sinceEarliest();

  private static String named(Node... nodes) {
    List<String> named = new ArrayList<>();
    for (Node node : nodes) {
      named.add(node.name() + "=" + node.address());
    }
    return String.join(",", named);
  }

  private static Fleet fleet(Node... nodes) {
    return Fleet.of(named(nodes).split(",", -1));
  }

  private static Cli.Running events(Path checkpoint, Node... nodes) {
    return new Cli(Jdks.own(), "127.0.0.1:1")
        .start(
            "events",
            "n1",
            "n2",
            "n3",
            "--nodes",
            named(nodes),
            "--since",
            "earliest",
            "--checkpoint",
            checkpoint.toString());
  }

  /** Until a reader that goes on has printed the newest event of each node. */
  private static void awaitNewest(Cli.Running reader, Node... nodes) {
    for (Node node : nodes) {
      String line = "\"id\":\"" + node.newest() + "\"";
      Awaitility.await(line)
          .atMost(TargetJvm.PATIENCE)
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(20))
          .failFast("the reader ended", () -> !reader.process().isAlive())
          .until(() -> reader.out().contains(line));
    }
  }

  private static Cli.Result interrupt(Cli.Running reader) throws Exception {
    String pid = Long.toString(reader.process().pid());
    assertThat(new ProcessBuilder("kill", "-INT", pid).start().waitFor()).isZero();
    Cli.Result ended = reader.result();
    assertThat(ended.status()).as(ended.err()).isEqualTo(130); // as a shell has it
    return ended;
  }

  private static Set<String> inLogs(Node... nodes) {
    List<Path> directories = new ArrayList<>();
    for (Node node : nodes) {
      node.kill();
      directories.add(node.directory());
    }
    List<String> ids = new ArrayList<>();
    LogFiles.open(directories, problem -> {})
        .lines(EARLIEST)
        .forEachRemaining(line -> ids.add(line.cursor().toString()));
    return Set.copyOf(ids);
  }

  @Test
  void aReaderThatIsInterruptedKilledAndBegunAgainMissesNothing() throws Exception {
    Signals.assumeInterruptible();
    Path positions = Scratch.directory("positions").resolve("positions.json");
    try (Node n1 = Node.start(Jdks.own(), "n1");
        Node n2 = Node.start(Jdks.own(), "n2");
        Node n3 = Node.start(Jdks.own(), "n3")) {
      List<List<String>> read = new ArrayList<>();
      try (Cli.Running reader = events(positions, n1, n2, n3)) {
        n1.hit(50);
        n2.hit(50);
        awaitNewest(reader, n1, n2, n3);
        read.add(Ids.ofOutput(interrupt(reader).out()));
      }
      n2.hit(50);
      n3.hit(50);
      try (Cli.Running reader = events(positions, n1, n2, n3)) {
        awaitNewest(reader, n2, n3);
        assertThat(Ids.ofOutput(reader.out()))
            .as("an interrupted reader had stored all that it printed")
            .doesNotContainAnyElementsOf(read.get(0));
        n1.jvm().tell("load 1 1000");
        n3.jvm().tell("load 1 1000");
        n1.hit(500);
        awaitNewest(reader, n1, n3);
        reader.process().toHandle().destroyForcibly();
        reader.process().onExit().join();
        read.add(Ids.ofOutput(reader.out()));
      }
      n3.kill();
      try (Cli.Running reader = events(positions, n1, n2, n3)) {
        awaitNewest(reader, n1);
        n3.start();
        n3.hit(20);
        awaitNewest(reader, n3);
        n2.kill();
        n2.start();
        n1.order("stop");
        awaitNewest(reader, n1, n2, n3);
        Cli.Result ended = interrupt(reader);
        assertThat(ended.err()).contains("n2 at " + n2.address() + " is there again");
        read.add(Ids.ofOutput(ended.out()));
      }
      read.forEach(Ids::assertInOrder);
      assertThat(Ids.union(read)).isEqualTo(inLogs(n1, n2, n3));
    }
  }

  @Test
  void twoNodesOfOneNameAreRefusedWithBothAddresses() {
    try (Node one = Node.start(Jdks.own(), "n1");
        Node other = Node.start(Jdks.own(), "n1")) {
      Cli cli = new Cli(Jdks.own(), one.address());
      Cli.Result refused = cli.run("events", one.address(), other.address());
      assertThat(refused.status()).isEqualTo(1);
      assertThat(refused.err()).contains("n1", one.address(), other.address());
      assertThat(refused.out()).isEmpty();
      Fleet fleet = Fleet.of(one.address(), other.address());
      assertThatThrownBy(() -> fleet.events(EARLIEST).close())
          .isInstanceOf(SameNodeException.class)
          .hasMessageContaining(one.address())
          .hasMessageContaining(other.address());
      Fleet misnamed = Fleet.of("n1=" + one.address(), "n2=" + other.address());
      assertThatThrownBy(() -> misnamed.events(EARLIEST).close())
          .isInstanceOf(SameNodeException.class)
          .hasMessageContaining("at " + other.address() + " is node n1, not n2");
    }
  }

  @Test
  void aFleetsStreamGoesOnFromItsVectorThoughNodesWereRestarted() {
    try (Node n1 = Node.start(Jdks.own(), "n1");
        Node n2 = Node.start(Jdks.own(), "n2")) {
      n1.hit(30);
      n2.hit(30);
      List<String> given = new ArrayList<>();
      VectorCursor seen;
      try (FleetStream events = fleet(n1, n2).events(EARLIEST)) {
        take(events, 40, given);
        seen = VectorCursor.parse(events.cursor().toString());
      }
      n2.kill();
      n2.start();
      n2.hit(30);
      try (FleetStream events = fleet(n1, n2).events(EventFilter.ALL, seen)) {
        take(events, 31 + 31 + 31 - 40, given);
      }
      Ids.assertInOrder(given);
      assertThat(Set.copyOf(given)).isEqualTo(inLogs(n1, n2));
    }
  }

  @Test
  void aFleetsStreamGoesOnFromItsStoreAndRepeatsAtMostWhatWasNotDone() {
    Path file = Scratch.directory("positions").resolve("positions.json");
    try (Node n1 = Node.start(Jdks.own(), "n1");
        Node n2 = Node.start(Jdks.own(), "n2")) {
      n1.hit(30);
      n2.hit(30);
      List<String> first = new ArrayList<>();
      try (FleetStream events = fleet(n1, n2).resume(EARLIEST, new FileCheckpointStore(file))) {
        take(events, 40, first);
      }
      n1.kill();
      n1.start();
      List<String> second = new ArrayList<>();
      try (FleetStream events = fleet(n2, n1).resume(EARLIEST, new FileCheckpointStore(file))) {
        take(events, 31 + 31 + 1 - 40 + 1, second);
      }
      assertThat(second).as("nobody asked for another after it").contains(first.get(39));
      assertThat(first.subList(0, 39)).doesNotContainAnyElementsOf(second);
      assertThat(Ids.union(List.of(first, second))).isEqualTo(inLogs(n1, n2));
    }
  }

  private static void take(FleetStream events, int count, List<String> ids) {
    for (int i = 0; i < count; i++) {
      Event event = events.next();
      assertThat(event.injection()).as("%s", event).isEqualTo("a");
      ids.add(event.cursor().toString());
    }
  }
}
