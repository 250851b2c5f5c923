package dev.jinx.it.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jinx.it.Jdks;
import dev.jinx.it.Targets;
import dev.jinx.it.behaviour.Cli;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code log} beside a JVM that lives, beside one that starts, and beside itself. */
@ExtendWith(Targets.class)
class LogBesideOthersIT {
  @Test
  void besideALiveJvmItSaysSoAndChangesNothing() {
    try (Node node = Node.start(Jdks.own(), "n1")) {
      node.hit(100);
      List<String> told = node.told(); // nobody is told what is not written
      var before = LogBytes.all(node.directory());
      Cli.Result live = Logs.print(node.directory());
      assertThat(live.status()).isZero();
      assertThat(live.lines()).isEqualTo(told);
      assertThat(live.err()).contains(node.directory() + ": its JVM is alive");
      assertThat(LogBytes.all(node.directory())).isEqualTo(before);

      node.hit(1);
      assertThat(Logs.print(node.directory(), "--since", Ids.vector(Ids.of(told))).lines())
          .isEqualTo(node.told().subList(101, 102));
      assertThat(node.http().get("/health").ok().json().path("problems")).isEmpty();
    }
  }

  @Test
  void twoAtOnceShowTheSame() {
    try (Node node = Node.start(Jdks.own(), "n1")) {
      node.jvm().tell("load 2");
      node.hit(2_000);
      node.kill();
      try (Cli.Running one = Logs.start(Jdks.own(), node.directory());
          Cli.Running other = Logs.start(Jdks.own(), node.directory())) {
        Cli.Result first = one.result();
        Cli.Result second = other.result();
        assertThat(first.status()).as(first.err()).isZero();
        assertThat(second.status()).as(second.err()).isZero();
        assertThat(first.err() + second.err()).doesNotContain("alive", "may be missing here");
        assertThat(first.out()).isEqualTo(second.out()).isNotEmpty();
      }
    }
  }

  /** Whichever of the two comes first takes over what the dead one left. */
  @Test
  void aJvmThatStartsMeanwhileHasItsLogAndNoEventIsInTheWrongPlace() {
    try (Node node = Node.start(Jdks.own(), "n1")) {
      for (int life = 1; life <= 4; life++) {
        node.jvm().tell("load 2");
        node.hit(500);
        node.kill();
        try (Cli.Running reader = Logs.start(Jdks.own(), node.directory())) {
          node.start();
          Cli.Result read = reader.result();
          assertThat(read.status()).as(read.err()).isZero();
          // A kill in the middle of a write leaves a torn end, which is cut off, and told.
          assertThat(node.http().get("/health").ok().json().path("problems"))
              .allSatisfy(problem -> assertThat(problem.asText()).contains("are unfinished; cut"));
          List<String> told = node.told();
          int common = Math.min(told.size(), read.lines().size());
          assertThat(read.lines().subList(0, common)).isEqualTo(told.subList(0, common));
          assertThat(Ids.boot(Ids.of(told).get(told.size() - 1))).isEqualTo(life + 1);
        }
      }
    }
  }
}
