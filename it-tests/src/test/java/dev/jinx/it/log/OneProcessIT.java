package dev.jinx.it.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.drill.Drill;
import com.fasterxml.jackson.databind.JsonNode;
import dev.jinx.it.Jdk;
import dev.jinx.it.Launch;
import dev.jinx.it.OnEveryJdk;
import dev.jinx.it.Scratch;
import dev.jinx.it.Sse;
import dev.jinx.it.TargetJvm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A log directory is one process's, and one node's. */
class OneProcessIT {
  private final Path directory = Scratch.directory("log");

  @OnEveryJdk
  void aSecondProcessIsToldAndKeepsItsEventsInMemory(Jdk jdk) throws Exception {
    try (TargetJvm first = Logging.start(Logging.launch(jdk, directory));
        TargetJvm second = Logging.start(Logging.launch(jdk, directory))) {
      String why = "log.directory " + directory + " is in use by process " + first.pid();
      second.err().await(line -> line.contains(why), TargetJvm.PATIENCE);
      JsonNode health = Logging.health(second);
      assertThat(health.path("problems").toString()).contains(why).contains("memory only");
      assertThat(health.has("log")).isFalse();
      try (Sse events = second.http().events("since=earliest")) {
        assertThat(events.next().path("injection").asText()).isEqualTo("a");
        Logging.hit(second, 1);
        assertThat(events.next().path("hit").asInt()).isEqualTo(2);
      }
      assertThat(second.process().isAlive()).isTrue();
      assertThat(pointers()).as("the first one's rings only").isEqualTo(1);

      Logging.hit(first, 5);
      first.killAndWait();
      second.killAndWait();
    }
    Logging.start(Logging.launch(jdk, directory)).close();
    assertThat(LogText.read(directory).stream().filter(line -> line.boot() == 1)).hasSize(6);
  }

  @OnEveryJdk
  void aSecondProcessThatIsToFailEnds(Jdk jdk) {
    try (TargetJvm first = Logging.start(Logging.launch(jdk, directory));
        TargetJvm second = failing(Logging.launch(jdk, directory))) {
      assertThat(second.awaitExit()).isEqualTo(1);
      assertThat(second.err().text()).contains("is in use by process " + first.pid());
      assertThat(first.process().isAlive()).isTrue();
    }
  }

  @OnEveryJdk
  void anotherNodesNameIsRefused(Jdk jdk) {
    Logging.start(Logging.launch(jdk, directory)).close();
    String own = "directory: " + directory;
    String why = "log.directory " + directory + " is node n1's, not n2's";
    try (TargetJvm other = Logging.start(Logging.launch(jdk, "node: n2\n", own))) {
      other.err().await(line -> line.contains(why), TargetJvm.PATIENCE);
      JsonNode health = Logging.health(other);
      assertThat(health.path("node").asText()).isEqualTo("n2");
      assertThat(health.path("problems").toString()).contains(why);
    }
    try (TargetJvm other = failing(Logging.launch(jdk, "node: n2\n", own))) {
      assertThat(other.awaitExit()).isEqualTo(1);
      assertThat(other.err().text()).contains(why);
    }
    try (TargetJvm nameless = Logging.start(Logging.launch(jdk, "", own))) {
      assertThat(Logging.health(nameless).path("node").asText())
          .as("who gives no name has the directory's")
          .isEqualTo("n1");
    }
  }

  private static TargetJvm failing(Launch launch) {
    return launch.option("on-error", "fail").main(Drill.class).start();
  }

  private long pointers() throws Exception {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(Lives::isPointer).count();
    }
  }
}
