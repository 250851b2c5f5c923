package dev.jinx.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jinx.bootstrap.Phase;
import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Streams that reach their age end with their position, and going on from there is seamless. */
@Timeout(60)
class RotationTest {
  private static final String EVENTS = "/v2/error_injection/events";
  private static final int ROTATIONS = 10;
  private Node node;

  @BeforeEach
  void start() throws IOException {
    node = node(Duration.ofMillis(50));
  }

  private static Node node(Duration age) throws IOException {
    ServerConfig config = ServerConfig.loopback(0).withMaxAge(age);
    return new Node(config.withHeartbeat(Duration.ofMillis(20)), 16 << 20);
  }

  @AfterEach
  void stop() {
    node.close();
  }

  /** What a client does that knows nothing but the rules of EventSource. */
  private final class Client {
    final List<Long> events = new ArrayList<>();
    volatile String last = "n1@4.0";
    int rotations;

    /** Reads one connection to its end. */
    void connect(String query) throws IOException {
      try (Wire wire = Wire.get(node.server.port(), EVENTS + query, "Last-Event-ID: " + last)) {
        assertThat(wire.status()).isEqualTo("HTTP/1.1 200 OK");
        String closing = "";
        for (String block = wire.block(); block != null; block = wire.block()) {
          closing = block;
          take(block);
        }
        assertThat(closing).isEqualTo(": rotate");
        rotations++;
      }
    }

    private void take(String block) {
      int id = block.indexOf("id: ");
      if (id >= 0) {
        int end = block.indexOf('\n', id);
        last = block.substring(id + 4, end < 0 ? block.length() : end);
      }
      if (block.contains("\ndata: ")) {
        assertThat(block).doesNotContain("event: gap");
        events.add(position());
      }
    }

    long position() {
      return Long.parseLong(last.substring("n1@4.".length()));
    }
  }

  @Test
  void tenRotationsUnderLoadLoseNothingAndRepeatNothing() throws Exception {
    Client client = new Client();
    Thread load = load(client, "-".repeat(200));
    load.start();
    while (client.rotations < ROTATIONS) {
      client.connect("");
    }
    load.interrupt();
    load.join();
    while (client.position() < node.log.last()) {
      client.connect("");
    }
    assertThat(client.events).hasSize((int) node.log.last());
    for (int i = 0; i < client.events.size(); i++) {
      assertThat(client.events.get(i)).isEqualTo(i + 1);
    }
  }

  @Test
  void aReaderThatCannotKeepUpIsEndedToo() throws Exception {
    String json = "\"" + "-".repeat(4000) + "\"";
    for (int i = 0; i < 3000; i++) {
      node.publish("a", Phase.HIT, json);
    }
    Client client = new Client();
    try (Wire wire = Wire.get(node.server.port(), 4096, EVENTS + "?since=n1@4.0")) {
      wire.status();
      wire.event();
      for (String block = wire.block(); !": rotate".equals(block); block = wire.block()) {
        client.take(block);
      }
      assertThat(wire.block()).isNull();
    } catch (SocketException reset) {
      throw new AssertionError("ended without a word", reset);
    }
    assertThat(client.position()).isLessThanOrEqualTo(3000);
    while (client.position() < 3000) {
      client.connect("");
    }
    assertThat(client.events).hasSize(3000).doesNotHaveDuplicates();
  }

  @Test
  void aQuietFilteredReaderComesBackFromBehindWhatItDidNotWant() throws Exception {
    Client client = new Client();
    long before = 0;
    while (client.rotations < ROTATIONS) {
      node.publish("other", Phase.HIT, "\"\"");
      client.connect("?injection=wanted*");
      assertThat(client.position()).isGreaterThan(before);
      before = client.position();
    }
    node.publish("wanted", Phase.HIT, "{}");
    while (client.events.isEmpty()) {
      client.connect("?injection=wanted*");
    }
    assertThat(client.events).containsExactly(node.log.last());
  }

  @Test
  void notAllStreamsEndAtTheSameMoment() {
    Streams streams = new Streams(node.log, 1, 1_000_000, 1);
    assertThat(LongStream.generate(streams::age).limit(1000).boxed())
        .allSatisfy(age -> assertThat(age).isBetween(900_000L, 1_100_000L))
        .anySatisfy(age -> assertThat(age).isLessThan(950_000L))
        .anySatisfy(age -> assertThat(age).isGreaterThan(1_050_000L));
  }

  /** Never so far ahead of the client that the window passes it by. */
  private Thread load(Client client, String text) {
    return Node.agentThread(
        () -> {
          while (!Thread.currentThread().isInterrupted()) {
            if (node.log.last() - client.position() < 10_000) {
              node.publish("a", Phase.HIT, "\"" + text + "\"");
            }
            Thread.onSpinWait();
            LockSupport.parkNanos(100_000);
          }
        });
  }
}
