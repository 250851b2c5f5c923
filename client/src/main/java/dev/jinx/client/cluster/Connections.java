package dev.jinx.client.cluster;

import dev.jinx.client.Jinx;
import dev.jinx.client.JinxBuilder;
import dev.jinx.client.UnreachableException;
import dev.jinx.client.internal.Closing;
import java.util.ArrayList;
import java.util.Collection;
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
    String name = node.substring(0, Math.max(0, node.indexOf('='))).strip();
    connect(name, Jinx.at(node.substring(node.indexOf('=') + 1)));
  }

  private void connect(String name, JinxBuilder at) {
    Jinx jinx = at.connect();
    add(jinx);
    if (!name.isEmpty() && !name.equals(jinx.node())) {
      throw new ClusterException(
          "at " + jinx.settings().address() + " is node " + jinx.node() + ", not " + name, null);
    }
  }

  /** One more, which ends with the cluster. */
  void add(Jinx jinx) {
    closers.add(0, jinx::close);
    all.add(jinx);
  }

  /** These end with the cluster, be they connected to or not. */
  void own(Collection<NodeProcess> processes) {
    processes.forEach(process -> closers.add(process::close));
    processes.forEach(this::connect);
  }

  /** These stay whose they are; the connections to them end with the cluster. */
  void use(Collection<NodeProcess> processes) {
    processes.forEach(this::connect);
  }

  private void connect(NodeProcess process) {
    try {
      connect(process.name(), process.builder());
    } catch (UnreachableException e) {
      if (process.isAlive()) {
        throw e;
      }
      throw new ClusterException(
          "node " + process.name() + " has ended; " + process.lastWords(), e);
    }
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
