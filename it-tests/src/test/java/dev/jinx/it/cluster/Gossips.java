package dev.jinx.it.cluster;

import com.acme.gossip.Gossip;
import dev.jinx.client.Cursor;
import dev.jinx.client.Hit;
import dev.jinx.client.cluster.Cluster;
import dev.jinx.client.cluster.FreePorts;
import dev.jinx.client.cluster.NodeProcess;
import dev.jinx.client.cluster.NodeProcessBuilder;
import dev.jinx.it.Jdk;
import dev.jinx.it.JinxJar;
import dev.jinx.it.Scratch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Three members that talk to one another, and what each of them heard. */
final class Gossips implements AutoCloseable {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final Duration SLOW = Duration.ofMinutes(4); // three JVMs on a busy machine
  private static final int SOME = 20;
  private static final List<String> NAMES = List.of("n1", "n2", "n3");

  final FreePorts ports = FreePorts.hold(NAMES.size());
  final Cluster cluster;

  /** On this machine. */
  Gossips(Jdk jdk) throws IOException {
    this(jdk, false);
  }

  /** Each in its own namespace of {@link Hosts}, where it listens at all addresses. */
  static Gossips across(Jdk jdk) throws IOException {
    return new Gossips(jdk, true);
  }

  private Gossips(Jdk jdk, boolean apart) throws IOException {
    Path config = Scratch.directory("gossip").resolve("jinx.yaml");
    Files.writeString(
        config,
        """
        log:
          hits: false
        points:
          heard:
            method: com.acme.gossip.Gossip#heard
            capture: { from: 'args[0]' }
            enabled: true
        """);
    List<NodeProcessBuilder> nodes = new ArrayList<>();
    for (int i = 0; i < NAMES.size(); i++) {
      String name = NAMES.get(i);
      List<String> command = new ArrayList<>(apart ? Hosts.in(name) : List.of());
      command.addAll(List.of(jdk.java(), "-cp", System.getProperty("java.class.path")));
      command.addAll(List.of(Gossip.class.getName(), name));
      command.add((apart ? "0.0.0.0" : "127.0.0.1") + ":" + ports.get(i));
      for (int peer = 0; peer < NAMES.size(); peer++) {
        if (peer != i) {
          command.add((apart ? Hosts.ADDRESSES.get(peer) : "127.0.0.1") + ":" + ports.get(peer));
        }
      }
      nodes.add(
          NodeProcess.of(name)
              .command(command.toArray(String[]::new))
              .config(config)
              .patience(SLOW)
              .host(apart ? Hosts.ADDRESSES.get(i) : "127.0.0.1")
              .agent(JinxJar.path()));
    }
    cluster = Cluster.start(nodes.toArray(NodeProcessBuilder[]::new));
    for (String name : NAMES) {
      cluster.node(name).awaitListening(1, LONG);
    }
  }

  /** The logs' ends, to look behind them later. */
  Map<String, Cursor> now() {
    Map<String, Cursor> now = new HashMap<>();
    NAMES.forEach(name -> now.put(name, cluster.node(name).jinx().cursor()));
    return now;
  }

  /** Waits until the one hears the other again. */
  void hears(String node, String from) {
    Cursor now = cluster.node(node).jinx().cursor();
    cluster.node(node).at("heard").since(now).awaitHit(hit -> isFrom(hit, from), LONG);
  }

  void allHearOneAnother() {
    for (String one : NAMES) {
      NAMES.stream().filter(other -> !other.equals(one)).forEach(other -> hears(one, other));
    }
  }

  /** Waits until those two have talked for a while. */
  void talkFor(String one, String other) {
    for (int i = 0; i < SOME; i++) {
      hears(one, other);
      hears(other, one);
    }
  }

  /** Whether the one has heard the other behind that position. */
  boolean hasHeard(String node, String from, Cursor since) {
    return cluster.node(node).jinx().seen(since).stream()
        .anyMatch(event -> from.equals(event.captured().get("from")));
  }

  private static boolean isFrom(Hit hit, String from) {
    return from.equals(hit.captured().get("from"));
  }

  @Override
  public void close() {
    cluster.close();
    ports.close();
  }
}
