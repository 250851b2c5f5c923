package dev.jinx.it.zookeeper;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jinx.it.Http;
import dev.jinx.it.Jdk;
import dev.jinx.it.Jdks;
import dev.jinx.it.TargetJvm;
import dev.jinx.it.Targets;
import dev.jinx.it.faults.Pages;
import dev.jinx.it.faults.Script;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the page about faults shows is run as it stands, on one JDK. */
@ExtendWith(Targets.class)
class FaultsGuideIT {
  private static final String PAGE = "faults.md";
  private static final Path JAVA =
      Path.of("src/test/java/dev/jinx/it/zookeeper/ZooKeeperFaultsIT.java");
  private static final String OUTCOME = "throw(java.io.IOException, \"disk full\")";

  private final Jdk jdk = Jdks.own();

  @Test
  void itsCommandsFailHoldAndKillOneNodeAfterTheOther() throws Exception {
    try (Ensemble ensemble = Ensemble.start(jdk, Pages.block(PAGE, "yaml"));
        Client client = Client.of(jdk, ensemble.leader())) {
      Node one = ensemble.follower();
      Node two = ensemble.others(one).stream().filter(node -> !node.leads()).findFirst().get();
      theThirdWriteFails(ensemble, client, one);
      one.jinx().point("serving").after(ends(one)).awaitHit(TargetJvm.PATIENCE);
      aHeldThreadGetsItsOutcome(client, two);
      theStreamEndsWithTheHit(client, one);
    }
  }

  private void theThirdWriteFails(Ensemble ensemble, Client client, Node node) throws Exception {
    ensemble.awaitCommitted(1);
    try (Script script = script(node, 0)) {
      script.comesTo("write three times");
      for (int i = 1; i <= 3; i++) {
        assertThat(client.create("/failing" + i)).isEqualTo("OK");
        ensemble.awaitCommitted(1 + i);
      }
      script.goesOn();
      List<String> out = script.rest();
      JsonNode thrown = Http.parse(out.get(0));
      assertThat(thrown.get("hit").asInt()).isEqualTo(3);
      assertThat(thrown.get("action").asText()).isEqualTo(OUTCOME);
      assertThat(Http.parse(out.get(1)).get("injection").asText()).isEqualTo("follower-ends");
    }
  }

  private void aHeldThreadGetsItsOutcome(Client client, Node node) throws Exception {
    try (Script script = script(node, 1)) {
      script.comesTo("write");
      assertThat(client.create("/held")).as("by the two others").isEqualTo("OK");
      script.goesOn();
      List<String> out = script.rest();
      assertThat(out.get(0)).contains("\"phase\":\"parked\"");
      assertThat(out.subList(1, out.size() - 1))
          .anyMatch(line -> line.contains("FileTxnLog.commit("));
      assertThat(Http.parse(out.get(out.size() - 1)).get("outcome").asText()).isEqualTo(OUTCOME);
    }
    // Else the next one to fail would leave the leader without a follower.
    node.jinx().point("serving").after(ends(node)).awaitHit(TargetJvm.PATIENCE);
  }

  private void theStreamEndsWithTheHit(Client client, Node node) throws Exception {
    try (Script script = script(node, 2)) {
      script.comesTo("write");
      client.beginToCreate("/last");
      script.goesOn();
      String data = script.lastLine().substring("data: ".length());
      assertThat(Http.parse(data).get("action").asText()).isEqualTo("halt(137)");
      assertThat(node.jvm().awaitExit()).isEqualTo(137);
      assertThat(client.created("/last")).as("by the two others").isEqualTo("OK");
    }
  }

  private static dev.jinx.client.Hit ends(Node node) {
    return node.jinx().point("follower-ends").awaitHit(TargetJvm.PATIENCE);
  }

  private Script script(Node node, int number) throws IOException {
    return Script.of(jdk, node.jvm(), Pages.blocks(PAGE, "sh").get(number));
  }

  @Test
  void itsJavaIsThatOfTheTest() throws IOException {
    String test = squeezed(Files.readAllLines(JAVA));
    for (List<String> example : Pages.blocks(PAGE, "java")) {
      for (String statement : statements(example)) {
        assertThat(test).contains(squeezed(List.of(statement)));
      }
    }
  }

  private static List<String> statements(List<String> example) {
    List<String> code = example.stream().filter(line -> !line.startsWith("//")).toList();
    return List.of(String.join(" ", code).split("(?<=;)"));
  }

  private static String squeezed(List<String> lines) {
    return String.join("", lines).replaceAll("\\s", "");
  }
}
