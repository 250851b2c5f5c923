package dev.jinx.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jinx.client.Cursor;
import dev.jinx.client.sse.SseEvent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LaneFeedTest {
  private final MockProducer<byte[], byte[]> producer =
      new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
  private final InFlight inFlight = new InFlight(null);

  private LaneFeed feed(@Nullable String behind) {
    Shipper shipper =
        new Shipper(
            producer,
            "topic",
            1 << 20,
            e -> {
              throw new AssertionError(e);
            });
    Cursor position = behind == null ? null : Cursor.parse(behind);
    if (position != null) {
      inFlight.beginAt(position);
    }
    return new LaneFeed("n1", position, shipper, inFlight, () -> {});
  }

  private static SseEvent hit(String id) {
    String line = "{\"injection\":\"a\",\"phase\":\"hit\",\"id\":\"" + id + "\",\"seq\":1}";
    return new SseEvent("message", line, id);
  }

  private static SseEvent gap(String from, String to) {
    String line =
        "{\"phase\":\"gap\",\"from\":\"" + from + "\",\"to\":\"" + to + "\",\"lost\":null}";
    return new SseEvent("gap", line, to);
  }

  private List<String> shipped() {
    return producer.history().stream()
        .map(each -> new String(each.value(), StandardCharsets.UTF_8))
        .map(text -> text.replaceAll(".*\"id\":\"([^\"]*)\",\"source\".*", "$1"))
        .toList();
  }

  @Test
  void whereNothingIsKnownThePositionIsWhereTheStreamBegins() throws Exception {
    LaneFeed feed = feed(null);
    feed.heard(Cursor.parse("n1@4.10"));
    assertThat(feed.last()).hasToString("n1@4.10");
    assertThat(inFlight.position()).hasToString("n1@4.10");
    feed.heard(Cursor.parse("n1@4.7"));
    feed.take(hit("n1@4.13"));
    assertThat(shipped()).as("with the gap before it").containsExactly("n1@4.12", "n1@4.13");
    assertThat(inFlight.position()).hasToString("n1@4.13");
  }

  @Test
  void aNodeThatHasLostTheEndOfALifeIsReadOnInTheNextOne() throws Exception {
    LaneFeed feed = feed("n1@1.11");
    feed.take(gap("n1@1.11", "n1@1.10"));
    assertThat(feed.last()).hasToString("n1@1.11");
    feed.take(hit("n1@2.1"));
    assertThat(shipped()).containsExactly("n1@1.10", "n1@2.1");
    assertThat(inFlight.position()).hasToString("n1@2.1");
  }

  @Test
  void aNodeThatGivesItsNumbersOutAgainIsRefused() throws Exception {
    for (String next : List.of("n1@1.1", "n1@1.11", "n1@1.12")) {
      LaneFeed feed = feed("n1@1.11");
      feed.take(gap("n1@1.11", "n1@1.0"));
      assertThatThrownBy(() -> feed.take(hit(next)))
          .isInstanceOf(NodeRefusedException.class)
          .hasMessageContaining("it stands at " + next);
      assertThat(feed.last()).hasToString("n1@1.11");
    }
    assertThatThrownBy(() -> feed("n1@2.3").take(gap("n1@2.3", "n1@1.0")))
        .isInstanceOf(NodeRefusedException.class);
    assertThat(shipped()).isEmpty();
  }

  @Test
  void theProducersTroubleIsNotTheNodes() {
    producer.close();
    assertThatThrownBy(() -> feed("n1@1.1").take(hit("n1@1.2"))).isInstanceOf(RelayException.class);
    assertThat(inFlight.size()).isZero();
  }
}
