package dev.jinx.relay.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.jinx.client.Event;
import dev.jinx.client.EventFilter;
import dev.jinx.client.fleet.VectorCursor;
import dev.jinx.relay.KafkaStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Nodes that are hit all the time, and relays in processes that can be killed meanwhile. */
public final class KillFixture implements AutoCloseable {
  private static final int RATE = 200;

  private final Broker broker;

  /** Whoever is slow loses its place in a group of such short sessions again and again. */
  private static final Duration CATCH_UP = Duration.ofMinutes(4);

  private final String name;
  private final Path directory;
  private final TopicReader topic;
  private final List<NodeServer> servers = new ArrayList<>();
  private final List<Process> processes = new ArrayList<>();
  private final List<String> entries = new ArrayList<>();
  private final List<RelayProcess> relays = new ArrayList<>();
  private final Map<String, List<String>> read = new ConcurrentHashMap<>();
  private final KafkaStream reader;
  private @Nullable Thread hits;
  private volatile boolean quiet;

  private KillFixture(Broker broker, String name, Path directory) throws Exception {
    this.broker = broker;
    this.name = name;
    this.directory = directory;
    this.topic = new TopicReader(broker, name).make(3, Map.of());
    this.reader = topic.fleet().events(EventFilter.ALL, VectorCursor.EMPTY);
    Thread reading = new Thread(this::read);
    reading.setDaemon(true);
    reading.start();
  }

  /** A reader that is there all the time, whatever dies. */
  private void read() {
    for (Event each : reader) {
      read.computeIfAbsent(each.cursor().node(), node -> new CopyOnWriteArrayList<>())
          .add(each.json());
    }
  }

  /** Nodes n0, n1 ... here. */
  public static KillFixture inThisProcess(Broker broker, String name, Path directory, int nodes)
      throws Exception {
    KillFixture fixture = new KillFixture(broker, name, directory);
    for (int i = 0; i < nodes; i++) {
      NodeServer server = new NodeServer(new NodeLog("n" + i));
      fixture.servers.add(server);
      fixture.entries.add(server.entry());
    }
    Thread hits = new Thread(fixture::hit);
    hits.setDaemon(true);
    hits.start();
    fixture.hits = hits;
    return fixture;
  }

  /** Nodes n0, n1 ... that can be killed. */
  public static KillFixture inProcessesOfTheirOwn(
      Broker broker, String name, Path directory, int nodes) throws Exception {
    KillFixture fixture = new KillFixture(broker, name, directory);
    for (int i = 0; i < nodes; i++) {
      fixture.entries.add("n" + i + "=127.0.0.1:" + Processes.freePort());
      fixture.processes.add(fixture.node(i));
    }
    return fixture;
  }

  private Process node(int i) throws IOException {
    String port = entries.get(i).substring(entries.get(i).lastIndexOf(':') + 1);
    Path out = directory.resolve("n" + i + ".out");
    String main = "dev.jinx.relay.testing.NodeMain";
    String log = directory.resolve("n" + i + ".log").toString();
    List<String> small = List.of("-Xmx64m");
    return Processes.start(out, small, main, "n" + i, log, port, String.valueOf(RATE));
  }

  private void hit() {
    while (!quiet) {
      for (NodeServer each : servers) {
        each.log().hit("before-commit");
      }
      LockSupport.parkNanos(1_000_000_000L / RATE);
    }
  }

  /** Starts a relay that is soon given up when it is killed; all of them are of one group. */
  public RelayProcess relay(String called) throws IOException {
    return relay(called, "--group", name, "--shards", "6", "--session-timeout", "1500ms");
  }

  /** Starts one that is told to stop when it is to go, and is not given up because it is slow. */
  public RelayProcess patientRelay(String called) throws IOException {
    return relay(called, "--group", name, "--shards", "6", "--session-timeout", "20s");
  }

  /** Starts a relay with positions in a file. */
  public RelayProcess relayWith(Path checkpoint) throws IOException {
    return relay("alone", "--checkpoint", checkpoint.toString());
  }

