package dev.jinx.it.guide;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.Store;
import com.fasterxml.jackson.databind.JsonNode;
import dev.jinx.client.Event;
import dev.jinx.client.EventFilter;
import dev.jinx.client.EventStream;
import dev.jinx.client.Jinx;
import dev.jinx.client.checkpoint.CheckpointStore;
import dev.jinx.client.checkpoint.FileCheckpointStore;
import dev.jinx.it.Http;
import dev.jinx.it.Jdk;
import dev.jinx.it.Launch;
import dev.jinx.it.OnEveryJdk;
import dev.jinx.it.Scratch;
import dev.jinx.it.TargetJvm;
import dev.jinx.it.faults.Pages;
import dev.jinx.it.faults.Script;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the page about the event log shows is run as it stands. */
class EventLogGuideIT {
  private static final String PAGE = "event-log.md";
  private static final int DEAD = 0;
  private static final int SHELL = 1;
  private static final int CURL = 2;
  private static final int CHECKPOINT = 3;

  private final Path directory = Scratch.directory("guide");

  @OnEveryJdk
  void theCommandAndTheShellReadWhatAKilledJvmLeft(Jdk jdk) throws Exception {
    try (TargetJvm jvm = start(jdk)) {
      commit(jvm, 3);
      jvm.killAndWait();
      assertThat(ids(run(jdk, jvm, DEAD).rest())).containsExactly("n1@1.1", "n1@1.2", "n1@1.3");
      assertThat(ids(run(jdk, jvm, SHELL).rest())).containsExactly("n1@1.1", "n1@1.2", "n1@1.3");
    }
  }

  @OnEveryJdk
  void curlAndTheCommandGoOnWhereTheyWere(Jdk jdk) throws Exception {
    for (int life = 1; life <= 2; life++) {
      List<String> two = List.of("n1@" + life + ".1", "n1@" + life + ".2");
      try (TargetJvm jvm = start(jdk);
          Script curl = run(jdk, jvm, CURL)) {
        commit(jvm, 2);
        assertThat(ids(run(jdk, jvm, CHECKPOINT).rest())).isEqualTo(two);
        assertThat(ids(List.of(curl.line(), curl.line()))).isEqualTo(two);
        jvm.killAndWait();
        assertThat(curl.rest()).isEmpty();
      }
    }
  }

  @OnEveryJdk
  void theJavaGoesOnWhereItWas(Jdk jdk) {
    try (TargetJvm jvm = start(jdk);
        Jinx jinx = Jinx.connect(jvm.address())) {
      commit(jvm, 3);
      assertThat(readTwo(jinx)).containsExactly("n1@1.1", "n1@1.2");
      assertThat(readTwo(jinx)).as("the last one was not done").containsExactly("n1@1.2", "n1@1.3");
    }
  }

  private List<String> readTwo(Jinx jinx) {
    CheckpointStore store = new FileCheckpointStore(directory.resolve("reader.json"));
    try (EventStream events = jinx.stream(EventFilter.ALL.sinceEarliest()).resume(store).open()) {
      Event first = events.next();
      Event second = events.next(); // the first one is done
      return List.of(first.cursor().toString(), second.cursor().toString());
    }
  }

  @Test
  void itsJavaIsThatOfThisTest() throws IOException {
    String test = Files.readString(Path.of("src/test/java/dev/jinx/it/guide/EventLogGuideIT.java"));
    for (String line : Pages.blocks(PAGE, "java").get(0)) {
      assertThat(test).contains(line.strip());
    }
  }

  private TargetJvm start(Jdk jdk) {
    TargetJvm jvm =
        Launch.on(jdk)
            .directory(directory)
            .yaml(String.join("\n", Pages.block(PAGE, "yaml")) + "\n")
            .main(Store.class)
            .start();
    jvm.out().await(line -> line.startsWith("ready"), TargetJvm.PATIENCE);
    jvm.address();
    return jvm;
  }

  private static void commit(TargetJvm jvm, int times) {
    for (int i = 0; i < times; i++) {
      assertThat(jvm.ask("1")).startsWith("total");
    }
  }

  private Script run(Jdk jdk, TargetJvm jvm, int number) throws IOException {
    return Script.in(directory, jdk, jvm, Pages.blocks(PAGE, "sh").get(number));
  }

  private static List<String> ids(List<String> lines) {
    List<String> ids = new ArrayList<>();
    for (String line : lines) {
      JsonNode event = Http.parse(line);
      ids.add(event.get("id").asText());
    }
    return ids;
  }
}
