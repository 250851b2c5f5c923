package dev.jinx.it.cluster;

import dev.jinx.client.Hit;
import dev.jinx.client.Waits;
import dev.jinx.client.cluster.Cluster;
import dev.jinx.client.cluster.FreePorts;
import dev.jinx.client.cluster.Node;
import dev.jinx.client.cluster.NodeProcess;
import dev.jinx.client.cluster.NodeProcessBuilder;
import dev.jinx.it.Jdk;
import dev.jinx.it.JinxJar;
import dev.jinx.it.Programs;
import dev.jinx.it.Scratch;
import dev.jinx.it.TargetJvm;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Three servers of ZooKeeper, started by the kit, which have elected a leader. */
final class Keepers implements AutoCloseable {
  static final Duration TIMEOUT = TargetJvm.PATIENCE;
  private static final Duration SLOW = Duration.ofMinutes(4); // three JVMs on a busy machine
  static final List<String> THREE_HOSTS = List.of("127.0.0.1", "127.0.0.2", "127.0.0.3");
  static final List<String> IPV6 = List.of("[::1]", "[::1]", "[::1]");

  /** Ticks of half a second without a word after which a follower, or its leader, gives up. */
  private static final int BRISK = 10;

  private static final int PATIENT = 240;

  private static final String POINTS =
      """
      points:
        leads: { method: org.apache.zookeeper.server.quorum.Leader#lead, enabled: true }
        follower-ends: # and lets no clients in any more
          method: org.apache.zookeeper.server.quorum.Follower#shutdown
          at: exit
          enabled: true
        serves: # clients are let in
          method: org.apache.zookeeper.server.ServerCnxnFactory#setZooKeeperServer
          at: exit
          when: args[0] != null
          enabled: true
        sends-ack: # of a proposal that is on this follower's disk
          method: org.apache.zookeeper.server.quorum.SendAckRequestProcessor#processRequest
        applies: # readers see it from now on
          method: org.apache.zookeeper.server.DataTree#createNode(java.lang.String, byte[], java.util.List, long, int, long, long, org.apache.zookeeper.data.Stat)
          capture: { path: "args[0]" }
          enabled: true
      """;

  private final Jdk jdk;
  private final List<String> hosts;
  private final boolean users;
  private final FreePorts ports = FreePorts.hold(9);
  private final Cluster cluster;

  private Keepers(Jdk jdk, List<String> hosts, int syncLimit, boolean users, String points)
      throws IOException {
    this.jdk = jdk;
    this.hosts = hosts;
    this.users = users;
    NodeProcessBuilder[] nodes = new NodeProcessBuilder[hosts.size()];
    for (int i = 0; i < nodes.length; i++) {
      nodes[i] = node(i, settings(syncLimit), points);
    }
    try {
      cluster = Cluster.start(nodes);
    } catch (RuntimeException broken) {
      ports.close();
      throw broken;
    }
  }

  /** With servers that give one another up after five seconds. */
  static Keepers start(Jdk jdk) {
    return with(jdk, POINTS);
  }

  /** The same with points of one's own. */
  static Keepers with(Jdk jdk, String points) {
    return start(jdk, THREE_HOSTS, BRISK, false, points);
  }

  /** With servers that wait for one another, for two minutes. */
  static Keepers patient(Jdk jdk) {
    return start(jdk, THREE_HOSTS, PATIENT, false, POINTS);
  }

  /** The brisk ones, at these addresses. */
  static Keepers at(Jdk jdk, List<String> hosts) {
    return start(jdk, hosts, BRISK, false, POINTS);
  }

  /** The same, each by a user of its own, in a {@link Namespace}. */
  static Keepers apart(Jdk jdk, List<String> hosts) {
    return start(jdk, hosts, BRISK, true, POINTS);
  }

  private static Keepers start(
      Jdk jdk, List<String> hosts, int syncLimit, boolean users, String points) {
    try {
      Keepers keepers = new Keepers(jdk, hosts, syncLimit, users, points);
      try {
        keepers.awaitServing(keepers.cluster.nodes());
        return keepers;
      } catch (Throwable broken) {
        keepers.close();
        throw broken;
      }
    } catch (IOException broken) {
      throw new java.io.UncheckedIOException(broken);
    }
  }

