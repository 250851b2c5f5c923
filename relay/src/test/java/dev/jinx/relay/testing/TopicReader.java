package dev.jinx.relay.testing;

import dev.jinx.client.Event;
import dev.jinx.client.EventFilter;
import dev.jinx.client.fleet.VectorCursor;
import dev.jinx.relay.KafkaFleet;
import dev.jinx.relay.KafkaStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Looks into a topic. */
public final class TopicReader {
  private final Map<String, Object> kafka;
  private final String topic;

  /** Does nothing yet. */
  public TopicReader(Broker broker, String topic) {
    this.kafka = Map.of("bootstrap.servers", broker.servers());
    this.topic = topic;
  }

  /** The reader under test. */
  public KafkaFleet fleet() {
    return KafkaFleet.fromKafka(kafka, topic);
  }

  /** What the reader under test gives of all that is there now. */
  public List<Event> merged() {
    return merged(EventFilter.ALL, VectorCursor.EMPTY);
  }

  /** What the reader under test gives of what is there now. */
  public List<Event> merged(EventFilter filter, VectorCursor since) {
    List<Event> all = new ArrayList<>();
    try (KafkaStream events = fleet().soFar(filter, since)) {
      events.forEach(all::add);
    }
    return all;
  }

  /** What Kafka itself has, repeats and all, partition by partition. */
  public List<ConsumerRecord<String, String>> records() {
    List<ConsumerRecord<String, String>> all = new ArrayList<>();
    StringDeserializer text = new StringDeserializer();
    try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(kafka, text, text)) {
      Set<TopicPartition> partitions = new HashSet<>();
      consumer
          .partitionsFor(topic)
          .forEach(each -> partitions.add(new TopicPartition(topic, each.partition())));
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream()
          .anyMatch(each -> consumer.position(each.getKey()) < each.getValue())) {
        consumer.poll(Duration.ofMillis(100)).forEach(all::add);
      }
    }
    return all;
  }

  /** Makes the topic, before a relay does. */
  public TopicReader make(int partitions, Map<String, String> config) throws Exception {
    try (Admin admin = Admin.create(kafka)) {
      NewTopic made = new NewTopic(topic, partitions, (short) 1).configs(config);
      admin.createTopics(List.of(made)).all().get();
    }
    return this;
  }
}