  private RelayProcess relay(String called, String... more) throws IOException {
    List<String> all = new ArrayList<>(List.of("--nodes", String.join(",", entries)));
    all.addAll(List.of(more));
    Path out = directory.resolve(called + ".out");
    RelayProcess relay = RelayProcess.start(out, broker, name, all.toArray(String[]::new));
    relays.add(relay);
    return relay;
  }

  /** Kills a node's process and starts its next life. */
  public void killAndRestart(int node) throws IOException, InterruptedException {
    Processes.kill(processes.get(node));
    processes.set(node, node(node));
  }

  /** Waits until more of every node is in the topic. */
  public void awaitProgress() {
    List<Integer> before = counts();
    await()
        .until(
            () -> {
              List<Integer> now = counts();
              for (int i = 0; i < now.size(); i++) {
                if (now.get(i) <= before.get(i) + 5) {
                  return false;
                }
              }
              return true;
            });
  }

  private List<Integer> counts() {
    List<Integer> counts = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      counts.add(read.getOrDefault("n" + i, List.of()).size());
    }
    return counts;
  }

  /** Waits until each node was hit a hundred times more. */
  public void hitsWhileNobodyListens() {
    NodeLog last = servers.get(servers.size() - 1).log();
    long seq = last.end().seq();
    await().until(() -> last.end().seq() > seq + 100);
  }

  /** Nothing is hit any more. */
  private void quiet() throws InterruptedException {
    quiet = true;
    if (hits != null) {
      hits.join(); // it may be in the midst of its nodes
    }
    if (!processes.isEmpty()) {
      for (Process each : processes) {
        Processes.kill(each);
      }
    }
  }

  /** Lets what is on its way come, has nothing hit any more, and waits until all is there. */
  public void settle() throws Exception {
    awaitProgress();
    quiet();
    awaitUnion();
  }

  /** Waits until the reader gives what the nodes' logs have: all of it, in order, each once. */
  private void awaitUnion() throws IOException {
    List<NodeLog> logs = new ArrayList<>();
    for (NodeServer each : servers) {
      logs.add(each.log());
    }
    if (!processes.isEmpty()) {
      for (int i = 0; i < entries.size(); i++) { // what was not read yet, somebody has to serve
        NodeLog log = new NodeLog("n" + i, directory.resolve("n" + i + ".log"));
        logs.add(log);
        String port = entries.get(i).substring(entries.get(i).lastIndexOf(':') + 1);
        servers.add(new NodeServer(log, Integer.parseInt(port)));
      }
    }
    await()
        .atMost(CATCH_UP)
        .untilAsserted(
            () -> {
              for (NodeLog log : logs) {
                List<String> got = List.copyOf(read.getOrDefault(log.node(), List.of()));
                assertSame(got, RelayFixture.lines(log));
              }
            });
    List<Event> all = topic.merged(); // and who comes only now gets the same
    for (NodeLog log : logs) {
      assertThat(all.stream().filter(each -> each.cursor().node().equals(log.node())))
          .extracting(Event::json)
          .isEqualTo(RelayFixture.lines(log));
    }
  }

  /** Says where they begin to differ: they are thousands. */
  private static void assertSame(List<String> got, List<String> right) {
    int at = 0;
    while (at < Math.min(got.size(), right.size()) && got.get(at).equals(right.get(at))) {
      at++;
    }
    assertThat(got.subList(Math.max(0, at - 1), Math.min(got.size(), at + 3)))
        .as("from number " + at + " of " + got.size() + "; right are " + right.size())
        .isEqualTo(right.subList(Math.max(0, at - 1), Math.min(right.size(), at + 3)));
    assertThat(got).hasSameSizeAs(right);
  }

  /** How many nodes a relay reads: its established connections to them. */
  public long connections(RelayProcess relay) throws IOException {
    return Connections.of(relay.process().toHandle(), entries);
  }

  /** Looks into the topic. */
  public TopicReader topic() {
    return topic;
  }

  @Override
  public void close() throws Exception {
    quiet();
    reader.close();
    for (RelayProcess each : relays) {
      each.kill();
    }
    for (NodeServer each : servers) {
      each.close();
    }
  }
}
