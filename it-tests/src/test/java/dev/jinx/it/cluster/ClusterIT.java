package dev.jinx.it.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.acme.Store;
import dev.jinx.client.Cursor;
import dev.jinx.client.PointState;
import dev.jinx.client.cluster.Cluster;
import dev.jinx.client.cluster.ClusterException;
import dev.jinx.client.cluster.Cut;
import dev.jinx.client.cluster.Filter;
import dev.jinx.client.cluster.NodeProcess;
import dev.jinx.it.Http;
import dev.jinx.it.Jdk;
import dev.jinx.it.JinxJar;
import dev.jinx.it.OnNewestJdk;
import dev.jinx.it.Sse;
import dev.jinx.it.TargetJvm;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Cuts, restarts under a cut, and signals, on processes that the kit started. */
class ClusterIT {
  @OnNewestJdk
  void whoIsIsolatedHearsNobodyUntilItIsHealed(Jdk jdk) throws Exception {
    try (Gossips gossips = new Gossips(jdk)) {
      gossips.allHearOneAnother();
      try (Cut cut = gossips.cluster.isolate("n1")) {
        gossips.talkFor("n2", "n3"); // and what was read before has been heard
        Map<String, Cursor> since = gossips.now();
        gossips.talkFor("n2", "n3");
        assertThat(gossips.hasHeard("n1", "n2", since.get("n1"))).isFalse();
        assertThat(gossips.hasHeard("n2", "n1", since.get("n2"))).isFalse();
        assertThat(cut).hasToString("n1 | n2, n3");
      }
      gossips.allHearOneAnother();
      gossips.cluster.partitionOneWay("n1", "n2");
      gossips.talkFor("n2", "n3");
      Map<String, Cursor> since = gossips.now();
      gossips.hears("n1", "n2");
      gossips.talkFor("n1", "n3");
      assertThat(gossips.hasHeard("n2", "n1", since.get("n2"))).isFalse();
      gossips.cluster.heal();
      try (Filter late = gossips.cluster.between("n1", "n2").apply("delay(1ms..20ms)")) {
        gossips.allHearOneAnother();
        assertThat(late).hasToString("delay(1ms..20ms) between n1 and n2");
      }
    }
  }

  @OnNewestJdk
  void aCutHoldsFromTheFirstInstructionOfTheNextLife(Jdk jdk) throws Exception {
    try (Gossips gossips = new Gossips(jdk)) {
      gossips.allHearOneAnother();
      gossips.cluster.isolate("n1");
      gossips.talkFor("n2", "n3");
      Map<String, Cursor> since = gossips.now();
      gossips.cluster.process("n1").restart();
      gossips.talkFor("n2", "n3");
      assertThat(gossips.hasHeard("n2", "n1", since.get("n2"))).isFalse();
      assertThat(gossips.hasHeard("n3", "n1", since.get("n3"))).isFalse();
      assertThat(gossips.cluster.node("n1").at("heard").enters()).isZero();
      assertThat(gossips.cluster.node("n1").jinx().points())
          .filteredOn(point -> point.name().startsWith("net."))
          .hasSize(2)
          .allSatisfy(point -> assertThat(point.arms().get(0).lease()).isNotNull());
      gossips.cluster.heal();
      gossips.allHearOneAnother();
      assertThat(gossips.cluster.node("n1").jinx().points())
          .extracting(PointState::name)
          .containsExactly("heard");
    }
  }

  @OnNewestJdk
  void stoppedAndKilledMembersComeBack(Jdk jdk) throws Exception {
    try (Gossips gossips = new Gossips(jdk)) {
      NodeProcess n2 = gossips.cluster.process("n2");
      n2.stop();
      gossips.talkFor("n1", "n3");
      assertThatThrownBy(() -> gossips.cluster.isolate("n2"))
          .isInstanceOf(ClusterException.class)
          .hasMessageContaining("n2: no agent answers");
      n2.resume();
      gossips.allHearOneAnother();
      n2.kill();
      assertThat(n2.isAlive()).isFalse();
      Cut cut = gossips.cluster.partition("n1", "n2");
      n2.restart();
      gossips.talkFor("n2", "n3");
      assertThat(fromTheFirstInstruction(gossips, n2))
          .contains("\"from\":\"n3\"")
          .doesNotContain("\"from\":\"n1\"");
      cut.heal();
      gossips.allHearOneAnother();
    }
  }

