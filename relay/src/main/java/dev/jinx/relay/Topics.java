package dev.jinx.relay;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Looks at the relay's topics, and makes those that are not there. */
final class Topics {
  private final Admin admin;

  Topics(Admin admin) {
    this.admin = admin;
  }

  /** Makes a topic if there is none, and gives how many partitions it has. */
  int ensure(String topic, int partitions, short replication, Map<String, String> config)
      throws ExecutionException, InterruptedException {
    try {
      return partitions(topic);
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
        throw e;
      }
    }
    NewTopic made = new NewTopic(topic, partitions, replication).configs(config);
    try {
      admin.createTopics(List.of(made)).all().get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TopicExistsException) { // another relay was quicker
        return partitions(topic);
      }
      throw e;
    }
    return partitions;
  }

  /**
   * Checks that a topic keeps the last record of each key for ever.
   *
   * @throws RelayException if it does not: positions in it would be lost
   */
  void requireCompacted(String topic) throws ExecutionException, InterruptedException {
    String policy = config(topic, TopicConfig.CLEANUP_POLICY_CONFIG);
    if (!policy.equals(TopicConfig.CLEANUP_POLICY_COMPACT)) {
      String keep = TopicConfig.CLEANUP_POLICY_CONFIG + "=" + TopicConfig.CLEANUP_POLICY_COMPACT;
      throw new RelayException(
          "topic " + topic + " would lose positions: set its " + keep + " (it is " + policy + ")",
          null);
    }
  }

  /** The largest batch that the topic takes, in bytes. */
  int maxMessageBytes(String topic) throws ExecutionException, InterruptedException {
    return Integer.parseInt(config(topic, TopicConfig.MAX_MESSAGE_BYTES_CONFIG));
  }

  private int partitions(String topic) throws ExecutionException, InterruptedException {
    return admin
        .describeTopics(Set.of(topic))
        .topicNameValues()
        .values()
        .iterator()
        .next()
        .get()
        .partitions()
        .size();
  }

  private String config(String topic, String key) throws ExecutionException, InterruptedException {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    Config found =
        admin.describeConfigs(Set.of(resource)).values().values().iterator().next().get();
    return found.get(key).value();
  }
}
