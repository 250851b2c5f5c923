package dev.jinx.it.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jinx.it.Http;
import dev.jinx.it.Jdks;
import dev.jinx.it.Targets;
import dev.jinx.it.behaviour.Cli;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code log} of several directories, of copies, and of damaged ones. */
@ExtendWith(Targets.class)
class LogsTogetherIT {
  @Test
  void twoNodesLogsAreMergedByTimeAndGoOnFromAVector() {
    try (Node n1 = Node.start(Jdks.own(), "n1");
        Node n2 = Node.start(Jdks.own(), "n2")) {
      for (int i = 0; i < 5; i++) {
        n1.hit(3);
        n2.hit(2);
      }
      List<String> each = new ArrayList<>(n1.told());
      each.addAll(n2.told());
      n1.kill();
      n2.kill();
      Cli.Result merged = Logs.print(n1.directory(), n2.directory());
      assertThat(merged.status()).as(merged.err()).isZero();
      assertThat(merged.lines()).containsExactlyInAnyOrderElementsOf(each);
      Ids.assertInOrder(Ids.of(merged.lines()));
      assertThat(merged.lines())
          .extracting(line -> Http.parse(line).path("time").asText())
          .isSorted();
      assertThat(Logs.print(n2.directory(), n1.directory()).out()).isEqualTo(merged.out());

      List<String> front = merged.lines().subList(0, 11);
      Cli.Result rest =
          Logs.print(n1.directory(), n2.directory(), "--since", Ids.vector(Ids.of(front)));
      assertThat(rest.lines()).isEqualTo(merged.lines().subList(11, merged.lines().size()));
    }
  }

  @Test
  void whatOneCopyHasLostAnotherHas() {
    try (Node node = Node.start(Jdks.own(), "n1")) {
      node.hit(10);
      List<String> first = node.told();
      node.kill();
      assertThat(Logs.print(node.directory()).lines()).isEqualTo(first);
      Path copy = LogBytes.copy(node.directory());
      node.start();
      node.hit(5);
      List<String> all = node.told();
      node.kill();
      assertThat(all).hasSize(17).startsWith(first.toArray(String[]::new));
      LogBytes.damage(node.directory(), "n1@1.4");
      LogBytes.damage(copy, "n1@1.8");

      Cli.Result together = Logs.print(copy, node.directory());
      assertThat(together.lines()).isEqualTo(all);
      assertThat(together.status()).as("nothing is lost: " + together.err()).isZero();
      assertThat(together.err())
          .as("both damages are told")
          .contains(copy + ": ")
          .contains(node.directory() + ": ");
      assertThat(Logs.print(copy).status()).isEqualTo(3);
    }
  }

  @Test
  void twoNodesOfOneNameAreNoCopies() {
    try (Node one = Node.start(Jdks.own(), "n1");
        Node other = Node.start(Jdks.own(), "n1")) {
      one.kill();
      other.kill();
      Cli.Result refused = Logs.print(one.directory(), other.directory());
      assertThat(refused.status()).isEqualTo(1);
      assertThat(refused.err())
          .contains("n1@1.1", one.directory().toString(), other.directory().toString());
      assertThat(refused.out()).isEmpty();
    }
  }

  @Test
  void damageInAMiddleSegmentIsAGapThatIsTold() {
    try (Node node = Node.start(Jdks.own(), "n1")) {
      for (int life = 1; life <= 2; life++) {
        node.hit(9);
        node.kill();
        node.start();
      }
      List<String> all = node.told();
      node.kill();
      assertThat(all).hasSize(21);
      assertThat(Logs.print(node.directory()).lines()).isEqualTo(all);
      Path damaged = LogBytes.damage(node.directory(), "n1@2.5");

      Cli.Result shown = Logs.print(node.directory());
      assertThat(shown.status()).isEqualTo(3);
      assertThat(shown.err())
          .contains(damaged.getFileName() + "", "byte ", "1 events are lost, n1@2.5 to n1@2.5");
      List<String> lines = new ArrayList<>(shown.lines());
      JsonNode gap = Http.parse(lines.remove(14));
      assertThat(gap.path("phase").asText()).isEqualTo("gap");
      assertThat(gap.path("from").asText()).isEqualTo("n1@2.5");
      assertThat(gap.path("lost").asInt()).isEqualTo(1);
      all.remove(14);
      assertThat(lines).isEqualTo(all);
      Cli.Result behind = Logs.print(node.directory(), "--since", "n1@2.5");
      assertThat(behind.status()).as("nothing is missing there").isZero();

      node.start();
      JsonNode told = Http.parse(node.told().get(14));
      assertThat(told.path("phase").asText()).as("%s", told).isEqualTo("gap");
      String strict = "/v2/error_injection/events?strict=1&since=";
      assertThat(node.http().get(strict + "earliest").status()).isEqualTo(410);
    }
  }
}
