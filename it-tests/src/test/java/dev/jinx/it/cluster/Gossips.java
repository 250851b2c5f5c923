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
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Three members that talk to one another, and what each of them heard. */
final class Gossips implements AutoCloseable {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final Duration SLOW = Duration.ofMinutes(4); // three JVMs on a busy machine
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

  /** On this machine. */
  Gossips(Jdk jdk) throws IOException {
    this(jdk, Places.here("127.0.0.1", List.of("127.0.0.1", "127.0.0.1", "127.0.0.1")), "");
  }

  /** Of which one does not listen before its {@link #LISTENS} is released. */
  static Gossips silent(Jdk jdk, String silent) throws IOException {
    List<String> peers = List.of("127.0.0.1", "127.0.0.1", "127.0.0.1");
    return new Gossips(jdk, Places.here("127.0.0.1", peers), silent);
  }

  /**
   * At other addresses of this machine.
   *
   * @param listens where all of them listen
   * @param peers where each of them looks for the others
   */
  static Gossips at(Jdk jdk, String listens, List<String> peers) throws IOException {
    return new Gossips(jdk, Places.here(listens, peers), "");
  }

  /** Each in its own namespace of {@link Hosts}, where it listens at all addresses. */
  static Gossips across(Jdk jdk) throws IOException {
    List<List<String>> peers = Collections.nCopies(NAMES.size(), Hosts.ADDRESSES);
    return new Gossips(jdk, new Places("0.0.0.0", peers, Hosts.ADDRESSES, true), "");
  }

  /**
   * Where members are.
   *
   * @param peers where each of them looks for each
   * @param agents where their agents listen
   * @param apart whether each has a namespace of its own
   */
  private record Places(
      String listens, List<List<String>> peers, List<String> agents, boolean apart) {

    static Places here(String listens, List<String> peers) {
      List<List<String>> all = peers.stream().map(at -> Collections.nCopies(3, at)).toList();
      return new Places(listens, all, Collections.nCopies(3, "127.0.0.1"), false);
    }
  }

  private Gossips(Jdk jdk, Places places, String silent) throws IOException {
    Path directory = Scratch.directory("gossip");
    List<NodeProcessBuilder> nodes = new ArrayList<>();
    for (int i = 0; i < NAMES.size(); i++) {
      String name = NAMES.get(i);
      Path config = directory.resolve(name + ".yaml");
      Files.writeString(config, name.equals(silent) ? HEARD + SILENT : HEARD);
      List<String> command = new ArrayList<>(places.apart() ? Hosts.in(name) : List.of());
      command.addAll(List.of(jdk.java(), "-cp", System.getProperty("java.class.path")));
      command.addAll(List.of(Gossip.class.getName(), name));
      command.add(address(places.listens(), i));
      for (int peer = 0; peer < NAMES.size(); peer++) {
        if (peer != i) {
          command.add(address(places.peers().get(i).get(peer), peer));
        }
      }
      nodes.add(
          NodeProcess.of(name)
              .command(command.toArray(String[]::new))
              .config(config)
              .patience(SLOW)
              .host(places.agents().get(i))
              .agent(JinxJar.path()));
    }
    cluster = Cluster.start(nodes.toArray(NodeProcessBuilder[]::new));
    for (String name : NAMES) {
      if (!name.equals(silent)) {
        cluster.node(name).awaitListening(1, LONG);
      }
    }
  }

  private String address(String host, int member) {
    return host + ":" + ports.get(member);
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
