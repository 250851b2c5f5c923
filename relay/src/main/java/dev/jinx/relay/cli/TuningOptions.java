package dev.jinx.relay.cli;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a relay can be told besides, with defaults that fit most. */
final class TuningOptions {
  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description = "file with the nodes' token (default: none)")
  @Nullable Path tokenFile;

  @Option(
      names = "--without-position",
      paramLabel = "WHERE",
      description = "begin with new nodes at earliest (the default) or latest")
  String without = "earliest";

  @Option(
      names = "--positions-topic",
      paramLabel = "TOPIC",
      description = "where a group keeps positions; compacted (default: TOPIC-positions)")
  @Nullable String positions;

  @Option(
      names = "--partitions",
      paramLabel = "N",
      description = "of the events' topic, if it is made (default: ${DEFAULT-VALUE})")
  int partitions = 12;

  @Option(
      names = "--shards",
      paramLabel = "N",
      description = {
        "shares of the nodes, if the positions topic is made: the most relays",
        "that can work side by side (default: ${DEFAULT-VALUE})"
      })
  int shards = 48;

  @Option(
      names = "--replication",
      paramLabel = "N",
      description = "of topics that are made (default: what the broker thinks)")
  short replication = -1;

  @Option(
      names = "--store-every",
      paramLabel = "TIME",
      description = "how often positions are stored (default: 1s)")
  Duration storeEvery = Duration.ofSeconds(1);

  @Option(
      names = "--session-timeout",
      paramLabel = "TIME",
      description = "a relay that is silent for longer is replaced (default: 10s)")
  Duration sessionTimeout = Duration.ofSeconds(10);

  @Option(
      names = "--status-every",
      paramLabel = "TIME",
      description = "how often to say how it goes; 0 is never (default: 1m)")
  Duration statusEvery = Duration.ofMinutes(1);
}
