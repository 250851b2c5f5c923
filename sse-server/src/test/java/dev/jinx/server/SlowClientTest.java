package dev.jinx.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Clients that take their time, or too much: each is cut off, and nobody else notices. */
@Timeout(60)
class SlowClientTest {
  private Node node;

  @BeforeEach
  void start() throws IOException {
    start(Duration.ofMillis(200));
  }

  private void start(Duration request) throws IOException {
    Limits limits = new Limits(20, 10, 1 << 20, 4096, request);
    ServerConfig config = ServerConfig.loopback(0).withHeartbeat(Duration.ofMillis(100));
    node = new Node(config.withLimits(limits), 1 << 16);
  }

  @AfterEach
  void stop() {
    node.close();
  }

  /** Gives requests time enough that a stall of this machine does not cut off a client here. */
  private void givesTime() throws IOException {
    stop();
    start(Duration.ofSeconds(2));
  }

  private void assertCutOff(String request) throws IOException {
    try (Wire wire = new Wire(node.server.port(), 0, request)) {
      assertThat(wire.socket.getInputStream().read()).isEqualTo(-1);
    }
  }

  @Test
  void aClientThatSendsNothing() throws Exception {
    assertCutOff("");
  }

  @Test
  void aRequestThatIsNeverFinished() throws Exception {
    assertCutOff("GET /health HTTP/1.1\r\nHost: local");
  }

  @Test
  void aBodyThatIsNeverFinished() throws Exception {
    assertCutOff(
        "POST /v2/error_injection/injection/x HTTP/1.1\r\nHost: localhost\r\n"
            + "Content-Length: 10\r\n\r\n{\"a\"");
  }

  @Test
  void aRequestWithHeadersTooLarge() throws Exception {
    givesTime();
    String request =
        "GET /health HTTP/1.1\r\nHost: localhost\r\nX: " + "x".repeat(5000) + "\r\n\r\n";
    try (Wire wire = new Wire(node.server.port(), 0, request)) {
      assertThat(wire.status()).doesNotContain("200");
    }
  }

  @Test
  void aStreamAndAWaitTakeLongerAndAreLeftAlone() throws Exception {
    givesTime();
    try (Wire wire = Wire.get(node.server.port(), "/v2/error_injection/events")) {
      wire.status();
      assertThat(node.get("/v2/error_injection/wait?timeout=2500ms").statusCode()).isEqualTo(408);
      wire.block();
      wire.block();
      for (int i = 0; i < 5; i++) {
        assertThat(wire.block()).isEqualTo(":");
      }
    }
  }

  @Test
  void moreConnectionsThanAllowedWaitUntilOthersEnd() throws Exception {
    givesTime();
    List<Wire> open = new ArrayList<>();
    try {
      for (int i = 0; i < 30; i++) {
        open.add(new Wire(node.server.port(), 0, ""));
      }
      assertThat(node.get("/health").statusCode()).isEqualTo(200);
    } finally {
      for (Wire wire : open) {
        wire.close();
      }
    }
  }
}
