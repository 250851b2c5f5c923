package dev.jinx.relay.measure;

import dev.jinx.relay.testing.Broker;
import dev.jinx.relay.testing.Processes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Many simulated nodes through one relay, each part a process of its own: events a second, CPU,
 * memory, and how old an event is when a reader of Kafka gets it.
 *
 * <pre>java -cp CLASS_PATH dev.jinx.relay.measure.RelayMeasurement NODES RATE SECONDS [HEAP]</pre>
 */
public final class RelayMeasurement {
  private static final String TOPIC = "measured";
  private static final double TICKS = 100; // of the kernel's clock, a second

  private RelayMeasurement() {}

  /** Takes nodes, events a second of each, seconds, and the relay's heap. */
  public static void main(String[] args) throws Exception {
    int nodes = Integer.parseInt(args[0]);
    String rate = args[1];
    int seconds = Integer.parseInt(args[2]);
    String heap = args.length > 3 ? args[3] : "512m";
    Path directory = Files.createTempDirectory("jinx-relay-measurement");
    Path sum = directory.resolve("published");
    int port = Processes.freePort();
    Broker broker = Broker.start(directory);
    List<Process> processes = new ArrayList<>();
    try {
      String swarm = Swarm.class.getName();
      String[] what = {String.valueOf(nodes), String.valueOf(port), rate, sum.toString()};
      processes.add(start(directory.resolve("swarm.out"), List.of("-Xmx256m"), swarm, what));
      List<String> list = new ArrayList<>();
      for (int i = 0; i < nodes; i++) {
        list.add("n" + i + "=" + Swarm.address(i, port).getHostString() + ":" + port);
      }
      Path file = Files.writeString(directory.resolve("nodes"), String.join("\n", list));
      String[] run = {
        "run",
        "--nodes-file",
        file.toString(),
        "--bootstrap-servers",
        broker.servers(),
        "--topic",
        TOPIC,
        "--status-every",
        "0"
      };
      Path out = directory.resolve("relay.out");
      processes.add(start(out, List.of("-Xmx" + heap), "dev.jinx.relay.cli.Main", run));
      measure(processes.get(0).pid(), processes.get(1).pid(), broker, sum, seconds);
      System.out.println(Files.readString(out).strip());
    } finally {
      for (Process each : processes) {
        Processes.kill(each);
      }
      broker.kill();
    }
  }

  private static Process start(Path out, List<String> options, String main, String[] args)
      throws IOException {
    return Processes.startWarm(out, options, main, args);
  }

  private static void measure(long swarm, long relay, Broker broker, Path sum, int seconds)
      throws Exception {
    StringDeserializer text = new StringDeserializer();
    Map<String, Object> kafka = new HashMap<>();
    kafka.put("bootstrap.servers", broker.servers());
    try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(kafka, text, text)) {
      Set<TopicPartition> partitions = Set.of();
      while (partitions.isEmpty()) {
        partitions =
            consumer.listTopics().getOrDefault(TOPIC, List.of()).stream()
                .map(each -> new TopicPartition(TOPIC, each.partition()))
                .collect(Collectors.toSet());
      }
      consumer.assign(partitions);
      System.out.println(
          "   s   in Kafka/s  behind  relay CPU  MB  threads   broker CPU  swarm CPU  age p50/p99 ms");
      long last = 0;
      double[] cpu = {cpu(relay), cpu(broker.pid()), cpu(swarm)};
      for (int second = 5; second <= seconds; second += 5) {
        long end = System.nanoTime() + 5_000_000_000L;
        List<Long> ages = ages(consumer, partitions, end);
        long shipped =
            consumer.endOffsets(partitions).values().stream().mapToLong(Long::longValue).sum();
        double[] now = {cpu(relay), cpu(broker.pid()), cpu(swarm)};
        System.out.printf(
            "%4d  %10d  %8d  %6.2f  %5d  %5d  %10.2f  %8.2f    %s / %s%n",
            second,
            (shipped - last) / 5,
            Long.parseLong(Files.readString(sum)) - shipped,
            (now[0] - cpu[0]) / 5,
            status(relay, "VmRSS") / 1024,
            status(relay, "Threads"),
            (now[1] - cpu[1]) / 5,
            (now[2] - cpu[2]) / 5,
            ages.isEmpty() ? "-" : ages.get(ages.size() / 2),
            ages.isEmpty() ? "-" : ages.get(ages.size() * 99 / 100));
        last = shipped;
        cpu = now;
      }
    }
  }

  /** Samples the youngest events until then: reading all would take the machine from the relay. */
  private static List<Long> ages(
      KafkaConsumer<String, String> consumer, Set<TopicPartition> partitions, long end) {
    List<Long> ages = new ArrayList<>();
    while (System.nanoTime() < end) {
      consumer.seekToEnd(partitions);
      Iterable<ConsumerRecord<String, String>> found = consumer.poll(Duration.ofMillis(200));
      long now = System.currentTimeMillis();
      for (ConsumerRecord<String, String> each : found) {
        int at = each.value().indexOf("\"time\":\"") + 8;
        String time = each.value().substring(at, each.value().indexOf('"', at));
        ages.add(now - Instant.parse(time).toEpochMilli());
      }
    }
    ages.sort(null);
    return ages;
  }

  private static double cpu(long pid) throws IOException {
    String stat = Files.readString(Path.of("/proc", String.valueOf(pid), "stat"));
    String[] field = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    return (Long.parseLong(field[11]) + Long.parseLong(field[12])) / TICKS;
  }

  private static long status(long pid, String key) throws IOException {
    return Files.readAllLines(Path.of("/proc", String.valueOf(pid), "status")).stream()
        .filter(line -> line.startsWith(key + ":"))
        .map(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
        .findFirst()
        .orElseThrow();
  }
}