  private String settings(int syncLimit) {
    StringBuilder settings =
        new StringBuilder(
            """
            dataDir=./data
            tickTime=500
            initLimit=60
            syncLimit=%d
            maxSessionTimeout=120000
            preAllocSize=1024
            admin.enableServer=false
            """
                .formatted(syncLimit));
    for (int i = 0; i < hosts.size(); i++) {
      settings.append(
          "server.%d=%s:%d;%s:%d\n"
              .formatted(i + 1, peers(i), ports.get(3 * i + 1), hosts.get(i), clientPort(i)));
    }
    return settings.toString();
  }

  /** Where a server listens for followers when it leads; the next port is for elections. */
  private String peers(int node) {
    return hosts.get(node) + ":" + ports.get(3 * node);
  }

  private int clientPort(int node) {
    return ports.get(3 * node + 2);
  }

  private NodeProcessBuilder node(int number, String settings, String yaml) throws IOException {
    Path home = Scratch.directory("zookeeper");
    Files.writeString(Files.createDirectory(home.resolve("data")).resolve("myid"), number + 1 + "");
    Files.writeString(home.resolve("zoo.cfg"), settings);
    for (Path directory : List.of(home, home.resolve("data"))) {
      Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
    }
    Path points = Files.writeString(home.resolve("points.yaml"), yaml);
    return NodeProcess.of("n" + (number + 1))
        .agent(JinxJar.path())
        .config(points)
        .directory(home)
        .patience(SLOW)
        .command(command(number).toArray(String[]::new))
        .listening(peers(number), hosts.get(number) + ":" + ports.get(3 * number + 1));
  }

  private List<String> command(int number) {
    List<String> command = new ArrayList<>(users ? Namespace.user(number) : List.of());
    Collections.addAll(
        command,
        jdk.java(),
        "-Xmx128m",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
        "-Dzookeeper.cnxTimeout=1000",
        // Who is alone asks the others again and again: else at last only once a minute.
        "-Dzookeeper.fastleader.maxNotificationInterval=2000",
        "-cp",
        Stream.of(Programs.jars("zookeeper"))
            .map(Path::toString)
            .collect(Collectors.joining(File.pathSeparator)),
        "org.apache.zookeeper.server.quorum.QuorumPeerMain",
        "zoo.cfg");
    return command;
  }

  Cluster cluster() {
    return cluster;
  }

  /** The one that leads, once there is one. */
  Node leader() {
    return awaitMode("leader");
  }

  /** One that follows, once there is one. */
  Node follower() {
    return awaitMode("follower");
  }

  private Node awaitMode(String mode) {
    Predicate<Node> wanted = node -> mode(node).equals(mode);
    return cluster
        .eventually(
            TIMEOUT,
            () -> cluster.nodes().stream().filter(wanted).findFirst(),
            found -> found.isPresent())
        .orElseThrow();
  }

  /** All but that one. */
  List<Node> others(Node than) {
    return cluster.nodes().stream().filter(node -> node != than).toList();
  }

  /** The node of a hit. */
  Node node(Hit hit) {
    return cluster.node(hit.cursor().node());
  }

  /** Hits from now on. */
  static Waits fromNow(Node node, String point) {
    return node.at(point).since(node.jinx().cursor());
  }

  /** The same at several. */
  static Waits[] fromNow(List<Node> nodes, String point) {
    return nodes.stream().map(node -> fromNow(node, point)).toArray(Waits[]::new);
  }

  void awaitServing(List<Node> nodes) {
    for (Node node : nodes) {
      cluster.eventually(TIMEOUT, () -> mode(node), mode -> !mode.equals("none"));
    }
  }

  /** What a server says of itself: {@code leader}, {@code follower}, or {@code none}. */
  String mode(Node node) {
    int number = cluster.nodes().indexOf(node);
    return Outside.mode(host(number), clientPort(number));
  }

  private String host(int number) {
    return hosts.get(number).replaceAll("[\\[\\]]", "");
  }

  /** A client with a session at that node. */
  Outside client(Node node) {
    int number = cluster.nodes().indexOf(node);
    return Outside.of(jdk, hosts.get(number) + ":" + clientPort(number));
  }

  @Override
  public void close() {
    try {
      cluster.close();
    } finally {
      ports.close();
    }
  }
}
