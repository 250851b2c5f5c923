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
  private static final int SOME = 20;
  private static final List<String> NAMES = List.of("n1", "n2", "n3");

  private static final String HEARD =
      """
      log:
        hits: false
      points:
        heard:
          method: com.acme.gossip.Gossip#heard
          capture: { from: 'args[0]' }
          enabled: true
      """;

  /** A point of those that shall not listen before it is released. */
  static final String LISTENS = "listens";

  private static final String SILENT =
      "  listens: { method: com.acme.gossip.Gossip#listen, enabled: true, action: pause }\n";

  final FreePorts ports = FreePorts.hold(NAMES.size());
  final Cluster cluster;

  /** Members that listen at 127.0.0.1. */
  Gossips(Jdk jdk) throws IOException {
    this(jdk, "127.0.0.1", List.of("127.0.0.1", "127.0.0.1", "127.0.0.1"), "");
  }

  /**
   * Members that listen at other addresses.
   *
   * @param listens where all of them listen
   * @param peers where each of them looks for the others
   * @param silent the one that does not listen before its {@link #LISTENS} is released, or none
   */
  Gossips(Jdk jdk, String listens, List<String> peers, String silent) throws IOException {
    Path directory = Scratch.directory("gossip");
    List<NodeProcessBuilder> nodes = new ArrayList<>();
    for (int i = 0; i < NAMES.size(); i++) {
      String name = NAMES.get(i);
      Path config = directory.resolve(name + ".yaml");
      Files.writeString(config, name.equals(silent) ? HEARD + SILENT : HEARD);
      List<String> command =
          new ArrayList<>(
              List.of(
                  jdk.java(),
                  "-Dlistens=" + listens,
                  "-Dpeers=" + peers.get(i),
                  "-cp",
                  System.getProperty("java.class.path"),
                  Gossip.class.getName(),
                  name));
      command.add(Integer.toString(ports.get(i)));
      for (int port : ports.all()) {
        if (port != ports.get(i)) {
          command.add(Integer.toString(port));
        }
      }
      nodes.add(
          NodeProcess.of(name)
              .command(command.toArray(String[]::new))
              .config(config)
              .agent(JinxJar.path()));
    }
    cluster = Cluster.start(nodes.toArray(NodeProcessBuilder[]::new));
    for (String name : NAMES) {
      if (!name.equals(silent)) {
        cluster.node(name).awaitListening(1, LONG);
      }
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
