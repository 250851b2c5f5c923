package dev.jinx.client.cluster;

import dev.jinx.client.Closing;
import dev.jinx.client.Jinx;
import java.util.ArrayList;
import java.util.List;

/** The connections of a cluster, and what ends with it. Filled by one thread. */
final class Connections {
  private final List<Jinx> all = new ArrayList<>();
  private final List<Runnable> closers = new ArrayList<>();

  /** None yet; those that come are ours. */
  Connections() {}

  /** These, which somebody else closes. */
  Connections(List<Jinx> others) {
    all.addAll(others);
  }

  /** One more, to {@code NAME=HOST:PORT} or {@code HOST:PORT}. */
  void connect(String node) {
    Jinx jinx = Jinx.connect(node.substring(node.indexOf('=') + 1));
    closers.add(0, jinx::close);
    all.add(jinx);
    String name = node.substring(0, Math.max(0, node.indexOf('='))).strip();
    if (!name.isEmpty() && !name.equals(jinx.node())) {
      throw new ClusterException(
          "at " + jinx.settings().address() + " is node " + jinx.node() + ", not " + name, null);
    }
  }

  /** One more, to a process that ends with the cluster. */
  void own(NodeProcess process) {
    closers.add(0, process::close);
    connect(process.name() + "=" + process.address());
  }

  List<Jinx> all() {
    return List.copyOf(all);
  }

  boolean areOurs() {
    return !closers.isEmpty();
  }

  /** Closes what is ours, a process after its connection. */
  void close() {
    Closing.all(closers);
  }
}
