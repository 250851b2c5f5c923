package dev.jinx.it.cluster;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A group of MicroRaft, which needs nothing but a transport, that of the program here: blocking
 * sockets of the JDK, a connection for each direction. Its leaders beat each second; how long
 * followers and leaders go without the others differs.
 */
final class Rafts implements AutoCloseable {
  static final Duration TIMEOUT = TargetJvm.PATIENCE.multipliedBy(2); // some elections may fail
  private static final Duration SLOW = Duration.ofMinutes(4); // five JVMs on a busy machine
  static final int NO_SNAPSHOTS = 50_000;

  /** Seconds after which they give up, where a test waits for an election. */
  private static final int BRISK = 3;

  /**
   * Where a test waits until one gives up, and none of the others may, however slow the machine.
   */
  private static final int STEADY = 15;

  /** Where nobody may give up. */
  private static final int PATIENT = 120;

  private static final Path CLASSES = Programs.compile("raft", Programs.jars("raft"));

  private static final String POINTS =
      """
      points:
        leads: { method: io.microraft.impl.RaftNodeImpl#toLeader(), enabled: true }
        overdue: # a follower has not heard its leader for too long
          method: io.microraft.impl.RaftNodeImpl#isLeaderHeartbeatTimeoutElapsed()
          at: exit
          when: result == true
          enabled: true
        sends: # each message, by its type
          method: io.microraft.impl.RaftNodeImpl#send(io.microraft.RaftEndpoint, io.microraft.model.message.RaftMessage)
          capture: { to: "args[0].name" }
        handles:
          method: io.microraft.impl.RaftNodeImpl#handle(io.microraft.model.message.RaftMessage)
          capture: { from: "args[0].sender.name" }
        appends:
          method: io.microraft.impl.handler.AppendEntriesRequestHandler#handle(io.microraft.model.message.AppendEntriesRequest)
        acks:
          method: io.microraft.impl.handler.AppendEntriesSuccessResponseHandler#handleResponse(io.microraft.model.message.AppendEntriesSuccessResponse)
          capture: { index: "args[0].lastLogIndex" }
        installs:
          method: io.microraft.impl.handler.InstallSnapshotRequestHandler#handle(io.microraft.model.message.InstallSnapshotRequest)
      """;

  private final FreePorts ports;
  private final Cluster cluster;
  private final int size;

  private Rafts(Jdk jdk, int size, int snapshotEvery, int patience) throws IOException {
    this.size = size;
    this.ports = FreePorts.hold(2 * size);
    try {
      NodeProcessBuilder[] nodes = new NodeProcessBuilder[size];
      for (int i = 0; i < size; i++) {
        nodes[i] = node(jdk, i, snapshotEvery, patience);
      }
      cluster = Cluster.start(nodes);
    } catch (RuntimeException | IOException broken) {
      ports.close();
      throw broken;
    }
  }

  /** So many members, once they have a leader; they soon elect another one. */
  static Rafts start(Jdk jdk, int size) {
    return start(jdk, size, NO_SNAPSHOTS, BRISK);
  }

  /** The same, but a leader stays that is not heard for less than a quarter of a minute. */
  static Rafts steady(Jdk jdk, int size) {
    return start(jdk, size, NO_SNAPSHOTS, STEADY);
  }

  /** The same, but their leader stays, with a snapshot of each after so many words. */
  static Rafts patient(Jdk jdk, int size, int snapshotEvery) {
    return start(jdk, size, snapshotEvery, PATIENT);
  }

