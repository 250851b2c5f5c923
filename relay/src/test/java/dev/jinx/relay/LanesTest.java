package dev.jinx.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class LanesTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private static RelaySettings settings(Duration storeEvery, Duration session, Duration handOver) {
    return new RelaySettings(
        Nodes.parse("n1=127.0.0.1:1"),
        null,
        null,
        "earliest",
        Map.of(),
        "topic",
        1,
        null,
        Path.of("positions"),
        "positions",
        1,
        (short) -1,
        storeEvery,
        session,
        handOver,
        Duration.ZERO);
  }

  @Test
  void noneIsStartedOnceTheyAreClosed() {
    RelaySettings settings = settings(SECOND, SECOND, SECOND);
    Shipper shipper =
        new Shipper(
            new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer()),
            "topic",
            1 << 20,
            e -> {});
    Lanes lanes = new Lanes(shipper, settings, said -> {}, e -> {});
    lanes.close();
    lanes.start(settings::nodes, name -> true, name -> null);
    assertThat(lanes.states()).isEmpty();
  }

  @Test
  void timesThatCannotBeKeptToAreRefusedBeforeAnythingRuns() {
    Duration none = Duration.ZERO;
    assertThatIllegalArgumentException()
        .isThrownBy(() -> settings(none, SECOND, SECOND))
        .withMessageContaining("store positions every 0 ms");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> settings(SECOND, none, SECOND))
        .withMessageContaining("session timeout of 0 ms");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> settings(SECOND, SECOND, SECOND.negated()));
  }
}
