package dev.jinx.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jinx.bootstrap.Phase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A reader whose socket fills again and again gets every frame whole, and every chunk of HTTP. */
@Timeout(60)
class FullSocketTest {
  private static final int EVENTS = 50_000;

  @Test
  void aReaderThatIsAlwaysBehindGetsEachEventOnceAndInOrder() throws Exception {
    try (Node node = Node.start();
        Wire reader = Wire.get(node.server.port(), 4 * 1024, "/v2/error_injection/events")) {
      reader.status();
      reader.block();
      assertThat(reader.block()).isEqualTo(": heartbeat 15");
      for (int i = 1; i <= EVENTS; i++) {
        node.publish("x", Phase.HIT, "{\"n\":" + i + ",\"pad\":\"" + "p".repeat(i % 300) + "\"}");
        if (i % 3 == 0) {
          assertThat(reader.block()).contains("{\"n\":" + i / 3 + ",");
        }
      }
      for (int i = EVENTS / 3 + 1; i <= EVENTS; i++) {
        assertThat(reader.block()).contains("id: n1@4." + i + "\n").contains("{\"n\":" + i + ",");
      }
    }
  }
}
