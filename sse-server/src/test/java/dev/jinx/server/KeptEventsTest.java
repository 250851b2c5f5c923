package dev.jinx.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jinx.bootstrap.Phase;
import dev.jinx.log.Cursor;
import dev.jinx.log.Filter;
import dev.jinx.log.Kept;
import dev.jinx.log.LogPlace;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What readers on the wire get of a log with a directory. */
@Timeout(60)
class KeptEventsTest {
  private static final String EVENTS = "/v2/error_injection/events";
  private static final String WAIT = "/v2/error_injection/wait";
  private static final String LONG = "-".repeat(300);

  @TempDir Path path;
  private Kept kept;
  private Node node;

  @BeforeEach
  void start() throws IOException {
    for (int boot = 1; boot <= 2; boot++) {
      try (Kept before = new Kept(path, 1 << 20, 64 << 20)) {
        before.publish(600, LONG);
      }
    }
    start(64 << 20, Duration.ofHours(1));
  }

  private void start(long retention, Duration age) throws IOException {
    kept = new Kept(path, 64 * 1024, retention);
    LogPlace place = new LogPlace(path.toString(), "os", "heap");
    ServerConfig config = ServerConfig.loopback(0).withLog(place).withMaxAge(age);
    node = new Node(config.withHeartbeat(Duration.ofMillis(100)), kept.log);
  }

  @AfterEach
  void stop() throws IOException {
    node.close();
    kept.close();
  }

  private void restart(long retention, Duration age) throws IOException {
    stop();
    start(retention, age);
  }

  private Wire open(String query, String... headers) throws IOException {
    Wire wire = Wire.get(node.server.port(), EVENTS + query, headers);
    assertThat(wire.status()).isEqualTo("HTTP/1.1 200 OK");
    return wire;
  }

  private void publish(int events) {
    for (int i = 0; i < events; i++) {
      node.publishKept("live", Phase.HIT, LONG);
    }
  }

  /** The id of the next event or gap. */
  private static String next(Wire wire) throws IOException {
    String block = wire.event();
    while (!block.contains("\ndata: ")) {
      block = wire.event();
    }
    return id(block);
  }

  private static String id(String block) {
    int at = block.indexOf("id: ") + 4;
    int end = block.indexOf('\n', at);
    return block.substring(at, end < 0 ? block.length() : end);
  }

  private static void assertNext(Wire wire, List<String> wanted) throws IOException {
    for (String id : wanted) {
      assertThat(next(wire)).isEqualTo(id);
    }
  }

  private List<String> all(int ofThisBoot) {
    List<String> all = Kept.cursors(1, 1, 600);
    all.addAll(Kept.cursors(2, 1, 600));
    all.addAll(Kept.cursors(kept.log.boot(), 1, ofThisBoot));
    return all;
  }

  @Test
  void aReplayOfEarlierBootsJoinsTheLiveStream() throws Exception {
    publish(500);
    assertThat(kept.log.first()).isGreaterThan(1);
    try (Wire wire = open("?since=earliest")) {
      assertNext(wire, all(500));
      publish(500);
      assertNext(wire, Kept.cursors(3, 501, 1000));
    }
  }

  @Test
  void aReaderLearnsAtOnceThatItHasAllOfTheEarlierBoots() throws Exception {
    stop();
    kept = new Kept(path, 64 * 1024, 64 << 20);
    node = new Node(ServerConfig.loopback(0).withHeartbeat(Duration.ofHours(1)), kept.log);
    try (Wire wire = open("?since=n1@2.600");
        Wire filtered = open("?since=n1@2.1&phase=parked")) {
      assertThat(wire.event()).isEqualTo("retry: 500\nid: n1@2.600");
      assertThat(wire.event()).isEqualTo("id: n1@4.0");
      assertThat(filtered.event()).isEqualTo("retry: 500\nid: n1@2.1");
      assertThat(filtered.event()).isEqualTo("id: n1@4.0");
    }
  }

  @Test
  void aPositionOfAnEarlierBootIsGoneOnFrom() throws Exception {
    publish(3);
    try (Wire since = open("?since=n1@1.598");
        Wire resumed = open("?since=earliest", "Last-Event-ID: n1@2.600")) {
      assertThat(since.event()).isEqualTo("retry: 500\nid: n1@1.598");
      assertNext(since, all(3).subList(598, 1203));
      assertThat(resumed.event()).isEqualTo("retry: 500\nid: n1@2.600");
      assertNext(resumed, Kept.cursors(3, 1, 3));
    }
  }

  @Test
  void aSinceThatTheDirectoryDoesNotKnowIsRefused() throws Exception {
    for (String since : List.of("n1@1.601", "n1@4.0", "n1@0.0", "n2@1.1", "n1@3.1")) {
      HttpResponse<String> answer = node.get(EVENTS + "?since=" + since);
      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(answer.body()).contains("\"detail\":").contains(since);
      assertThat(node.get(WAIT + "?since=" + since).statusCode()).isEqualTo(400);
    }
  }

