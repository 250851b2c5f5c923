package dev.jinx.it.containers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jinx.client.Cursor;
import dev.jinx.client.Hit;
import dev.jinx.client.Jinx;
import dev.jinx.client.cluster.Cluster;
import dev.jinx.client.cluster.Cut;
import dev.jinx.it.TargetJvm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;

/** Three containers in a network of their own, cut from one another. */
class ContainersPartitionIT {
  private static final Duration LONG = TargetJvm.PATIENCE;
  private static final List<String> NAMES = List.of("n1", "n2", "n3");
  private static final int SOME = 20;

  private final List<GenericContainer<?>> containers = new ArrayList<>();
  private final List<Jinx> members = new ArrayList<>();

  @BeforeAll
  static void anEngine() {
    Engine.assume();
  }

  @Test
  void whoIsIsolatedHearsNobodyUntilItIsHealed() {
    try (Network network = Network.newNetwork()) {
      try {
        NAMES.forEach(name -> start(name, network));
        try (Cluster cluster = Cluster.of(members.toArray(Jinx[]::new))) {
          isolated(cluster);
        }
      } finally {
        members.forEach(Jinx::close);
        containers.forEach(GenericContainer::stop);
      }
    }
  }

  private void start(String name, Network network) {
    String[] peers = NAMES.stream().filter(peer -> !peer.equals(name)).toArray(String[]::new);
    GenericContainer<?> container =
        Members.container(name, peers).withNetwork(network).withNetworkAliases(name);
    containers.add(container);
    members.add(Jinx.into(container).node(name).yaml(Members.YAML).start());
  }

  private static void isolated(Cluster cluster) {
    NAMES.forEach(name -> cluster.node(name).at("heard").enable());
    assertThat(cluster.node("n1").awaitListening(1, LONG)).containsExactly("*:" + Members.PORT);
    allHearOneAnother(cluster);
    try (Cut cut = cluster.isolate("n1")) {
      assertThat(cut).hasToString("n1 | n2, n3");
      talkFor(cluster, "n2", "n3"); // and what was read before has been heard
      Map<String, Cursor> since = new HashMap<>();
      NAMES.forEach(name -> since.put(name, cluster.node(name).jinx().cursor()));
      talkFor(cluster, "n2", "n3");
      assertThat(heard(cluster, "n1", since)).isEmpty();
      assertThat(heard(cluster, "n2", since)).doesNotContain("n1").contains("n3");
      assertThat(heard(cluster, "n3", since)).doesNotContain("n1").contains("n2");
    }
    allHearOneAnother(cluster);
  }

  private static List<Object> heard(Cluster cluster, String node, Map<String, Cursor> since) {
    Jinx jinx = cluster.node(node).jinx();
    return jinx.seen(since.get(node)).stream()
        .filter(event -> event.injection().equals("heard")) // and not the cut itself
        .map(event -> event.captured().get("from"))
        .distinct()
        .toList();
  }

  private static void talkFor(Cluster cluster, String one, String other) {
    for (int i = 0; i < SOME; i++) {
      hears(cluster, one, other);
      hears(cluster, other, one);
    }
  }

  private static void allHearOneAnother(Cluster cluster) {
    for (String one : NAMES) {
      NAMES.stream()
          .filter(other -> !other.equals(one))
          .forEach(other -> hears(cluster, one, other));
    }
  }

  private static void hears(Cluster cluster, String node, String from) {
    Cursor now = cluster.node(node).jinx().cursor();
    cluster.node(node).at("heard").since(now).awaitHit(hit -> isFrom(hit, from), LONG);
  }

  private static boolean isFrom(Hit hit, String from) {
    return from.equals(hit.captured().get("from"));
  }
}
