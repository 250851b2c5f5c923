package dev.jinx.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jinx.client.Event;
import dev.jinx.client.EventFilter;
import dev.jinx.relay.testing.Broker;
import dev.jinx.relay.testing.BrokerExtension;
import dev.jinx.relay.testing.HitLoop;
import dev.jinx.relay.testing.Processes;
import dev.jinx.relay.testing.TopicReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What the page about the relay shows is run as it stands, with two real nodes. */
@ExtendWith(BrokerExtension.class)
class RelayGuideIT {
  private static final String AGENT = System.getProperty("jinx.jar");
  private static final Path PAGE = Path.of("../docs/guide/relay.md");
  private static final Path SOURCE = Path.of("src/test/java/dev/jinx/relay/RelayGuideIT.java");

  @TempDir Path directory;

  @Test
  void itsExamplesRunAsTheyStand(Broker broker) throws Exception {
    Assumptions.assumeTrue(new File(AGENT).exists(), "the agent is built before, by the reactor");
    Files.copy(Path.of(System.getProperty("jinx.relay.jar")), directory.resolve("jinx-relay.jar"));
    int[] ports = {Processes.freePort(), Processes.freePort()};
    List<Process> processes = new ArrayList<>();
    try {
      for (int i = 0; i < ports.length; i++) {
        processes.add(node("n" + (i + 1), ports[i]));
      }
      processes.add(shell("run.out", here(block("sh", 0), broker, ports)));
      String read = here(block("sh", 1), broker, ports);
      String told = "";
      while (!told.contains("\"id\":\"n1@") || !told.contains("\"id\":\"n2@")) {
        assertThat(processes).as("%s", told).allMatch(Process::isAlive);
        shell("read.out", read).waitFor(); // until the relay has shipped of both
        told = Files.readString(directory.resolve("read.out"));
      }
      assertThat(theJava(broker).injection()).isEqualTo("before-commit");
      String record = new TopicReader(broker, "jinx-events").records().get(0).value();
      assertThat(keys(record)).isEqualTo(keys(block("json", 0)));
    } finally {
      for (Process each : processes) {
        each.descendants().forEach(ProcessHandle::destroyForcibly);
        Processes.kill(each);
      }
    }
  }

  private Process node(String name, int port) throws IOException {
    String yaml =
        """
        node: %s
        server: { port: %d }
        log: { hits: false }
        points: { before-commit: { method: %s#commit(long), enabled: true } }
        """
            .formatted(name, port, HitLoop.class.getName());
    Path config = Files.writeString(directory.resolve(name + ".yaml"), yaml);
    List<String> options = List.of("-javaagent:" + AGENT + "=config=" + config);
    return Processes.start(directory.resolve(name), options, HitLoop.class.getName(), "50");
  }

  private Process shell(String output, String text) throws IOException {
    return new ProcessBuilder("sh", "-ec", text)
        .directory(directory.toFile())
        .redirectErrorStream(true)
        .redirectOutput(directory.resolve(output).toFile())
        .start();
  }

  private static Event theJava(Broker broker) {
    KafkaFleet fleet = KafkaFleet.fromKafka(broker.servers());
    try (KafkaStream events = fleet.events(EventFilter.ALL.sinceEarliest())) {
      for (Event event : events) {
        System.out.println(event);
        return event;
      }
    }
    throw new AssertionError("no event");
  }

  @Test
  void itsJavaIsThatOfThisTest() throws IOException {
    String source = Files.readString(SOURCE);
    for (String line : block("java", 0).split("\n")) {
      assertThat(source).contains(line.strip().replace("\"127.0.0.1:9092\"", "broker.servers()"));
    }
  }

  private static String here(String block, Broker broker, int[] ports) {
    return block
        .replace("127.0.0.1:9092", broker.servers())
        .replace("127.0.0.1:7117", "127.0.0.1:" + ports[0])
        .replace("127.0.0.1:7118", "127.0.0.1:" + ports[1]);
  }

  private static String block(String kind, int number) throws IOException {
    Pattern fenced = Pattern.compile("^```" + kind + "\n(.*?)^```", Pattern.MULTILINE | Pattern.DOTALL);
    List<String> blocks = new ArrayList<>();
    Matcher block = fenced.matcher(Files.readString(PAGE));
    while (block.find()) {
      blocks.add(block.group(1));
    }
    return blocks.get(number);
  }

  /** Those around the event. */
  private static List<String> keys(String json) {
    return Pattern.compile("\"(\\w+)\":")
        .matcher(json.substring(0, json.indexOf("\"data\":")))
        .results()
        .map(key -> key.group(1))
        .toList();
  }
}