  @Test
  void anUnknownLastEventIdIsAGapAndThenWhatThereIs() throws Exception {
    publish(1);
    try (Wire foreign = open("", "Last-Event-ID: n2@1.7");
        Wire ahead = open("", "Last-Event-ID: n1@2.700")) {
      assertThat(foreign.event()).isEqualTo("retry: 500");
      assertThat(foreign.event())
          .isEqualTo(
              "event: gap\nid: n1@1.0\ndata: {\"phase\":\"gap\",\"from\":\"n2@1.7\","
                  + "\"to\":\"n1@1.0\",\"lost\":null,\"node\":\"n1\",\"boot\":1}");
      assertNext(foreign, all(1));
      // The machine may have crashed: what the reader saw last is not in the files.
      assertThat(ahead.event()).isEqualTo("retry: 500");
      assertThat(ahead.event()).startsWith("event: gap\nid: n1@2.600\n");
      assertNext(ahead, Kept.cursors(3, 1, 1));
    }
  }

  @Test
  void readersInDifferentBootsAtTheSameNumberGetTheirOwnEvents() throws Exception {
    List<Wire> wires = new ArrayList<>();
    publish(600);
    try {
      for (int i = 0; i < 12; i++) {
        wires.add(open("?since=n1@" + (1 + i % 3) + ".300"));
      }
      for (int i = 0; i < wires.size(); i++) {
        assertNext(wires.get(i), all(600).subList(i % 3 * 600 + 300, 1800));
      }
    } finally {
      for (Wire wire : wires) {
        wire.close();
      }
    }
  }

  @Test
  void aReaderThatStopsReadingLosesNothingThoughTheWindowMovedOn() throws Exception {
    String json = "-".repeat(4000);
    try (Wire stalled = Wire.get(node.server.port(), 4096, EVENTS + "?since=n1@3.0");
        Wire live = open("")) {
      for (int i = 1; i <= 5000; i++) {
        node.publishKept("live", Phase.HIT, json);
        if (i % 10 == 0) {
          while (!next(live).equals("n1@3." + i)) {
            Thread.onSpinWait();
          }
        }
      }
      assertThat(stalled.status()).isEqualTo("HTTP/1.1 200 OK");
      assertNext(stalled, Kept.cursors(3, 1, 5000));
    }
  }

  @Test
  void tenRotationsThroughTheBootsLoseNothingAndRepeatNothing() throws Exception {
    restart(1 << 30, Duration.ofMillis(50));
    Thread load =
        Node.agentThread(
            () -> {
              while (!Thread.currentThread().isInterrupted()) {
                publish(10);
                LockSupport.parkNanos(1_000_000);
              }
            });
    load.start();
    List<String> got = new ArrayList<>();
    String last = "n1@1.0";
    // Ten at least, and through all of the first boot.
    for (int rotations = 0; rotations < 10 || got.size() <= 600; rotations++) {
      try (Wire wire = open("", "Last-Event-ID: " + last)) {
        String closing = "";
        for (String block = wire.block(); block != null; block = wire.block()) {
          closing = block;
          last = block.contains("id: ") ? id(block) : last;
          assertThat(block).doesNotContain("event: gap");
          if (block.contains("\ndata: ")) {
            got.add(last);
          }
        }
        assertThat(closing).isEqualTo(": rotate");
      }
    }
    load.interrupt();
    load.join();
    List<String> all = all((int) kept.log.last());
    for (int i = 0; i < got.size(); i++) {
      assertThat(got.get(i)).isEqualTo(all.get(i));
    }
  }

  @Test
  void aWaitFindsWhatAnEarlierBootSaw() throws Exception {
    HttpResponse<String> found = node.get(WAIT + "?since=n1@1.0&injection=p*&count=601");
    assertThat(found.statusCode()).isEqualTo(200);
    assertThat(found.body()).contains("\"boot\":2,\"seq\":1,");
    assertThat(found.headers().firstValue("Jinx-Gap")).isEmpty();
    assertThat(node.get(WAIT + "?since=earliest&timeout=10ms&injection=nobody*").body())
        .contains("400 hit of 'p0'", "\"since\":\"n1@1.0\"", "\"p2\":{\"hit\":400}");
  }

