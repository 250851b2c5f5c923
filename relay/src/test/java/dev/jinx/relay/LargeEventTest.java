package dev.jinx.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.jinx.client.Event;
import dev.jinx.client.Phase;
import dev.jinx.relay.testing.Broker;
import dev.jinx.relay.testing.BrokerExtension;
import dev.jinx.relay.testing.NodeLog;
import dev.jinx.relay.testing.NodeServer;
import dev.jinx.relay.testing.RelayFixture;
import dev.jinx.relay.testing.TopicReader;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(BrokerExtension.class)
class LargeEventTest {
  @TempDir java.nio.file.Path directory;

  @Test
  void whatTheProducerOrTheTopicDoesNotTakeIsAGapThatSaysSo(Broker broker) throws Exception {
    new TopicReader(broker, "large").make(2, Map.of("max.message.bytes", "20000"));
    try (NodeServer n1 = new NodeServer(new NodeLog("n1"));
        RelayFixture relay = RelayFixture.group(broker, "large", directory, n1)) {
      n1.log().hit("a");
      n1.log().large(30_000);
      n1.log().hit("b");
      n1.log().large(15_000);
      await().until(() -> relay.topic().merged().size() == 4);
      List<Event> all = relay.topic().merged();
      assertThat(all.get(1).phase()).isEqualTo(Phase.GAP);
      assertThat(all.get(1).cursor()).hasToString("n1@1.2");
      assertThat(all.get(1).reason()).contains("takes 19744 at most");
      assertThat(all.get(2).injection()).isEqualTo("b");
      assertThat(all.get(3).injection()).isEqualTo("large");
    }
  }

  @Test
  void whatIsNoEventIsAGapThatSaysSo(Broker broker) throws Exception {
    try (NodeServer n1 = new NodeServer(new NodeLog("n1"));
        RelayFixture relay = RelayFixture.group(broker, "poison", directory, n1)) {
      n1.log().hit("a");
      n1.log().garbage("{\"phase\":\"hit\"");
      n1.log().hit("b");
      await().until(() -> relay.topic().merged().size() == 3);
      List<Event> all = relay.topic().merged();
      assertThat(all.get(1).phase()).isEqualTo(Phase.GAP);
      assertThat(all.get(1).reason()).contains("what the node gave is no event");
      assertThat(all.get(2).injection()).isEqualTo("b");
    }
  }

  @Test
  void aLimitThatTheRelayDidNotKnowOfIsLearnt(Broker broker) throws Exception {
    try (NodeServer n1 = new NodeServer(new NodeLog("n1"));
        RelayFixture relay =
            RelayFixture.with(
                broker,
                "learnt",
                o ->
                    new RelayFixture.Options(
                        o.list(), null, null, null, Map.of("compression.type", "none")),
                n1)) {
      n1.log().hit("a");
      relay.awaitAll();
      limit(broker, "learnt", "20000");
      n1.log().hit("b");
      n1.log().large(30_000);
      n1.log().hit("c");
      await()
          .untilAsserted(
              () ->
                  assertThat(relay.topic().merged().stream().map(Event::injection))
                      .contains("a", "b", "c", ""));
      List<Event> gaps =
          relay.topic().merged().stream().filter(each -> each.phase() == Phase.GAP).toList();
      assertThat(gaps).allMatch(gap -> gap.cursor().toString().equals("n1@1.3"));
      n1.log().hit("d");
      await()
          .untilAsserted(
              () ->
                  assertThat(relay.topic().merged().stream().map(Event::injection)).endsWith("d"));
    }
  }

  /** Returns when the broker goes by it: it learns it only after the controller has answered. */
  private static void limit(Broker broker, String topic, String bytes) throws Exception {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    ConfigEntry entry = new ConfigEntry("max.message.bytes", bytes);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.servers()))) {
      admin
          .incrementalAlterConfigs(
              Map.of(resource, List.of(new AlterConfigOp(entry, AlterConfigOp.OpType.SET))))
          .all()
          .get();
    }
    Map<String, Object> kafka = Map.of("bootstrap.servers", broker.servers());
    ByteArraySerializer plain = new ByteArraySerializer();
    try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(kafka, plain, plain)) {
      NodeLog other = new NodeLog("n2");
      await().until(() -> isRefused(producer, topic, other.large(30_000)));
    }
  }

  private static boolean isRefused(
      KafkaProducer<byte[], byte[]> producer, String topic, NodeLog.Entry large) throws Exception {
    byte[] event = CloudEvents.encode(large.id(), EventHead.read(large.json()), large.json());
    byte[] key = {'n', '1'}; // so that one that is taken lies before what comes
    try {
      producer.send(new ProducerRecord<>(topic, key, event)).get();
      return false;
    } catch (ExecutionException e) {
      return e.getCause() instanceof RecordTooLargeException;
    }
  }
}
