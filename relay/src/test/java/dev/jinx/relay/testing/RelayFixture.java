package dev.jinx.relay.testing;

import static org.awaitility.Awaitility.await;

import dev.jinx.client.Event;
import dev.jinx.relay.Nodes;
import dev.jinx.relay.Preparation;
import dev.jinx.relay.Relay;
import dev.jinx.relay.RelaySettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A relay in this process, with what it says. */
public final class RelayFixture implements AutoCloseable {
  private final Relay relay;
  private final TopicReader topic;
  private final List<NodeServer> nodes;
  private final List<String> said = new CopyOnWriteArrayList<>();

  private RelayFixture(Broker broker, String topic, Options options, List<NodeServer> nodes)
      throws Exception {
    this.nodes = nodes;
    this.topic = new TopicReader(broker, topic);
    this.relay = new Preparation(options.settings(broker, topic), said::add).start();
  }

  /** What differs from one relay to the other. */
  public record Options(
      @Nullable Nodes list,
      @Nullable Path file,
      @Nullable Path checkpoint,
      @Nullable Path token,
      Map<String, Object> kafka) {
    RelaySettings settings(Broker broker, String topic) {
      Map<String, Object> all = new java.util.HashMap<>(kafka);
      all.put("bootstrap.servers", broker.servers());
      return new RelaySettings(
          list,
          file,
          token,
          "earliest",
          all,
          topic,
          3,
          checkpoint == null ? topic : null,
          checkpoint,
          topic + "-positions",
          4,
          (short) -1,
          Duration.ofMillis(100),
          Duration.ofSeconds(20), // it leaves the group when it is closed, and is lost never
          Duration.ofSeconds(30),
          Duration.ZERO);
    }
  }

  /** With positions in Kafka. */
  public static RelayFixture group(Broker broker, String topic, Path directory, NodeServer... nodes)
      throws Exception {
    return with(broker, topic, options -> options, nodes);
  }

  /** With positions in Kafka, and nodes of those names at those addresses. */
  public static RelayFixture group(
      Broker broker, String topic, Path directory, Map<String, String> nodes) throws Exception {
    String list =
        nodes.entrySet().stream()
            .map(each -> each.getKey() + "=" + each.getValue())
            .collect(Collectors.joining(","));
    Options options = new Options(Nodes.parse(list), null, null, null, Map.of());
    return new RelayFixture(broker, topic, options, List.of());
  }

  /** With positions in a file. */
  public static RelayFixture file(Broker broker, String topic, Path directory, NodeServer... nodes)
      throws Exception {
    Path file = directory.resolve("checkpoint.json");
    return with(broker, topic, o -> new Options(o.list(), null, file, null, Map.of()), nodes);
  }

  /** With a token for the nodes in a file. */
  public static RelayFixture token(Broker broker, String topic, Path file, NodeServer... nodes)
      throws Exception {
    return with(broker, topic, o -> new Options(o.list(), null, null, file, Map.of()), nodes);
  }

  /** With nodes as a file says. */
  public static RelayFixture nodesFile(Broker broker, String topic, Path file, NodeServer... nodes)
      throws Exception {
    return with(broker, topic, o -> new Options(null, file, null, null, Map.of()), nodes);
  }

  /** With options of one's own. */
  public static RelayFixture with(
      Broker broker, String topic, UnaryOperator<Options> options, NodeServer... nodes)
      throws Exception {
    String list = List.of(nodes).stream().map(NodeServer::entry).collect(Collectors.joining(","));
    Options usual = new Options(Nodes.parse(list), null, null, null, Map.of());
    return new RelayFixture(broker, topic, options.apply(usual), List.of(nodes));
  }

  /** Looks into the topic. */
  public TopicReader topic() {
    return topic;
  }

  /** Whether it has said something that contains this. */
  public boolean said(String part) {
    return said.stream().anyMatch(line -> line.contains(part));
  }

  /** All that it has said. */
  public List<String> said() {
    return said;
  }

  /** How many connections it has to a node: none once it reads that node no more. */
  public long connections(NodeServer node) throws IOException {
    return Connections.of(ProcessHandle.current(), List.of(node.entry()));
  }

  /** Waits until the reader gives each event of each node. */
  public void awaitAll() {
    List<String> wanted = new ArrayList<>();
    nodes.forEach(node -> wanted.addAll(lines(node.log())));
    await()
        .untilAsserted(
            () ->
                org.assertj.core.api.Assertions.assertThat(
                        topic.merged().stream().map(Event::json).toList())
                    .containsExactlyInAnyOrderElementsOf(wanted));
  }

  /** The lines of one node in the order of the topic, repeats included. */
  public List<String> linesOf(String node) {
    return topic.records().stream()
        .filter(record -> record.key().equals(node))
        .map(
            record ->
                record
                    .value()
                    .substring(
                        record.value().indexOf("\"data\":") + 7, record.value().length() - 1))
        .toList();
  }

  /** A log's lines. */
  public static List<String> lines(NodeLog log) {
    return log.all().stream().map(NodeLog.Entry::json).toList();
  }

  @Override
  public void close() {
    relay.close();
  }
}
