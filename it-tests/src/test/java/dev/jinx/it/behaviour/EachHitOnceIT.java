package dev.jinx.it.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jinx.it.Http;
import dev.jinx.it.Jdk;
import dev.jinx.it.OnEveryJdk;
import dev.jinx.it.Sse;
import dev.jinx.it.TargetJvm;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;

/** Every hit is told once, in its thread's order, whatever kind of thread made it. */
class EachHitOnceIT {
  private static final int THREADS = 16;
  private static final int ROUNDS = 1_000;
  private static final int SHORT_LIVED = 10_000;
  private static final int VIRTUAL = 100_000;

  @OnEveryJdk
  void hitsOfManyThreadsAndTwoLoadersComeOnceAndInOrder(Jdk jdk) {
    try (TargetJvm jvm = Drills.start(Drills.quiet(jdk).optimizing())) {
      Http http = jvm.http();
      for (String point : List.of("a", "b", "c", "gate")) {
        http.enable(point, "action=observe");
      }
      try (Sse events = http.events("since=latest")) {
        Drills.order(jvm, "cycles " + THREADS + " " + ROUNDS);
        Drills.order(jvm, "gate 1");
        List<JsonNode> all = Drills.until(events, "gate");
        assertThat(all.size()).isEqualTo(THREADS * ROUNDS * 3);
        assertNoHoles(all);
        assertThat(threadsIn(all)).hasSize(THREADS);
        assertEachThreadInOrder(all);
        assertHitsNumbered(all);
      }
      assertThat(http.enters("b")).isEqualTo(THREADS * ROUNDS);
      assertThat(http.point("b").get("sites")).as("one site in each loader").hasSize(2);
    }
  }

  @OnEveryJdk
  void threadsThatLiveForOneHitAreAllTold(Jdk jdk) {
    // A chunk for each of 4,096 threads: fewer than there are, and enough while the scribe stands.
    String yaml = "log: { hits: false, buffer: 256MB }\n";
    try (TargetJvm jvm = Drills.start(Drills.launch(jdk, yaml).optimizing())) {
      Http http = jvm.http();
      http.enable("a", "action=observe");
      http.enable("gate", "action=observe");
      try (Sse events = http.events("since=latest")) {
        Drills.order(jvm, "short " + SHORT_LIVED);
        Drills.order(jvm, "gate 1");
        List<JsonNode> all = Drills.until(events, "gate");
        assertThat(all.stream().filter(event -> Drills.phase(event).equals("gap"))).isEmpty();
        assertThat(all.size()).isEqualTo(SHORT_LIVED);
        assertNoHoles(all);
        assertThat(threadsIn(all).size()).isEqualTo(SHORT_LIVED);
      }
    }
  }

  @OnEveryJdk
  void virtualThreadsPassAndAreCounted(Jdk jdk) {
    Assumptions.assumeTrue(jdk.feature() >= 21, "virtual threads are of JDK 21");
    try (TargetJvm jvm = Drills.start(Drills.quiet(jdk).optimizing())) {
      Http http = jvm.http();
      http.enable("a", "action=observe");
      http.enable("gate", "action=observe");
      try (Sse events = http.events("since=latest")) {
        Drills.order(jvm, "virtual-a " + VIRTUAL);
        Drills.order(jvm, "gate 1");
        List<JsonNode> all = Drills.until(events, "gate");
        long lost = all.stream().mapToLong(event -> event.path("lost").asLong()).sum();
        List<JsonNode> hits = all.stream().filter(e -> Drills.name(e).equals("a")).toList();
        assertThat(hits.size() + lost).as("told, or told to be lost").isEqualTo(VIRTUAL);
        assertThat(hits).allMatch(event -> event.path("thread").path("virtual").asBoolean());
        Set<Long> ids = new HashSet<>();
        hits.forEach(event -> ids.add(event.path("thread").path("id").asLong()));
        assertThat(ids).as("no thread twice").hasSameSizeAs(hits);
        assertNoHoles(all.stream().filter(event -> event.has("seq")).toList());
      }
    }
  }

  @OnEveryJdk
  void aHundredThousandVirtualThreadsParkAndAreReleased(Jdk jdk) {
    Assumptions.assumeTrue(jdk.feature() >= 21, "virtual threads are of JDK 21");
    try (TargetJvm jvm = Drills.start(Drills.quiet(jdk).optimizing())) {
      Http http = jvm.http();
      String cursor = http.enable("gate", "action=pause");
      jvm.tell("virtual " + VIRTUAL);
      http.await("gate", "phase=parked&count=" + VIRTUAL + "&since=" + cursor);
      assertThat(http.point("gate").get("waiters").asInt()).isEqualTo(VIRTUAL);
      assertThat(http.release("gate")).isEqualTo(VIRTUAL);
      Drills.order(jvm, "join");
      assertThat(http.enters("gate")).isEqualTo(VIRTUAL);
      assertThat(http.point("gate").get("waiters").asInt()).isZero();
    }
  }

  private static void assertNoHoles(List<JsonNode> events) {
    long next = Drills.seq(events.get(0));
    for (JsonNode event : events) {
      assertThat(Drills.seq(event)).as("%s", event).isEqualTo(next++);
    }
  }

  private static Set<String> threadsIn(List<JsonNode> events) {
    Set<String> names = new HashSet<>();
    events.forEach(event -> names.add(Drills.thread(event)));
    return names;
  }

  private static void assertEachThreadInOrder(List<JsonNode> events) {
    Map<String, String> expected = new HashMap<>();
    for (JsonNode event : events) {
      String name = Drills.name(event);
      assertThat(name).as("%s", event).isEqualTo(expected.getOrDefault(Drills.thread(event), "a"));
      expected.put(Drills.thread(event), name.equals("a") ? "b" : name.equals("b") ? "c" : "a");
    }
    assertThat(expected.values()).as("each has gone its last round to the end").containsOnly("a");
  }

  private static void assertHitsNumbered(List<JsonNode> events) {
    Map<String, Integer> last = new HashMap<>();
    for (JsonNode event : events) {
      int hit = last.merge(Drills.name(event), 1, Integer::sum);
      assertThat(event.path("hit").asInt()).as("%s", event).isEqualTo(hit);
    }
  }
}
