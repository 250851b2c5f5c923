package dev.jinx.it.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jinx.client.Event;
import dev.jinx.client.EventFilter;
import dev.jinx.client.EventStream;
import dev.jinx.client.Jinx;
import dev.jinx.client.JvmDiedException;
import dev.jinx.client.Phase;
import dev.jinx.client.Range;
import dev.jinx.client.checkpoint.FileCheckpointStore;
import dev.jinx.client.fleet.LogFiles;
import dev.jinx.it.Curl;
import dev.jinx.it.Jdk;
import dev.jinx.it.Jdks;
import dev.jinx.it.OnEveryJdk;
import dev.jinx.it.Scratch;
import dev.jinx.it.TargetJvm;
import dev.jinx.it.Targets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The Java client's streams and waits, when the JVM that they read is killed. */
@ExtendWith(Targets.class)
class ClientResumeIT {
  private static final EventFilter EARLIEST = EventFilter.ALL.sinceEarliest();
  private static final int HITS = 2_000;

  /** All that a stream gives until that event, with it. */
  private static List<String> until(EventStream events, String id) {
    List<String> given = new ArrayList<>();
    for (Event event = events.next(); ; event = events.next()) {
      given.add(event.json());
      if (event.cursor().toString().equals(id)) {
        return given;
      }
    }
  }

  @OnEveryJdk
  void aStreamGoesOnWithTheRestOfTheOldLifeAndThenTheNext(Jdk jdk) {
    try (Node node = Node.start(jdk, "n1");
        Jinx jinx = Jinx.connect(node.address());
        EventStream events = jinx.stream(EARLIEST).acrossRestarts().open()) {
      List<String> given = new ArrayList<>();
      for (int life = 1; life <= 3; life++) {
        given.addAll(until(events, "n1@" + life + ".1"));
        node.jvm().tell("load 2");
        node.hit(HITS); // the stream is read no more before the kill
        node.kill();
        node.start();
      }
      given.addAll(until(events, node.newest()));
      assertThat(given).isEqualTo(node.told());
      assertThat(given).hasSizeGreaterThan(3 * HITS);
    }
  }

  @Test
  void aReaderThatKnowsTheFileOnlyGoesOnBehindWhatWasDone() {
    Path file = Scratch.directory("positions").resolve("positions.json");
    try (Node node = Node.start(Jdks.own(), "n1");
        Jinx jinx = Jinx.connect(node.address())) {
      node.hit(99);
      List<String> done;
      try (EventStream events = jinx.stream(EARLIEST).resume(store(file)).open()) {
        done = until(events, "n1@1.40");
        events.next(); // it is not done with this one
      }
      node.kill();
      node.start();
      node.hit(10);
      String newest = node.newest();
      List<String> rest;
      try (EventStream events = jinx.stream(EARLIEST).resume(store(file)).open()) {
        rest = until(events, newest);
      }
      done.addAll(rest);
      assertThat(done).isEqualTo(node.told());
    }
  }

  private static FileCheckpointStore store(Path file) {
    return new FileCheckpointStore(file);
  }

  @OnEveryJdk
  void ofAJvmThatIsDeadForGoodTheDirectoryTellsTheRest(Jdk jdk) {
    try (Node node = Node.start(jdk, "n1");
        Jinx jinx = Jinx.at(node.address()).logDirectory(node.directory()).connect();
        EventStream events = jinx.stream(EARLIEST).open()) {
      List<String> given = until(events, "n1@1.1");
      Range hits = jinx.point("a").since(jinx.cursor());
      Range never = jinx.point("gate").since(jinx.cursor());
      node.jvm().tell("load 2");
      node.hit(HITS);
      node.kill();
      assertThat(hits.awaitCount(HITS, TargetJvm.PATIENCE)).as("what it had done").hasSize(HITS);
      assertThatThrownBy(
              () -> {
                while (events.hasNext()) {
                  given.add(events.next().json());
                }
              })
          .isInstanceOf(JvmDiedException.class);
      List<String> log = new ArrayList<>();
      LogFiles files = LogFiles.open(List.of(node.directory()), problem -> {});
      files.events(EARLIEST).forEach(event -> log.add(event.json()));
      assertThat(given).isEqualTo(log);
      assertThat(given).hasSizeGreaterThan(HITS);
      assertThatThrownBy(() -> never.awaitHit(TargetJvm.PATIENCE))
          .isInstanceOf(JvmDiedException.class);
    }
  }

  /** Each connection of the stream lives for about a second. */
  @Test
  void tenRotationsLoseAndRepeatNothing() throws Exception {
    Assumptions.assumeTrue(Curl.isInstalled(), "curl is not installed");
    List<String> curled = new CopyOnWriteArrayList<>();
    String server = "server: { max-age: 1s }\n";
    try (Node node = Node.start(Jdks.own(), "n1", server);
        Jinx jinx = Jinx.connect(node.address());
        Curl curl = Curl.read(stream(node), (id, data) -> curled.add(data))) {
      int[] rotations = new int[1];
      List<String> given = new ArrayList<>();
      try (EventStream events =
          jinx.stream(EARLIEST)
              .reconnect(
                  loss -> {
                    rotations[0]++;
                    return Duration.ZERO;
                  })
              .open()) {
        while (rotations[0] < 10 || curl.connections() <= 10) {
          // Few, so that the retention still has all of them in the end.
          node.hit(2);
          given.addAll(until(events, node.newest()));
        }
      }
      List<String> told = node.told();
      assertThat(given).isEqualTo(told);
      Awaitility.await("all of it with curl")
          .atMost(TargetJvm.PATIENCE)
          .until(() -> curled.size() >= told.size());
      assertThat(curled).isEqualTo(told);
      assertThat(given).noneMatch(json -> json.contains("\"phase\":\"" + Phase.GAP.wire()));
    }
  }

  private static String stream(Node node) {
    return node.http().uri("/v2/error_injection/events?since=earliest").toString();
  }
}
