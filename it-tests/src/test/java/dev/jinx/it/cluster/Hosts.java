package dev.jinx.it.cluster;

import java.io.IOException;
import java.util.List;

/**
 * Network namespaces, one for each node, with an address each on a bridge that they share with us:
 * to the nodes they are three machines. A node's namespace has the node's name.
 */
final class Hosts {
  static final List<String> ADDRESSES = List.of("10.77.0.11", "10.77.0.12", "10.77.0.13");

  private static final String SET_UP =
      """
      mount -t tmpfs jinx /run # where ip has its namespaces' names
      ip link set lo up
      ip link add br0 type bridge
      ip link set br0 up
      ip addr add 10.77.0.1/24 dev br0
      for i in 1 2 3; do
        ip netns add n$i
        ip link add v$i type veth peer name eth0 netns n$i
        ip link set v$i master br0
        ip link set v$i up
        ip -n n$i addr add 10.77.0.1$i/24 dev eth0
        ip -n n$i link set eth0 up
        ip -n n$i link set lo up
      done
      """;

  private static final Unshared ALL = new Unshared(List.of("-m"), SET_UP);

  private Hosts() {}

  /** Why there can be none here, or an empty text. */
  static String missing() {
    return ALL.missing("ip netns exec n1 true\n");
  }

  /** What makes a command one of a node's namespace. */
  static List<String> in(String node) {
    return List.of("ip", "netns", "exec", node);
  }

  /** Runs a command beside them; answers the lines that it prints. */
  static List<String> run(List<String> command) throws IOException, InterruptedException {
    return ALL.run(command);
  }
}
