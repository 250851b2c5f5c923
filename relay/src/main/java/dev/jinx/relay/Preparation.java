package dev.jinx.relay;

import dev.jinx.client.http.Token;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/** What has to be there before a relay can start: a broker that answers, and the topics. */
public final class Preparation {
  private static final long RETRY_SECONDS = 1;

  private final RelaySettings settings;
  private final Consumer<String> say;
  private final CountDownLatch cancelled = new CountDownLatch(1);

  /**
   * Does nothing yet.
   *
   * @param say hears, in a line each, what people should know; from any thread
   */
  public Preparation(RelaySettings settings, Consumer<String> say) {
    this.settings = settings;
    this.say = say;
  }

  /**
   * What the broker said.
   *
   * @param shards how many partitions the positions topic has; 1 without a group
   * @param maxMessageBytes the largest batch that the events' topic takes
   */
  record Prepared(int shards, int maxMessageBytes) {}

  /** Gives up waiting for a broker. */
  public void cancel() {
    cancelled.countDown();
  }

  /**
   * Waits for the broker for as long as it takes, makes the topics that are missing, and starts.
   *
   * @return null if it was cancelled
   * @throws RelayException if the broker refuses, or a topic is not as it has to be
   * @throws IOException if the file of nodes or the token file cannot be read
   */
  public @Nullable Relay start() throws IOException, InterruptedException {
    if (settings.nodesFile() != null) {
      NodesFile.of(settings.nodesFile()).nodes(); // what is wrong here need not wait for a broker
    }
    if (settings.tokenFile() != null) {
      Token.inFile(settings.tokenFile());
    }
    Prepared prepared = prepare();
    if (prepared == null) {
      return null;
    }
    Relay relay = new Relay(settings, prepared, say);
    try {
      relay.start();
    } catch (RuntimeException e) {
      relay.close(); // some of it may be at work already
      throw e;
    }
    return relay;
  }

  private @Nullable Prepared prepare() throws InterruptedException {
    boolean told = false;
    try (Admin admin = new KafkaClients(settings.kafka()).admin()) {
      do {
        try {
          return look(new Topics(admin));
        } catch (ExecutionException e) {
          if (!(e.getCause() instanceof RetriableException)) {
            throw new RelayException("Kafka refuses: " + e.getCause(), e);
          }
          // A topic that was just made may not be known everywhere yet: that is no news.
          if (!told && !(e.getCause() instanceof UnknownTopicOrPartitionException)) {
            told = true;
            say.accept("waiting for Kafka, which does not answer: " + e.getCause());
          }
        }
      } while (!cancelled.await(RETRY_SECONDS, TimeUnit.SECONDS));
    }
    return null;
  }

  private Prepared look(Topics topics) throws ExecutionException, InterruptedException {
    short replication = settings.replication();
    topics.ensure(settings.topic(), settings.partitions(), replication, Map.of());
    int shards = 1;
    if (settings.group() != null) {
      Map<String, String> compacted =
          Map.of(
              TopicConfig.CLEANUP_POLICY_CONFIG,
              TopicConfig.CLEANUP_POLICY_COMPACT,
              TopicConfig.SEGMENT_BYTES_CONFIG, // the last one is not compacted, and is read whole
              "8388608");
      shards = topics.ensure(settings.positions(), settings.shards(), replication, compacted);
      topics.requireCompacted(settings.positions());
    }
    return new Prepared(shards, topics.maxMessageBytes(settings.topic()));
  }
}
