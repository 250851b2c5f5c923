package dev.jinx.it.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jinx.client.Cursor;
import dev.jinx.client.Jinx;
import dev.jinx.client.JinxBuilder;
import dev.jinx.client.cluster.Cluster;
import dev.jinx.client.cluster.Cut;
import dev.jinx.client.cluster.NodeProcess;
import dev.jinx.it.Jdks;
import java.util.Map;

/** The program that {@link HostsIT} runs beside the nodes: cuts them in every way, and looks. */
final class AcrossHosts {
  private final Gossips gossips;
  private final Cluster cluster;

  private AcrossHosts(Gossips gossips) {
    this.gossips = gossips;
    this.cluster = gossips.cluster;
  }

  public static void main(String[] none) throws Exception {
    try (Gossips gossips = Gossips.across(Jdks.own())) {
      new AcrossHosts(gossips).cutsAndHeals();
    }
    System.exit(0);
  }

  private void cutsAndHeals() {
    gossips.allHearOneAnother();
    assertThat(cluster.nodes())
        .extracting(node -> node.jinx().net().machine())
        .doesNotHaveDuplicates();
    cut(cluster.isolate("n1"), "n2", "n3", false);
    cut(cluster.partition("n1", "n2"), "n1", "n3", false);
    cut(cluster.partitionOneWay("n1", "n2"), "n1", "n3", true);
    cluster.isolate("n1");
    cluster.process("n1").restart();
    cut(cluster.isolate("n1"), "n2", "n3", false, " in the next life");
    try (Cluster two = Cluster.connect(agent("n1"), agent("n2"))) {
      cut(two.partition("n1", "n2"), "n1", "n3", false, " by two connections");
    }
  }

  private JinxBuilder agent(String node) {
    NodeProcess process = cluster.process(node);
    return Jinx.at(process.address().toString()).tokenFile(process.tokenFile().orElseThrow());
  }

  private void cut(Cut cut, String one, String other, boolean back) {
    cut(cut, one, other, back, "");
  }

  /** While two others talk, n2 hears nothing of n1, and n1 of n2 only if that way is open. */
  private void cut(Cut cut, String one, String other, boolean back, String how) {
    gossips.talkFor(one, other);
    Map<String, Cursor> since = gossips.now();
    gossips.talkFor(one, other);
    assertThat(gossips.hasHeard("n2", "n1", since.get("n2"))).isFalse();
    assertThat(gossips.hasHeard("n1", "n2", since.get("n1"))).isEqualTo(back);
    System.out.println("seen " + cut + how);
    cut.heal();
    cluster.heal();
    gossips.allHearOneAnother();
  }
}
