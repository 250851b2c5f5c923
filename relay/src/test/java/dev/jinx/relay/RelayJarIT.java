package dev.jinx.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.jinx.client.Api;
import dev.jinx.client.Event;
import dev.jinx.client.EventFilter;
import dev.jinx.client.EventStream;
import dev.jinx.client.Settings;
import dev.jinx.client.http.Address;
import dev.jinx.relay.testing.Broker;
import dev.jinx.relay.testing.BrokerExtension;
import dev.jinx.relay.testing.HitLoop;
import dev.jinx.relay.testing.Processes;
import dev.jinx.relay.testing.TopicReader;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The packaged jar, and a real node. */
@ExtendWith(BrokerExtension.class)
class RelayJarIT {
  private static final String JAR = System.getProperty("jinx.relay.jar");

  @TempDir Path directory;

  @Test
  void theJarHasWhatItNeedsAndNoBroker() throws Exception {
    try (JarFile jar = new JarFile(JAR)) {
      assertThat(jar.getEntry("dev/jinx/relay/cli/Main.class")).isNotNull();
      assertThat(jar.getEntry("META-INF/LICENSE")).isNotNull();
      assertThat(jar.stream().map(each -> each.getName()))
          .noneMatch(name -> name.equals("kafka/Kafka.class") || name.startsWith("scala/"));
    }
    assertThat(java("--help").said()).contains("run", "events", "Example: java -jar");
    assertThat(java("run", "--help").said()).contains("Example: java -jar jinx-relay.jar run");
    assertThat(java("events", "--help").said()).contains("Example: java -jar jinx-relay.jar ev");
    assertThat(java("--version").said()).startsWith("jinx-relay 0.");
  }

  @Test
  void whatIsNotUnderstoodIsSaid() throws Exception {
    Ended nodes = java("run", "--bootstrap-servers", "127.0.0.1:1", "--nodes", "n1");
    assertThat(nodes.exit()).isEqualTo(2);
    assertThat(nodes.said()).contains("jinx-relay: line 1: not NAME=HOST:PORT: 'n1'");
    Ended both =
        java(
            "run",
            "--bootstrap-servers",
            "b:1",
            "--nodes",
            "n1=h:1",
            "--group",
            "g",
            "--checkpoint",
            "f");
    assertThat(both.exit()).isEqualTo(2);
    assertThat(both.said()).contains("mutually exclusive");
    Ended file = java("run", "--bootstrap-servers", "b:1", "--nodes-file", "nowhere");
    assertThat(file.exit()).isEqualTo(1);
    assertThat(file.said()).contains("nowhere");
    Ended phase = java("events", "--bootstrap-servers", "127.0.0.1:1", "--phase", "parkd");
    assertThat(phase.exit()).isEqualTo(2);
    assertThat(phase.said()).contains("no phase 'parkd'; the phases are");
  }

  @Test
  void aTopicThatIsNotThereIsSaid(Broker broker) throws Exception {
    Ended none = java("events", "--bootstrap-servers", broker.servers(), "--topic", "none");
    assertThat(none.exit()).isEqualTo(1);
    assertThat(none.said()).contains("topic none");
  }

  @Test
  void aRealNodeIsKilledAndLivesOn(Broker broker) throws Exception {
    String agent = System.getProperty("jinx.jar");
    Assumptions.assumeTrue(new File(agent).exists(), "the agent is built before, by the reactor");
    int port = Processes.freePort();
    Path config =
        Files.writeString(
            directory.resolve("jinx.yaml"),
            """
            node: real
            server: { port: %d }
            log: { directory: %s }
            points:
              commit: { method: %s#commit(long), enabled: true, action: observe }
            """
                .formatted(port, directory.resolve("log"), HitLoop.class.getName()));
    List<String> options = List.of("-javaagent:" + agent + "=config=" + config);
    Path out = directory.resolve("node.out");
    Process node = Processes.start(out, options, HitLoop.class.getName(), "200");
    String[] run = {
      "-jar",
      JAR,
      "run",
      "--nodes",
      "real=127.0.0.1:" + port,
      "--bootstrap-servers",
      broker.servers(),
      "--topic",
      "real",
      "--store-every",
      "100ms"
    };
    Process relay = Processes.java(directory.resolve("relay.out"), run);
    TopicReader topic = new TopicReader(broker, "real");
    try {
      for (int life = 1; life <= 3; life++) {
        long boot = life;
        await()
            .atMost(BrokerExtension.PATIENCE)
            .ignoreExceptions() // until the relay has made the topic
            .until(() -> topic.merged().stream().anyMatch(each -> each.cursor().boot() == boot));
        Processes.kill(node);
        if (life == 2) {
          Processes.kill(relay);
          relay = Processes.java(directory.resolve("relay.out"), run);
        }
        String rate = life == 3 ? "1" : "200";
        node = Processes.start(out, options, HitLoop.class.getName(), rate);
      }
      Settings settings = Settings.of(new Address("127.0.0.1", port), null);
      await()
          .atMost(BrokerExtension.PATIENCE)
          .ignoreExceptions() // until the node answers
          .untilAsserted(
              () -> {
                List<String> log = log(new Api(settings));
                List<String> merged = topic.merged().stream().map(Event::json).toList();
                assertThat(merged.subList(0, Math.min(log.size(), merged.size()))).isEqualTo(log);
              });
    } finally {
      Processes.kill(node);
      Processes.kill(relay);
    }
  }

  /** What the node itself says it has, from its first event on, in its fourth life. */
  private static List<String> log(Api api) {
    String end = api.health().cursor().toString();
    assertThat(end).startsWith("real@4.");
    List<String> lines = new ArrayList<>();
    try (EventStream events = EventStream.open(api, EventFilter.ALL.sinceEarliest())) {
      for (Event each : events) {
        lines.add(each.json());
        if (each.cursor().toString().equals(end)) {
          break;
        }
      }
    }
    return lines;
  }

  private record Ended(int exit, String said) {}

  private Ended java(String... arguments) throws Exception {
    Path out = Files.createTempFile(directory, "java", ".out");
    List<String> all = new ArrayList<>(List.of("-jar", JAR));
    all.addAll(List.of(arguments));
    int exit = Processes.java(out, all.toArray(String[]::new)).waitFor();
    return new Ended(exit, Files.readString(out));
  }
}
