package dev.jinx.relay;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;

/** The records of all partitions of a topic. One thread fetches; any thread may close. */
final class KafkaSource implements AutoCloseable {
  private static final Duration ANSWER = Duration.ofSeconds(15);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final long LOOK_NANOS = 10_000_000_000L;

  /** What a source covers. */
  enum Span {
    /** What comes from now on. */
    NEW,
    /** What is there and what comes. */
    ALL,
    /** What is there. */
    SO_FAR
  }

  private final Consumer<byte[], byte[]> consumer;
  private final ReentrantLock consuming = new ReentrantLock();
  private final String topic;
  private final java.util.function.Consumer<String> say;
  private final @Nullable Map<TopicPartition, Long> ends;
  private boolean silent;
  private long lookedAt = System.nanoTime();
  private volatile boolean closed;

  /**
   * Begins.
   *
   * @param say hears that Kafka does not answer, or does again
   * @throws RelayException if no broker answers, or there is no such topic
   */
  KafkaSource(
      Consumer<byte[], byte[]> consumer,
      String topic,
      Span span,
      java.util.function.Consumer<String> say) {
    this.consumer = consumer;
    this.topic = topic;
    this.say = say;
    try {
      Set<TopicPartition> all = partitions();
      if (all.isEmpty()) {
        throw new RelayException("there is no topic " + topic, null);
      }
      consumer.assign(all);
      Map<TopicPartition, Long> last = consumer.endOffsets(all, ANSWER);
      ends = span == Span.SO_FAR ? new HashMap<>(last) : null;
      if (span == Span.NEW) {
        last.forEach(consumer::seek);
      } else {
        consumer.seekToBeginning(all);
      }
    } catch (KafkaException e) {
      consumer.close();
      throw new RelayException("Kafka does not give topic " + topic + ": " + e.getMessage(), e);
    } catch (RuntimeException e) {
      consumer.close();
      throw e;
    }
  }

  /**
   * Waits for records, for a while.
   *
   * @return false once the source is closed, or at the end of what it covers
   */
  boolean fetch(Queue<ConsumerRecord<byte[], byte[]>> into) {
    consuming.lock();
    try {
      if (closed || isAtEnd()) {
        return false;
      }
      look();
      consumer.poll(POLL).forEach(into::add);
      return true;
    } catch (WakeupException e) {
      return !closed;
    } catch (KafkaException e) {
      throw new RelayException("Kafka does not go on with " + topic + ": " + e.getMessage(), e);
    } finally {
      consuming.unlock();
    }
  }

  @Override
  public void close() {
    closed = true;
    consumer.wakeup();
    consuming.lock();
    try {
      consumer.close();
    } finally {
      consuming.unlock();
    }
  }

  private boolean isAtEnd() {
    if (ends == null) {
      return false;
    }
    List<TopicPartition> read = new ArrayList<>();
    ends.forEach(
        (partition, end) -> {
          if (consumer.position(partition, ANSWER) >= end) {
            read.add(partition);
          }
        });
    ends.keySet().removeAll(read);
    return ends.isEmpty();
  }

  /** Asks whether the broker is there, and whether the topic has got more partitions. */
  private void look() {
    long now = System.nanoTime();
    if (now - lookedAt < LOOK_NANOS) {
      return;
    }
    lookedAt = now;
    Set<TopicPartition> all = new HashSet<>(consumer.assignment());
    try {
      consumer.endOffsets(all, POLL.multipliedBy(10));
      if (silent) {
        say.accept("Kafka answers again");
      }
      silent = false;
      if (ends == null && all.addAll(partitions())) {
        consumer.assign(all); // the others keep their place, the new ones begin at their start
      }
    } catch (TimeoutException e) {
      if (!silent) {
        say.accept("Kafka does not answer: " + e.getMessage());
      }
      silent = true;
    }
  }

  private Set<TopicPartition> partitions() {
    Set<TopicPartition> all = new HashSet<>();
    for (PartitionInfo each : consumer.partitionsFor(topic, ANSWER)) {
      all.add(new TopicPartition(topic, each.partition()));
    }
    return all;
  }
}
