package dev.jinx.relay;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.GroupProtocol;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Makes Kafka's clients: the user's properties, then what our guarantees stand on. */
final class KafkaClients {
  private static final int DEFAULT_REQUEST = 1024 * 1024;
  private static final int ANSWER_MILLIS = 5_000;

  private final Map<String, Object> user;

  KafkaClients(Map<String, Object> user) {
    this.user = user;
  }

  /** Says soon that no broker answers, unless the user has set another time. */
  Admin admin() {
    Map<String, Object> all = new HashMap<>(user);
    if (!user.containsKey(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG)
        && !user.containsKey(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG)) {
      all.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, ANSWER_MILLIS);
      all.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ANSWER_MILLIS);
    }
    return Admin.create(all);
  }

  /** The largest record that the producer of events takes. */
  int maxRequestSize() {
    Object set = user.get(ProducerConfig.MAX_REQUEST_SIZE_CONFIG);
    return set == null ? DEFAULT_REQUEST : Integer.parseInt(set.toString().trim());
  }

  /**
   * The producer of events. A batch never runs out of time, because one that did would leave a hole
   * before those behind it: a broker that is down is waited for.
   */
  Producer<byte[], byte[]> events() {
    Map<String, Object> all = new HashMap<>();
    all.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    all.put(ProducerConfig.LINGER_MS_CONFIG, 5);
    all.put(ProducerConfig.BATCH_SIZE_CONFIG, 128 * 1024);
    all.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 64L * 1024 * 1024);
    all.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1000);
    all.putAll(user);
    all.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 5);
    all.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000L);
    return producer(all);
  }

  /** The producer of positions. */
  Producer<byte[], byte[]> positions() {
    Map<String, Object> all = new HashMap<>(user);
    all.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 8L * 1024 * 1024);
    all.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, Long.MAX_VALUE);
    return producer(all);
  }

  private static Producer<byte[], byte[]> producer(Map<String, Object> all) {
    all.put(ProducerConfig.ACKS_CONFIG, "all");
    all.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    all.put(ProducerConfig.RETRIES_CONFIG, Integer.MAX_VALUE);
    all.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE);
    return new KafkaProducer<>(all, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** The consumer that is a relay's place in its group. */
  Consumer<byte[], byte[]> member(String group, int sessionMillis) {
    Map<String, Object> all = new HashMap<>(user);
    all.put(ConsumerConfig.GROUP_ID_CONFIG, group);
    all.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, GroupProtocol.CLASSIC.name());
    all.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, sessionMillis);
    all.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, Math.max(1, sessionMillis / 3));
    // Only nodes that move stop; the others are read on while the group finds its new shape.
    all.put(
        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
        CooperativeStickyAssignor.class.getName());
    return reader(all);
  }

  /** A consumer that reads what it is told to. */
  Consumer<byte[], byte[]> reader() {
    return reader(new HashMap<>(user));
  }

  private static Consumer<byte[], byte[]> reader(Map<String, Object> all) {
    all.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    all.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false); // reading makes nothing
    all.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    return new KafkaConsumer<>(all, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}
