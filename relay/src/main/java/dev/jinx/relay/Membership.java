package dev.jinx.relay;

import dev.jinx.client.fleet.VectorCursor;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;

/**
 * A relay's place among the relays of its group. The group consumes the positions topic: to be
 * assigned a partition is to own its shard of the nodes, and reading the partition from its start
 * gives their positions. Its own thread.
 */
final class Membership implements Runnable, ConsumerRebalanceListener {
  /** Who acts on what was assigned. Called on the membership's thread. */
  interface Owner {
    /** A shard is ours, and these are the positions of its nodes. */
    void own(int shard, Map<String, VectorCursor> positions);

    /** Shards go to others, who begin when this returns: stop, and store what is acknowledged. */
    void handOver(Set<Integer> shards);

    /** Shards are others' already: stop, and store nothing. */
    void lose(Set<Integer> shards);

    /** The group cannot be worked with any more. */
    void fail(RuntimeException cause);
  }

  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration ANSWER = Duration.ofSeconds(5);

  private final Consumer<byte[], byte[]> consumer;
  private final String topic;
  private final Owner owner;
  private final Map<TopicPartition, Loading> loading = new HashMap<>();
  private volatile boolean closing;

  /** A partition that is being read up to where it ended after it was assigned. */
  private static final class Loading {
    private final Map<String, VectorCursor> positions = new HashMap<>();
    private long end = -1;
  }

  Membership(Consumer<byte[], byte[]> consumer, String topic, Owner owner) {
    this.consumer = consumer;
    this.topic = topic;
    this.owner = owner;
  }

  @Override
  public void run() {
    try (consumer) { // closing it leaves the group, after handing over
      consumer.subscribe(List.of(topic), this);
      while (!closing) {
        for (ConsumerRecord<byte[], byte[]> each : consumer.poll(POLL)) {
          read(each);
        }
        try {
          loading.entrySet().removeIf(each -> isRead(each.getKey(), each.getValue()));
        } catch (TimeoutException e) {
          continue; // no broker now; who waits for these nodes is told by their silence
        }
      }
    } catch (WakeupException e) {
      if (!closing) {
        owner.fail(e);
      }
    } catch (RuntimeException e) {
      owner.fail(e);
    }
  }

  /** Asks the thread to hand everything over and to end. */
  void close() {
    closing = true;
    consumer.wakeup();
  }

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
    consumer.seekToBeginning(partitions);
    consumer.resume(partitions);
    partitions.forEach(partition -> loading.put(partition, new Loading()));
  }

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
    loading.keySet().removeAll(partitions);
    owner.handOver(shards(partitions));
  }

  @Override
  public void onPartitionsLost(Collection<TopicPartition> partitions) {
    loading.keySet().removeAll(partitions);
    owner.lose(shards(partitions));
  }

  private void read(ConsumerRecord<byte[], byte[]> position) {
    Loading into = loading.get(new TopicPartition(position.topic(), position.partition()));
    if (into == null || position.key() == null) {
      return;
    }
    String node = new String(position.key(), StandardCharsets.UTF_8);
    if (position.value() == null) {
      into.positions.remove(node); // forgotten
      return;
    }
    try {
      String text = new String(position.value(), StandardCharsets.UTF_8);
      into.positions.merge(node, VectorCursor.parse(text), VectorCursor::join);
    } catch (IllegalArgumentException e) {
      String where = position.topic() + "-" + position.partition() + "@" + position.offset();
      throw new RelayException("no position in " + where + ": " + e.getMessage(), e);
    }
  }

  private boolean isRead(TopicPartition partition, Loading read) {
    if (read.end < 0) {
      Long end = consumer.endOffsets(Set.of(partition), ANSWER).get(partition);
      read.end = Objects.requireNonNull(end);
    }
    if (consumer.position(partition, ANSWER) < read.end) {
      return false;
    }
    consumer.pause(Set.of(partition)); // what comes now is our own
    owner.own(partition.partition(), read.positions);
    return true;
  }

  private static Set<Integer> shards(Collection<TopicPartition> partitions) {
    Set<Integer> shards = new HashSet<>();
    partitions.forEach(partition -> shards.add(partition.partition()));
    return shards;
  }
}
