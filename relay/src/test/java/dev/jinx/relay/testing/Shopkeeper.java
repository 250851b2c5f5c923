package dev.jinx.relay.testing;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Writes an order down in a transaction, and reads it as a member of a group. Says so, and lives on
 * until its input ends.
 */
public final class Shopkeeper {
  private static final String TOPIC = "orders";

  private Shopkeeper() {}

  public static void main(String[] args)
      throws IOException, InterruptedException, ExecutionException {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", args[0]))) {
      admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
    }
    write(args[0]);
    read(args[0]);
    System.out.println("read");
    while (System.in.read() >= 0) {
      continue;
    }
  }

  private static void write(String servers) {
    StringSerializer text = new StringSerializer();
    try (var producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", servers, "transactional.id", "shop"), text, text)) {
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>(TOPIC, "a pound of nails"));
      producer.flush();
      producer.commitTransaction();
    }
  }

  private static void read(String servers) {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers", servers,
            "group.id", "shop",
            "group.protocol", "classic",
            "auto.offset.reset", "earliest");
    StringDeserializer text = new StringDeserializer();
    try (var consumer = new KafkaConsumer<>(settings, text, text)) {
      consumer.subscribe(List.of(TOPIC));
      while (consumer.poll(Duration.ofMillis(100)).isEmpty()) {
        continue;
      }
      consumer.commitSync();
    }
  }
}
