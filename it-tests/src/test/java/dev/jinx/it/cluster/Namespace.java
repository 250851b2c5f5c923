package dev.jinx.it.cluster;

import java.io.IOException;
import java.util.List;

/**
 * A network namespace with a loopback of its own, in which each node has a user, and who connects
 * as that user comes from the node's address: so that iptables can tell nodes of one machine apart.
 */
final class Namespace {
  static final List<String> HOSTS = List.of("127.0.0.11", "127.0.0.12", "127.0.0.13");
  private static final int FIRST_USER = 60_001;

  /** Looks up addresses by users before it looks into the table that every namespace has. */
  private static final String SET_UP =
      """
      ip link set lo up
      ip rule add pref 100 lookup local && ip rule del pref 0
      for i in 1 2 3; do
        ip rule add pref $((10+i)) uidrange 6000$i-6000$i lookup 10$i
        ip route add local 127.0.0.0/8 dev lo src 127.0.0.1$i table 10$i
      done
      """;

  private static final Unshared ONE = new Unshared(List.of(), SET_UP);

  private Namespace() {}

  /** Why there can be none here, or an empty text. */
  static String missing() {
    return ONE.missing(as(0) + " true && iptables -w -A INPUT -s 127.0.0.11 -j DROP\n");
  }

  /** What makes a command that of a node's user, who may use the files of the one who starts it. */
  static List<String> user(int node) {
    return List.of(as(node).split(" "));
  }

  private static String as(int node) {
    return "setpriv --reuid="
        + (FIRST_USER + node)
        + " --clear-groups --inh-caps=+dac_override --ambient-caps=+dac_override";
  }

  /** Runs a command there; answers the lines that it prints. */
  static List<String> run(List<String> command) throws IOException, InterruptedException {
    return ONE.run(command);
  }
}