  private static Rafts start(Jdk jdk, int size, int snapshotEvery, int patience) {
    try {
      Rafts rafts = new Rafts(jdk, size, snapshotEvery, patience);
      try {
        rafts.leader();
        return rafts;
      } catch (Throwable broken) {
        rafts.close();
        throw broken;
      }
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private NodeProcessBuilder node(Jdk jdk, int number, int snapshotEvery, int patience)
      throws IOException {
    Path home = Scratch.directory("raft");
    Path points = Files.writeString(home.resolve("points.yaml"), POINTS);
    String peers =
        IntStream.range(0, size)
            .mapToObj(i -> name(i) + "=" + address(i))
            .collect(Collectors.joining(","));
    String classPath =
        Stream.concat(Stream.of(CLASSES), Stream.of(Programs.jars("raft")))
            .map(Path::toString)
            .collect(Collectors.joining(File.pathSeparator));
    return NodeProcess.of(name(number))
        .agent(JinxJar.path())
        .config(points)
        .directory(home)
        .patience(SLOW)
        .command(
            jdk.java(),
            "-Xmx64m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
            "-cp",
            classPath,
            "com.acme.raft.Member",
            name(number),
            peers,
            Integer.toString(ports.get(size + number)),
            Integer.toString(snapshotEvery),
            Integer.toString(patience))
        .listening(address(number));
  }

  private static String name(int number) {
    return "n" + (number + 1);
  }

  private String address(int number) {
    return "127.0.0." + (number + 1) + ":" + ports.get(number);
  }

  Cluster cluster() {
    return cluster;
  }

  /** Whom a majority follows, once there is one. */
  Node leader() {
    return leader(cluster.nodes());
  }

  /** Whom all of these follow. */
  Node leader(List<Node> followers) {
    String[] name = new String[1];
    cluster.eventually(
        TIMEOUT,
        () -> {
          List<String> said = followers.stream().map(node -> ask(node, "who")).distinct().toList();
          assertThat(said).as("term and leader").hasSize(1);
          assertThat(said.get(0)).contains("name=");
          name[0] = said.get(0).replaceAll(".*name=(\\w+).*", "$1");
        });
    return cluster.node(name[0]);
  }

  List<Node> others(Node... than) {
    List<Node> without = List.of(than);
    return cluster.nodes().stream().filter(node -> !without.contains(node)).toList();
  }

  static List<String> names(List<Node> nodes) {
    return nodes.stream().map(Node::name).toList();
  }

  static Waits[] fromNow(List<Node> nodes, String point) {
    return nodes.stream()
        .map(node -> node.at(point).since(node.jinx().cursor()))
        .toArray(Waits[]::new);
  }

  /** Has a word agreed on; answers {@code OK}, or the name of the library's exception. */
  String put(Node node, String word) {
    return ask(node, "put " + word);
  }

  /** The same, and does not wait for the answer. */
  CompletableFuture<String> begin(Node node, String word) {
    return CompletableFuture.supplyAsync(() -> put(node, word), command -> daemon(command));
  }

  private static void daemon(Runnable command) {
    Thread thread = new Thread(command, "asks a member");
    thread.setDaemon(true);
    thread.start();
  }

  /** Has a word agreed on, at whichever of these nodes leads. */
  void agree(List<Node> nodes, String word) {
    cluster.eventually(
        TIMEOUT, () -> assertThat(nodes).anyMatch(node -> put(node, word).equals("OK")));
  }

  /** Has a word agreed on; answers who leads. A word may be there twice. */
  Node agree(String word) {
    Node[] leader = new Node[1];
    cluster.eventually(
        TIMEOUT,
        () ->
            assertThat(cluster.nodes())
                .anyMatch(
                    node -> {
                      leader[0] = node;
                      return put(node, word).equals("OK");
                    }));
    return leader[0];
  }

  /** What a node says: {@code read}, {@code lease}, {@code local}, {@code who}. */
  String ask(Node node, String question) {
    int number = cluster.nodes().indexOf(node);
    try (Socket socket = new Socket("127.0.0.1", ports.get(size + number))) {
      socket.setSoTimeout((int) TIMEOUT.toMillis());
      socket.getOutputStream().write((question + "\n").getBytes(StandardCharsets.UTF_8));
      String line =
          new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
              .readLine();
      return line == null ? "gone" : line;
    } catch (IOException down) {
      return down.toString();
    }
  }

  /** Waits until all have the same words, and these among them; answers all of them. */
  List<String> awaitSame(String... words) {
    String[] same = new String[1];
    cluster.eventually(
        TIMEOUT,
        () -> {
          List<String> said =
              cluster.nodes().stream().map(node -> ask(node, "local")).distinct().toList();
          assertThat(said).hasSize(1);
          assertThat(List.of(said.get(0).split("[\\[\\], ]+"))).contains(words);
          same[0] = said.get(0);
        });
    return List.of(same[0].replaceAll("[\\[\\]]", "").split(", "));
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
