package dev.jinx.it.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jinx.it.Http;
import dev.jinx.it.Jdk;
import dev.jinx.it.Jdks;
import dev.jinx.it.OnEveryJdk;
import dev.jinx.it.Scratch;
import dev.jinx.it.Targets;
import dev.jinx.it.behaviour.Cli;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code java -jar jinx.jar log DIR} beside and after JVMs that are killed. */
@ExtendWith(Targets.class)
class LogCommandIT {
  private static final int HITS = 2_000;
  private static final int MOST_LIVES = 20;

  /**
   * The kill comes while two threads hit, so that nearly always some hits are in the rings only;
   * should none be, there is another life.
   */
  @OnEveryJdk
  void whatAKilledJvmHadHitIsInItsLogAndKeepsItsIds(Jdk jdk) {
    try (Node node = Node.start(jdk, "n1")) {
      int life = 1;
      List<String> lines = liveAndDie(jdk, node, life);
      while (lines.isEmpty() && life < MOST_LIVES) {
        node.start();
        lines = liveAndDie(jdk, node, ++life);
      }
      assertThat(lines).as("a kill left hits in the rings in %s lives", life).isNotEmpty();
      node.start();
      assertThat(node.told()).startsWith(lines.toArray(String[]::new));
    }
  }

  /** Answers what its log has, or nothing if all of it had been written before the kill. */
  private static List<String> liveAndDie(Jdk jdk, Node node, int life) {
    node.jvm().tell("load 2");
    node.hit(HITS);
    node.kill();
    int written = LogBytes.events(node.directory());
    Cli.Result first = Logs.print(jdk, node.directory());
    assertThat(first.status()).as(first.err()).isZero();
    assertThat(LogBytes.names(node.directory())).noneMatch(name -> name.startsWith("rings-"));
    Cli.Result again = Logs.print(jdk, node.directory());
    assertThat(again.out()).isEqualTo(first.out());
    assertThat(again.err()).isEmpty();

    Ids.assertInOrder(Ids.of(first.lines()));
    List<Long> hits = new ArrayList<>();
    int main = 0;
    for (String line : first.lines()) {
      JsonNode event = Http.parse(line);
      if (event.path("boot").asLong() == life) {
        hits.add(event.path("hit").asLong());
        main += event.path("thread").path("name").asText().equals("main") ? 1 : 0;
      }
    }
    assertThat(main).as("hits that the drill said it had done").isEqualTo(1 + HITS);
    Collections.sort(hits);
    assertThat(hits).doesNotHaveDuplicates().last().isEqualTo((long) hits.size());
    return first.lines().size() > written ? first.lines() : List.of();
  }

  @Test
  void itHasTheFiltersAndPositionsOfTheStream() {
    try (Node node = Node.start(Jdks.own(), "n1")) {
      node.hit(4);
      String cursor = node.http().enable("gate", "action=pause");
      node.jvm().tell("start first");
      node.http().await("gate", "phase=parked&since=" + cursor);
      node.http().release("gate");
      node.http().await("gate", "phase=released&since=" + cursor);
      node.kill();
      Object dir = node.directory();
      assertThat(Ids.of(Logs.print(dir, "--injection", "a", "--count", "3").lines()))
          .containsExactly("n1@1.1", "n1@1.2", "n1@1.3");
      Cli.Result parked = Logs.print(dir, "--phase", "parked,released", "--injection", "g*");
      assertThat(parked.status()).isZero();
      assertThat(parked.lines())
          .extracting(line -> Http.parse(line).path("phase").asText())
          .containsExactly("parked", "released");
      assertThat(Ids.of(Logs.print(dir, "--since", "n1@1.5").lines()))
          .isEqualTo(Ids.of(parked.lines()));
      assertThat(Logs.print(dir, "--since", "latest").out()).isEmpty();
      Cli.Result misspelt = Logs.print(dir, "--injection", "gat");
      assertThat(misspelt.status()).isZero();
      assertThat(misspelt.err()).contains("no event of 'gat'").contains("'gate'");
    }
  }

  @Test
  void whatItDoesNotKnowOrCannotReadIsAnErrorOfItsOwn() {
    try (Node node = Node.start(Jdks.own(), "n1")) {
      node.kill();
      Map<String, String> unknown =
          Map.of(
              "n1@1.99", "n1@1.99 is beyond the end of its log, n1@1.1",
              "n1@9.1", "n1@9.1 is beyond the end of its log, n1@1.1",
              "n2@1.1", "no log of node n2 here, only of [n1]",
              "soon", "'soon'");
      unknown.forEach(
          (since, message) -> {
            Cli.Result refused = Logs.print(node.directory(), "--since", since);
            assertThat(refused.status()).as(since).isEqualTo(2);
            assertThat(refused.err()).contains(message);
            assertThat(refused.out()).isEmpty();
          });
      Object empty = Scratch.directory("empty");
      Cli.Result none = Logs.print(node.directory(), empty);
      assertThat(none.status()).isEqualTo(1);
      assertThat(none.err()).contains(empty + " is no log directory");
      assertThat(none.out()).isEmpty();
    }
  }
}
