package dev.jinx.it.cluster;

import static dev.jinx.it.cluster.Keepers.TIMEOUT;
import static dev.jinx.it.cluster.Keepers.fromNow;

import dev.jinx.client.Waits;
import dev.jinx.client.cluster.Cluster;
import dev.jinx.client.cluster.Node;
import dev.jinx.it.Jdks;
import java.util.List;

/** The program that {@link IptablesIT} runs in a namespace: cuts a leader off, and tells. */
final class SideBySide {
  private SideBySide() {}

  public static void main(String[] means) throws Exception {
    Severing severing = means[0].equals("iptables") ? Severing.byIptables() : Severing.byJinx();
    try (Keepers keepers = Keepers.apart(Jdks.own(), Namespace.HOSTS)) {
      tell(keepers, severing);
    }
    System.exit(0);
  }

  private static void tell(Keepers keepers, Severing severing) throws Exception {
    Cluster cluster = keepers.cluster();
    Node old = keepers.leader();
    List<Node> others = keepers.others(old);
    try (Outside client = keepers.client(old)) {
      say("before: " + client.create("/before"));
      Waits[] elected = fromNow(others, "leads");
      long start = System.nanoTime();
      Severing.Healing healing = severing.isolate(cluster, old.name());
      time("cut", start);
      client.begin("/lost");
      Node next = keepers.node(cluster.awaitAny(TIMEOUT, elected));
      time("cut, until there was another leader", start);
      try (Outside second = keepers.client(next)) {
        say("at the next leader: " + second.create("/kept"));
      }
      say("at the old leader: " + client.result("/lost"));
      say("it serves as: " + keepers.mode(old));
      start = System.nanoTime();
      healing.heal();
      time("healed", start);
      keepers.awaitServing(List.of(old));
      time("healed, until it served again", start);
      say("it serves as: " + keepers.mode(old));
      cluster.eventually(
          TIMEOUT,
          () -> {
            if (!client.read("/kept").equals("OK")) {
              throw new AssertionError("not there yet");
            }
          });
      say("what the old leader took: " + client.read("/lost"));
    }
  }

  private static void say(String seen) {
    System.out.println("seen " + seen);
  }

  private static void time(String what, long start) {
    System.err.printf("%s after %,d ms%n", what, (System.nanoTime() - start) / 1_000_000);
  }
}
