package dev.jinx.relay.cli;

import dev.jinx.relay.Nodes;
import dev.jinx.relay.Preparation;
import dev.jinx.relay.Relay;
import dev.jinx.relay.RelaySettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Relays until it is stopped. */
@Command(
    name = "run",
    sortOptions = false,
    description = {
      "Ships the events of nodes into Kafka, each at least once, until it is stopped.",
      "Start as many as you like with the same nodes and group: each node is read by one of them.",
      "They keep the nodes' positions in Kafka. With --checkpoint instead of --group, one relay",
      "reads all nodes, and keeps the positions in a file."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footer = {
      "",
      "SIGTERM stops it in order: what is on its way is waited for, positions are stored.",
      "",
      "Example: " + Main.NAME + " run --nodes-file nodes.txt --bootstrap-servers broker:9092",
      "  with a line such as n1=host1:7117 for each node in nodes.txt"
    })
final class RunCommand implements Callable<Integer> {
  private final Output output;

  @ArgGroup(exclusive = true, multiplicity = "1")
  private @Nullable NodesOptions nodes;

  @Mixin private final KafkaOptions kafka = new KafkaOptions();

  @ArgGroup(exclusive = true)
  private @Nullable PlaceOptions place;

  @Mixin private final TuningOptions tuning = new TuningOptions();

  RunCommand(Output output) {
    this.output = output;
  }

  /** Which nodes. */
  static final class NodesOptions {
    @Option(
        names = "--nodes",
        paramLabel = "NAME=HOST:PORT,..",
        description = "the nodes and where they listen")
    private @Nullable String list;

    @Option(
        names = "--nodes-file",
        paramLabel = "FILE",
        description = "a file of them, one a line, # for comments; read again when it changes")
    private @Nullable Path file;
  }

  /** Where the positions are kept. */
  static final class PlaceOptions {
    @Option(
        names = "--group",
        paramLabel = "NAME",
        description = "the relays that share the nodes (default: jinx-relay)")
    private @Nullable String group;

    @Option(
        names = "--checkpoint",
        paramLabel = "FILE",
        description = "no group: all nodes are this relay's, and their positions are in this file")
    private @Nullable Path checkpoint;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Preparation preparation = new Preparation(settings(), output::say);
    CompletableFuture<@Nullable Relay> started = new CompletableFuture<>();
    Thread stop = new Thread(() -> stop(preparation, started), "jinx-relay-stop");
    Runtime.getRuntime().addShutdownHook(stop);
    try (Relay relay = preparation.start()) {
      started.complete(relay);
      if (relay != null) {
        output.say("relaying to " + kafka.topic());
        relay.join();
      }
    } finally {
      started.complete(null);
    }
    return 0;
  }

  private static void stop(Preparation preparation, CompletableFuture<@Nullable Relay> started) {
    preparation.cancel();
    Relay relay = started.join();
    if (relay != null) {
      relay.close();
    }
  }

  private RelaySettings settings() throws IOException {
    Path checkpoint = place == null ? null : place.checkpoint;
    String group = place == null || place.group == null ? "jinx-relay" : place.group;
    Nodes list = nodes == null || nodes.list == null ? null : Nodes.parse(nodes.list);
    String positions = tuning.positions == null ? kafka.topic() + "-positions" : tuning.positions;
    return new RelaySettings(
        list,
        nodes == null ? null : nodes.file,
        tuning.tokenFile,
        tuning.without,
        kafka.properties(),
        kafka.topic(),
        tuning.partitions,
        checkpoint == null ? group : null,
        checkpoint,
        positions,
        tuning.shards,
        tuning.replication,
        tuning.storeEvery,
        tuning.sessionTimeout,
        Duration.ofSeconds(10),
        tuning.statusEvery);
  }
}
