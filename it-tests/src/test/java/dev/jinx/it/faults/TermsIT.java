package dev.jinx.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jinx.it.Http;
import dev.jinx.it.Jdk;
import dev.jinx.it.OnEveryJdk;
import dev.jinx.it.TargetJvm;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Chains with counts and probabilities. */
class TermsIT {
  private static final String GOOD = "true";
  private static final String BAD = "java.io.IOException null";

  private static List<String> times(TargetJvm jvm, int count) {
    return Arrays.asList(Desks.ask(jvm, "times " + count + " yes").split("; "));
  }

  @OnEveryJdk
  void aCountIsExactWhenAHundredThreadsRace(Jdk jdk) {
    try (TargetJvm jvm = Desks.start(jdk)) {
      for (int i = 0; i < 10; i++) {
        String cursor = Desks.act(jvm.http(), "yes", "7*throw(java.io.IOException)->off");
        assertThat(Desks.ask(jvm, "race 100 yes")).isEqualTo("{" + BAD + "=7, " + GOOD + "=93}");
        JsonNode seventh = jvm.http().await("yes", "count=7&since=" + cursor);
        assertThat(seventh.get("action").asText()).isEqualTo("throw(java.io.IOException)");
        assertThat(jvm.http().enters("yes")).as("off counts").isEqualTo(100 * (i + 1));
      }
    }
  }

  @OnEveryJdk
  void offWithACountSkipsTheFirstHits(Jdk jdk) {
    try (TargetJvm jvm = Desks.start(jdk)) {
      Desks.act(jvm.http(), "yes", "5*off->throw(java.io.IOException)");
      List<String> told = times(jvm, 8);
      assertThat(told.subList(0, 5)).containsOnly(GOOD);
      assertThat(told.subList(5, 8)).containsOnly(BAD);
    }
  }

  @OnEveryJdk
  void everyThirdHitIsAConditionOnItsNumber(Jdk jdk) {
    try (TargetJvm jvm = Desks.start(jdk)) {
      Desks.arm(jvm.http(), "yes", "action", "throw(java.io.IOException)", "when", "hit % 3 == 0");
      assertThat(times(jvm, 7)).containsExactly(GOOD, GOOD, BAD, GOOD, GOOD, BAD, GOOD);
    }
  }

  @OnEveryJdk
  void termsOfAChainActOneAfterTheOtherAndThenNothing(Jdk jdk) {
    try (TargetJvm jvm = Desks.start(jdk)) {
      Desks.act(jvm.http(), "count", "2*return(10) -> 1*return(20) -> 1*off -> 1*return(30)");
      assertThat(Desks.ask(jvm, "times 6 count")).isEqualTo("10; 10; 20; 3; 30; 3");
    }
  }

  @OnEveryJdk
  void theSameSeedGivesTheSameSequenceAndTheAnswerTellsIt(Jdk jdk) {
    int hits = 200;
    String terms = "25%throw(java.io.IOException)";
    try (TargetJvm jvm = Desks.start(jdk)) {
      Http http = jvm.http();
      String seed = Desks.arm(http, "yes", "action", terms).get("seed").asText();
      List<String> first = times(jvm, hits);
      assertThat(Collections.frequency(first, BAD)).as("of 200, for %s", seed).isBetween(10, 100);

      assertThat(Desks.arm(http, "yes", "action", terms, "seed", seed).get("seed").asText())
          .isEqualTo(seed);
      assertThat(times(jvm, hits)).isEqualTo(first);
      Desks.arm(http, "yes", "action", terms, "seed", "" + (Long.parseLong(seed) / 2 + 1));
      assertThat(times(jvm, hits)).as("another seed").isNotEqualTo(first);
    }
    try (TargetJvm again = Desks.start(jdk)) {
      Desks.arm(again.http(), "yes", "action", terms, "seed", "4711");
      List<String> here = times(again, hits);
      try (TargetJvm other = Desks.start(jdk)) {
        Desks.arm(other.http(), "yes", "action", terms, "seed", "4711");
        assertThat(times(other, hits)).as("in another JVM").isEqualTo(here);
      }
    }
  }

  @OnEveryJdk
  void badTermsAreRefusedWithTheirColumn(Jdk jdk) {
    try (TargetJvm jvm = Desks.start(jdk)) {
      JsonNode problem = Desks.refused(jvm.http(), "yes", "action", "5*off->slep(1s)");
      assertThat(problem.get("field").asText()).isEqualTo("action");
      assertThat(problem.get("column").asInt()).isEqualTo(8);
      assertThat(problem.toString()).contains("sleep");
    }
  }
}
