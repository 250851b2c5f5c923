package dev.jinx.relay.cli;

import dev.jinx.relay.KafkaFleet;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How Kafka is reached. */
final class KafkaOptions {
  @Option(
      names = "--bootstrap-servers",
      paramLabel = "HOST:PORT,..",
      required = true,
      description = "brokers to ask first")
  private String servers = "";

  @Option(
      names = "--topic",
      paramLabel = "TOPIC",
      description = "the topic of the events (default: " + KafkaFleet.TOPIC + ")")
  private String topic = KafkaFleet.TOPIC;

  @Option(
      names = "--kafka-config",
      paramLabel = "FILE",
      description = "more properties for Kafka's clients, such as those for TLS and SASL")
  private @Nullable Path config;

  String topic() {
    return topic;
  }

  Map<String, Object> properties() throws IOException {
    Properties read = new Properties();
    if (config != null) {
      try (Reader in = Files.newBufferedReader(config)) {
        read.load(in);
      }
    }
    Map<String, Object> all = new HashMap<>();
    read.forEach((key, value) -> all.put(key.toString(), value));
    all.put("bootstrap.servers", servers);
    return all;
  }
}