  @OnNewestJdk
  void aListenerThatBeginsDuringACutIsCutToo(Jdk jdk) throws Exception {
    try (Gossips gossips = Gossips.silent(jdk, "n2")) {
      gossips.hears("n1", "n2");
      try (Cut cut = gossips.cluster.partition("n1", "n2")) {
        assertThat(netPoints(gossips, "n1")).as(cut.toString()).isEmpty(); // nowhere to reach n2 at
        gossips.cluster.node("n2").at(Gossips.LISTENS).release();
        gossips.hears("n2", "n3");
        Awaitility.await()
            .atMost(TargetJvm.PATIENCE)
            .until(
                () -> netPoints(gossips, "n1"),
                points ->
                    points.stream()
                        .anyMatch(
                            point ->
                                !point.arms().isEmpty()
                                    && point.method().contains(":" + gossips.ports.get(1))));
        gossips.talkFor("n2", "n3");
        Map<String, Cursor> since = gossips.now();
        gossips.talkFor("n2", "n3");
        assertThat(gossips.hasHeard("n1", "n2", since.get("n1"))).isFalse();
        assertThat(gossips.hasHeard("n2", "n1", since.get("n2"))).isFalse();
      }
      gossips.allHearOneAnother();
    }
  }

  @OnNewestJdk
  void aCutWhoseLeaseSomebodyEndsIsMadeAnewAndTold(Jdk jdk) throws Exception {
    try (Gossips gossips = new Gossips(jdk)) {
      gossips.allHearOneAnother();
      Cut cut = gossips.cluster.partition("n1", "n2");
      String lease = leases(gossips, "n1").get(0);
      new Http("http://" + gossips.cluster.process("n1").address())
          .delete("/v2/error_injection/leases/" + lease)
          .ok();
      Awaitility.await()
          .atMost(TargetJvm.PATIENCE)
          .until(
              () -> leases(gossips, "n1"), leases -> !leases.isEmpty() && !leases.contains(lease));
      gossips.talkFor("n1", "n3");
      gossips.talkFor("n2", "n3");
      Map<String, Cursor> since = gossips.now();
      gossips.talkFor("n1", "n3");
      gossips.talkFor("n2", "n3");
      assertThat(gossips.hasHeard("n1", "n2", since.get("n1"))).isFalse();
      assertThat(gossips.hasHeard("n2", "n1", since.get("n2"))).isFalse();
      assertThatThrownBy(cut::heal)
          .isInstanceOf(ClusterException.class)
          .hasMessageContaining("did not hold all the time")
          .hasMessageContaining("n1: ");
      gossips.allHearOneAnother();
    }
  }

  /** What a process has heard from its begin on, before anybody could connect to its agent. */
  private static String fromTheFirstInstruction(Gossips gossips, NodeProcess process) {
    Cursor end = gossips.cluster.node(process.name()).jinx().cursor();
    StringBuilder heard = new StringBuilder();
    Http http = new Http("http://" + process.address());
    try (Sse events = http.events("since=earliest&injection=heard")) {
      for (long seq = 0; seq < end.seq(); ) {
        Sse.Frame frame = events.nextFrame();
        seq = frame.id() == null ? seq : Cursor.parse(frame.id()).seq();
        heard.append(frame.data()).append('\n');
      }
    }
    return heard.toString();
  }

  private static List<PointState> netPoints(Gossips gossips, String node) {
    return gossips.cluster.node(node).jinx().points().stream()
        .filter(point -> point.name().startsWith("net."))
        .toList();
  }

  /** Leases of the arms of the kit's points at that node. */
  private static List<String> leases(Gossips gossips, String node) {
    return netPoints(gossips, node).stream()
        .flatMap(point -> point.arms().stream())
        .map(arm -> String.valueOf(arm.lease()))
        .toList();
  }

  @Test
  void whatDoesNotStartSaysItsLastWords() {
    assertThatThrownBy(
            () ->
                NodeProcess.of("n1")
                    .agent(JinxJar.path())
                    .command("sh", "-c", "echo its last words; exit 3")
                    .start())
        .isInstanceOf(ClusterException.class)
        .hasMessageContaining("node n1 ended with 3 ")
        .hasMessageContaining("before its agent answered")
        .hasMessageContaining("its last words");
    assertThatThrownBy(
            () ->
                NodeProcess.of("n1")
                    .agent(JinxJar.path())
                    .command("sleep", "60")
                    .output(Path.of("/dev/null"))
                    .patience(Duration.ofMillis(200))
                    .start())
        .hasMessageContaining("took longer than PT0.2S until its agent answered");
  }

  @OnNewestJdk
  void aNodeThatHasEndedBeforeItIsReachedSaysItsLastWords(Jdk jdk) {
    String classes = JinxJar.classesOf(Store.class).toString();
    try (NodeProcess ended =
        NodeProcess.of("n1")
            .agent(JinxJar.path())
            .command(jdk.java(), "-cp", classes, Store.class.getName())
            .start()) {
      ended.kill();
      assertThatThrownBy(() -> Cluster.of(ended))
          .isInstanceOf(ClusterException.class)
          .hasMessageContaining("node n1 has ended")
          .hasMessageContaining("JAVA_TOOL_OPTIONS");
    }
  }
}