  @Test
  void aStrictReaderIsRefusedWhereSomethingIsGone() throws Exception {
    restart(1 << 20, Duration.ofHours(1));
    publish(6000);
    Cursor earliest = kept.log.earliest();
    assertThat(earliest.boot()).isEqualTo(4);
    for (String route : List.of(EVENTS, WAIT)) {
      HttpResponse<String> gone = node.get(route + "?strict=1&since=n1@4.0");
      assertThat(gone.statusCode()).isEqualTo(410);
      assertThat(gone.headers().firstValue("Content-Type")).contains("application/problem+json");
      assertThat(gone.body())
          .contains(
              "\"title\":\"Gone\"",
              "events are lost from 'n1@4.1' to '" + earliest + "'",
              "\"gap\":{\"from\":\"n1@4.1\",\"to\":\""
                  + earliest
                  + "\",\"lost\":"
                  + earliest.seq()
                  + "}",
              "\"earliest\":\"" + earliest + "\"");
      HttpResponse<String> boot = node.get(route + "?strict=true&since=n1@1.5");
      assertThat(boot.statusCode()).isEqualTo(410);
      assertThat(boot.body()).contains("whose events are gone", "\"lost\":null");
      assertThat(node.get(route + "?since=n1@1.5").statusCode()).isEqualTo(400);
    }
    assertThat(node.get(WAIT + "?strict=1&since=earliest").statusCode()).isEqualTo(200);
    assertThat(node.get(WAIT + "?since=n1@4.0").headers().firstValue("Jinx-Gap"))
        .contains("n1@4.1/" + earliest);
    for (String unknown : List.of("n1@1.5", "n1@4.0", "n2@1.1", "?")) {
      HttpResponse<String> gone =
          node.send("GET", EVENTS + "?strict=1", "", "Last-Event-ID", unknown);
      assertThat(gone.statusCode()).isEqualTo(410);
    }
  }

  @Test
  void aStrictStreamEndsBehindAGap() throws Exception {
    publish(2);
    try (Wire strict = open("?strict=1&since=n1@3.0");
        Wire filtered = open("?strict=1&injection=live*&since=n1@3.0");
        Wire lenient = open("?since=n1@3.0")) {
      node.publishKept("", Phase.GAP, "");
      publish(1);
      for (Wire wire : List.of(strict, filtered)) {
        assertNext(wire, Kept.cursors(3, 1, 2));
        String block = wire.event();
        assertThat(block).startsWith("event: gap\nid: n1@3.3\n");
        for (block = wire.block(); ":".equals(block); ) {
          block = wire.block();
        }
        assertThat(block).isEqualTo(": gap");
        assertThat(wire.block()).isNull();
      }
      assertNext(lenient, Kept.cursors(3, 1, 4));
    }
    HttpResponse<String> wait = node.get(WAIT + "?strict=1&since=n1@3.2&injection=live*");
    assertThat(wait.statusCode()).isEqualTo(410);
    assertThat(wait.body()).contains("\"gap\":{\"from\":\"n1@3.3\",\"to\":\"n1@3.3\",\"lost\":1}");
  }

  @Test
  void aFileThatCannotBeReadNowIsReadByWhoComesAgain() throws Exception {
    Path file = kept.files().firstEntry().getValue();
    Path aside = path.resolve("aside");
    Files.move(file, aside);
    Files.createDirectory(file);
    HttpResponse<String> wait = node.get(WAIT + "?since=earliest");
    assertThat(wait.statusCode()).isEqualTo(503);
    assertThat(wait.headers().firstValue("Retry-After")).isPresent();
    assertThat(wait.body()).contains("the log cannot be read: ", file.toString());
    assertThat(node.get(EVENTS + "?since=earliest&strict=1").statusCode()).isEqualTo(503);
    try (Wire wire = open("?since=earliest")) {
      assertThat(wire.event()).isEqualTo("retry: 500\nid: n1@1.0");
      assertThat(wire.block()).isEqualTo(": heartbeat 15");
      assertThatThrownBy(wire::block).isInstanceOf(IOException.class);
    }
    Files.delete(file);
    Files.move(aside, file);
    try (Wire wire = open("", "Last-Event-ID: n1@1.0")) {
      assertNext(wire, all(0));
    }
  }

  @Test
  void aWaitThatIsOverIsDiagnosedThoughItsFilesCannotBeRead() throws Exception {
    publish(2);
    Path file = kept.files().firstEntry().getValue();
    Files.delete(file);
    Files.createDirectory(file);
    Awaited awaited = new Awaited("nobody", "hit", 1, new Cursor("n1", 1, 0), 1_000_000);
    Filter filter = Filter.parse("nobody", "hit");
    Problem problem = new Diagnosis(kept.log, node.control, filter, awaited, null).say();
    assertThat(problem.status()).isEqualTo(408);
    assertThat(problem.getMessage())
        .contains("what came since n1@3.0: 2 hit of 'live'")
        .contains("what came before cannot be read: ", file.toString());
  }

  @Test
  void healthTellsOfTheLog() throws Exception {
    publish(2);
    assertThat(node.get("/health").body())
        .contains(
            "\"log\":{\"directory\":\""
                + path
                + "\",\"durability\":\"os\",\"rings\":\"heap\",\"first\":\"n1@1.0\","
                + "\"written\":\"n1@3.2\",\"bytes\":"
                + kept.segments.bytes()
                + "}");
  }
}
