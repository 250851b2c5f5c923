package dev.jinx.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jinx.client.fleet.VectorCursor;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class KafkaCheckpointStoreTest {
  private final MockProducer<byte[], byte[]> producer =
      new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());
  private final KafkaCheckpointStore store =
      new KafkaCheckpointStore(producer, "positions", 4, Duration.ofSeconds(20));

  private CompletableFuture<Void> put(String position) {
    VectorCursor cursor = VectorCursor.parse(position);
    return CompletableFuture.runAsync(() -> store.putAll(Map.of("n1", cursor)));
  }

  private void confirm() {
    while (!producer.completeNext()) {
      Thread.onSpinWait();
    }
  }

  @Test
  void aPositionThatTheBrokerRefusedIsNotStoredAndTriedAgain() throws Exception {
    CompletableFuture<Void> first = put("n1@1.5");
    while (!producer.errorNext(new TopicAuthorizationException("no"))) {
      Thread.onSpinWait();
    }
    assertThatThrownBy(() -> first.get(20, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .hasMessageContaining("positions could not be stored in positions");
    assertThat(store.get("n1")).isNull();

    CompletableFuture<Void> again = put("n1@1.5");
    confirm();
    again.get(20, TimeUnit.SECONDS);
    assertThat(store.get("n1")).hasToString("n1@1.5");
    store.putAll(Map.of("n1", VectorCursor.parse("n1@1.4")));
    assertThat(producer.history()).as("an older one is not sent").hasSize(2);
  }

  @Test
  void whatIsAnothersNowIsForgotten() throws Exception {
    CompletableFuture<Void> late = put("n1@1.5");
    while (producer.history().isEmpty()) {
      Thread.onSpinWait();
    }
    store.unload(Shards.of("n1", 4));
    confirm();
    late.get(20, TimeUnit.SECONDS);
    assertThat(store.get("n1")).isNull();
  }
}
