package dev.jinx.client.junit;

import dev.jinx.client.Event;
import dev.jinx.client.Finding;
import dev.jinx.client.Jinx;
import dev.jinx.client.JinxBuilder;
import dev.jinx.client.UnreachableException;
import dev.jinx.client.cluster.Cluster;
import dev.jinx.client.cluster.Node;
import dev.jinx.client.cluster.NodeProcess;
import dev.jinx.client.internal.Closing;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What one test has: a connection to each node, and, if it asks for one, a cluster of them. */
final class TestRun implements AutoCloseable {
  private final Origins origins;
  private final Map<String, Jinx> connections = new LinkedHashMap<>();
  private final Gathering gathering = new Gathering();
  private @Nullable Cluster cluster;
  private @Nullable Throwable failure;
  private boolean closed;

  /** Connects to all; what is declared for them is declared then. */
  TestRun(Plan plan, Origins origins, Declared declared) {
    this.origins = origins;
    try {
      for (Origin origin : origins.all()) {
        JinxBuilder builder = origin.builder();
        builder = plan.strict() ? builder.onReport(report -> {}) : builder; // asked for before
        Jinx jinx = (plan.lease() == null ? builder : builder.lease(plan.lease())).connect();
        String name = origin.name().isEmpty() ? jinx.node() : origin.name();
        if (connections.putIfAbsent(name, jinx) != null) {
          jinx.close();
          throw new IllegalArgumentException("two nodes are called " + name);
        }
      }
      plan.points().forEach(point -> declared.add(jinx(point.node()), point.declaration()));
    } catch (RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  /** A node's connection; an empty name means the only one. */
  synchronized Jinx jinx(String node) {
    return Objects.requireNonNull(connections.get(name(node, connections.keySet())));
  }

  /** A node's process. */
  NodeProcess process(String node) {
    List<NodeProcess> processes = processes();
    String name = name(node, processes.stream().map(NodeProcess::name).toList());
    return processes.stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
  }

  /** A node's port. */
  int port(String node) {
    return Objects.requireNonNull(origins.ports().get(name(node, origins.ports().keySet())));
  }

  /** All nodes as a cluster, with the processes that were started for it. */
  synchronized Cluster cluster() {
    Cluster made = cluster;
    if (made == null) {
      List<NodeProcess> processes = processes();
      made =
          processes.isEmpty()
              ? Cluster.of(connections.values().toArray(Jinx[]::new))
              : Cluster.over(processes.toArray(NodeProcess[]::new));
      cluster = made;
    }
    return made;
  }

  /** What the nodes told since the connections were made, by their names. */
  Map<String, List<Event>> events() {
    Set<String> stopped =
        processes().stream()
            .filter(NodeProcess::isStopped)
            .map(NodeProcess::name)
            .collect(Collectors.toSet());
    return gathering.of(connections, stopped);
  }

  /** Adds the events to a failure, the first of which is that of the test. */
  synchronized void failed(Throwable now) {
    now.addSuppressed(EventsOfTest.of(events()));
    failure = failure == null ? now : failure;
  }

  /** The first failure that came to be known here. */
  synchronized @Nullable Throwable failure() {
    return failure;
  }

  List<NodeProcess> processes() {
    return origins.all().stream().map(Origin::process).filter(Objects::nonNull).toList();
  }

  /** Kills what the test stopped, and did not let go on: nothing can be asked of it. */
  void killStopped() {
    processes().forEach(NodeProcess::killIfStopped);
  }

  /** What there is to say of the points that this test enabled; nothing of JVMs that are dead. */
  List<Finding> findings() {
    Cluster made = cluster;
    Stream<Jinx> all = connections.values().stream();
    if (made != null && !processes().isEmpty()) {
      all = Stream.concat(all, made.nodes().stream().map(Node::jinx));
    }
    List<Finding> findings = new ArrayList<>();
    all.forEach(
        jinx -> {
          try {
            findings.addAll(jinx.report().findings());
          } catch (UnreachableException e) {
            if (!e.nothingListens()) {
              throw e;
            }
          }
        });
    return findings;
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      List<Runnable> steps = new ArrayList<>();
      steps.add(this::killStopped);
      if (cluster != null) {
        steps.add(cluster::close);
      }
      connections.values().forEach(jinx -> steps.add(jinx::close));
      Closing.all(steps);
    }
  }

  private static String name(String asked, Collection<String> known) {
    if (asked.isEmpty() && known.size() == 1) {
      return known.iterator().next();
    }
    if (!known.contains(asked)) {
      throw new IllegalArgumentException(
          (asked.isEmpty() ? "say which node" : "no node " + asked) + ": there are " + known);
    }
    return asked;
  }
}
