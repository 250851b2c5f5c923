package dev.jinx.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jinx.bootstrap.Phase;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EventsTest {
  private static final String EVENTS = "/v2/error_injection/events";
  private Node node;
  private int port;

  @BeforeEach
  void start() throws IOException {
    node = new Node(ServerConfig.loopback(0).withHeartbeat(Duration.ofMillis(100)), 64 * 1024);
    port = node.server.port();
  }

  @AfterEach
  void stop() {
    node.close();
  }

  private Wire open(String query, String... headers) throws IOException {
    Wire wire = Wire.get(port, EVENTS + query, headers);
    assertThat(wire.status()).isEqualTo("HTTP/1.1 200 OK");
    return wire;
  }

  private String event(int seq, String json) {
    return "id: n1@4." + seq + "\ndata: " + json;
  }

  @Test
  void aStreamBeginsWithRetryAndItsPosition() throws Exception {
    node.publish("a", Phase.HIT, "{}");
    try (Wire wire = open("")) {
      assertThat(wire.headers)
          .contains(
              "Content-Type: text/event-stream;charset=utf-8",
              "Cache-Control: no-store",
              "X-Accel-Buffering: no");
      assertThat(wire.block()).isEqualTo("retry: 500\nid: n1@4.1");
      assertThat(wire.block()).isEqualTo(": heartbeat 15");
    }
  }

  @Test
  void eventsComeAsTheyArePublished() throws Exception {
    try (Wire wire = open("")) {
      wire.block();
      node.publish("a", Phase.HIT, "{\"x\":\"ä\"}");
      assertThat(wire.event()).isEqualTo(event(1, "{\"x\":\"ä\"}"));
      node.publish("b", Phase.PARKED, "{\"y\":2}");
      assertThat(wire.event()).isEqualTo(event(2, "{\"y\":2}"));
    }
  }

  @Test
  void aReaderStartsWhereItAsks() throws Exception {
    for (int i = 1; i <= 3; i++) {
      node.publish("a", Phase.HIT, "{\"i\":" + i + "}");
    }
    try (Wire earliest = open("?since=earliest");
        Wire cursor = open("?since=n1@4.2");
        Wire resumed = open("?since=earliest", "Last-Event-ID: n1@4.1");
        Wire latest = open("?since=latest")) {
      assertThat(earliest.event()).startsWith("retry");
      assertThat(earliest.event()).isEqualTo(event(1, "{\"i\":1}"));
      assertThat(cursor.event()).isEqualTo("retry: 500\nid: n1@4.2");
      assertThat(cursor.event()).isEqualTo(event(3, "{\"i\":3}"));
      assertThat(resumed.event()).isEqualTo("retry: 500\nid: n1@4.1");
      assertThat(resumed.event()).isEqualTo(event(2, "{\"i\":2}"));
      latest.event();
      node.publish("a", Phase.HIT, "{\"i\":4}");
      assertThat(latest.event()).isEqualTo(event(4, "{\"i\":4}"));
    }
  }

  @Test
  void aFilteredReaderGetsWhatItAskedForAndItsCursorMovesOn() throws Exception {
    Node.point("events-filter.a");
    try (Wire wire = open("?injection=events-filter.a,events-filter.b*&phase=parked")) {
      wire.block();
      node.inTurn( // both at once: no heartbeat tells of the first one alone
          () -> {
            node.log.append("events-filter.a", Phase.HIT, new byte[] {'0'}, 0, 1);
            node.log.append("events-filter.b1", Phase.PARKED, new byte[] {'1'}, 0, 1);
          });
      assertThat(wire.event()).isEqualTo(event(2, "1"));
      node.publish("events-filter.c", Phase.PARKED, "{}");
      assertThat(wire.event()).isEqualTo("id: n1@4.3");
      node.inTurn(
          () -> {
            node.log.append("events-filter.a", Phase.PARKED, new byte[] {'1'}, 0, 1);
            node.log.append("events-filter.c", Phase.PARKED, new byte[] {'1'}, 0, 1);
          });
      assertThat(wire.event()).isEqualTo(event(4, "1"));
      assertThat(wire.event()).isEqualTo("id: n1@4.5");
    }
  }

  @Test
  void aReaderWhomTheWindowPassedByIsToldOfTheGap() throws Exception {
    String json = "\"" + "-".repeat(1000) + "\"";
    for (int i = 0; i < 200; i++) {
      node.publish("a", Phase.HIT, json);
    }
    long first = node.log.first();
    assertThat(first).isGreaterThan(1);
    try (Wire wire = open("?since=n1@4.0")) {
      wire.event();
      long to = first - 1;
      assertThat(wire.event())
          .isEqualTo(
              "event: gap\nid: n1@4."
                  + to
                  + "\ndata: {\"phase\":\"gap\",\"from\":\"n1@4.1\","
                  + "\"to\":\"n1@4."
                  + to
                  + "\",\"lost\":"
                  + to
                  + ",\"node\":\"n1\",\"boot\":4}");
      assertThat(wire.event()).isEqualTo(event((int) first, json));
    }
  }

  @Test
  void aPositionOfAnotherLifeInLastEventIdIsAGapAndThenWhatThereIs() throws Exception {
    node.publish("a", Phase.HIT, "{}");
    for (String unknown : List.of("n1@3.17", "other@4.1", "n1@4.99", "what\"ever")) {
      try (Wire wire = open("", "Last-Event-ID: " + unknown)) {
        assertThat(wire.event()).isEqualTo("retry: 500");
        assertThat(wire.event())
            .isEqualTo(
                "event: gap\nid: n1@4.0\ndata: {\"phase\":\"gap\",\"from\":\""
                    + unknown.replace('"', '?')
                    + "\",\"to\":\"n1@4.0\",\"lost\":null,\"node\":\"n1\",\"boot\":4}");
        assertThat(wire.event()).isEqualTo(event(1, "{}"));
      }
    }
  }

  @Test
  void aSinceThatIsNoPositionHereIsRefused() throws Exception {
    for (String since : List.of("yesterday", "n2@4.0", "n1@3.0", "n1@4.1")) {
      HttpResponse<String> answer = node.get(EVENTS + "?since=" + since);
      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
      assertThat(answer.body()).contains("\"detail\":").contains(since);
    }
  }

  @Test
  void aNameThatIsNotDeclaredIsRefusedAndAPatternIsNot() throws Exception {
    Node.point("events-known");
    HttpResponse<String> answer = node.get(EVENTS + "?injection=events-knwon");
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body())
        .contains("did you mean 'events-known'?", "\"nearest\":[\"events-known\"]");
    open("?injection=nobody*").close();
  }

  @Test
  void aSilentStreamGetsComments() throws Exception {
    try (Wire wire = open("")) {
      wire.block();
      wire.block();
      assertThat(wire.block()).isEqualTo(":");
      assertThat(wire.block()).isEqualTo(":");
    }
  }

  @Test
  void aReaderThatWentAwayIsNoticed() throws Exception {
    Wire wire = open("");
    assertThat(node.get("/health").body()).contains("\"readers\":1");
    wire.close();
    while (!node.get("/health").body().contains("\"readers\":0")) {
      Thread.onSpinWait();
    }
  }

  @Test
  void aReaderThatStopsReadingHoldsUpNobodyAndGetsTheRestLater() throws Exception {
    String json = "\"" + "-".repeat(4000) + "\"";
    try (Wire stalled = Wire.get(port, 4096, EVENTS);
        Wire live = open("")) {
      live.event();
      int events = 5000;
      for (int i = 1; i <= events; i++) {
        node.publish("a", Phase.HIT, json);
        if (i % 10 == 0) {
          long position = 0;
          while (position < i) {
            position = seq(live.event());
          }
        }
      }
      assertThat(stalled.status()).isEqualTo("HTTP/1.1 200 OK");
      stalled.event();
      long expected = 1;
      boolean gap = false;
      while (expected <= events) {
        String block = stalled.event();
        if (block.startsWith("event: gap")) {
          assertThat(block).contains("\"from\":\"n1@4." + expected + "\"");
          gap = true;
        } else {
          assertThat(block).isEqualTo(event((int) expected, json));
        }
        expected = seq(block) + 1;
      }
      assertThat(gap).isTrue();
    }
  }

  @Test
  void manyReadersGetEveryEventInOrder() throws Exception {
    List<Wire> wires = new ArrayList<>();
    try {
      for (int i = 0; i < 60; i++) {
        wires.add(open(""));
      }
      for (int i = 1; i <= 40; i++) {
        node.publish("a", Phase.HIT, "{\"i\":" + i + "}");
      }
      for (Wire wire : wires) {
        wire.event();
        for (int i = 1; i <= 40; i++) {
          assertThat(wire.event()).isEqualTo(event(i, "{\"i\":" + i + "}"));
        }
      }
    } finally {
      for (Wire wire : wires) {
        wire.close();
      }
    }
  }

  @Test
  void anEventLargerThanABatchArrivesWhole() throws Exception {
    String json = "\"" + "x".repeat(300_000) + "\"";
    try (Node roomy = Node.start();
        Wire few = Wire.get(roomy.server.port(), EVENTS)) {
      few.status();
      few.event();
      roomy.publish("a", Phase.HIT, json);
      roomy.publish("a", Phase.HIT, "{}");
      assertThat(few.event()).isEqualTo(event(1, json));
      assertThat(few.event()).isEqualTo(event(2, "{}"));
    }
  }

  @Test
  void atTheEndReadersGetWhatIsPublishedAndAGoodbye() throws Exception {
    try (Wire wire = open("")) {
      wire.block();
      node.publish("a", Phase.HIT, "{}");
      node.server.close(Duration.ofSeconds(30));
      assertThat(wire.event()).isEqualTo(event(1, "{}"));
      String block = wire.block();
      while (":".equals(block)) {
        block = wire.block();
      }
      assertThat(block).isEqualTo(": bye");
      assertThat(wire.block()).isNull();
    }
  }

  @Test
  void moreReadersThanAllowedAreTurnedAway() throws Exception {
    Limits two = new Limits(100, 2, 1 << 20, 1 << 16, Duration.ofSeconds(30));
    try (Node small = new Node(ServerConfig.loopback(0).withLimits(two), 1 << 16);
        Wire one = Wire.get(small.server.port(), EVENTS);
        Wire other = Wire.get(small.server.port(), EVENTS)) {
      one.status();
      other.status();
      HttpResponse<String> answer = small.get(EVENTS);
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    }
  }

  private static long seq(String block) {
    int at = block.indexOf("id: n1@4.") + "id: n1@4.".length();
    int end = block.indexOf('\n', at);
    return Long.parseLong(block.substring(at, end < 0 ? block.length() : end));
  }
}
