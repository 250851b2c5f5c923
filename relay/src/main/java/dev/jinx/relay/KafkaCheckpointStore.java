package dev.jinx.relay;

import dev.jinx.client.checkpoint.CheckpointStore;
import dev.jinx.client.fleet.VectorCursor;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Checkpoints in a compacted topic: the record's key is the checkpoint's key, its value the cursor.
 * So whoever takes over finds them, on whatever machine.
 *
 * <p>A store knows the keys of the partitions that were {@link #load loaded} into it, and what was
 * put since. Positions in it never go back. In the topic one may, if a writer that has lost its
 * partition writes late: then events are read twice, none is missed. Thread-safe.
 */
public final class KafkaCheckpointStore implements CheckpointStore {
  private final Producer<byte[], byte[]> producer;
  private final String topic;
  private final int partitions;
  private final Duration timeout;
  private final Map<String, VectorCursor> positions = new HashMap<>();
  private final List<Future<RecordMetadata>> unconfirmed = new ArrayList<>();

  /**
   * A store that knows nothing yet.
   *
   * @param partitions how many the topic has; a key's partition is {@link Shards#of}
   * @param timeout how long to wait for the broker's acknowledgement
   */
  KafkaCheckpointStore(
      Producer<byte[], byte[]> producer, String topic, int partitions, Duration timeout) {
    this.producer = producer;
    this.topic = topic;
    this.partitions = partitions;
    this.timeout = timeout;
  }

  /** Takes in what one partition of the topic says. */
  synchronized void load(Map<String, VectorCursor> found) {
    found.forEach((key, cursor) -> positions.merge(key, cursor, VectorCursor::join));
  }

  /** Forgets what is another's now: it may move on there. Nothing changes in the topic. */
  synchronized void unload(int partition) {
    positions.keySet().removeIf(key -> Shards.of(key, partitions) == partition);
  }

  @Override
  public synchronized @Nullable String get(String key) {
    VectorCursor position = positions.get(key);
    return position == null ? null : position.toString();
  }

  /**
   * {@inheritDoc}
   *
   * @throws RelayException if the broker did not acknowledge it in time
   */
  @Override
  public void put(String key, String cursor) {
    putAll(Map.of(key, VectorCursor.parse(cursor)));
  }

  /** Puts several at once, and waits for the broker once. */
  void putAll(Map<String, VectorCursor> moved) {
    synchronized (this) { // so that no older one is sent behind a newer
      moved.forEach(
          (key, cursor) -> {
            VectorCursor stored = positions.getOrDefault(key, VectorCursor.EMPTY);
            if (!stored.covers(cursor)) {
              VectorCursor joined = stored.join(cursor);
              unconfirmed.add(send(key, joined.toString()));
              positions.put(key, joined);
            }
          });
    }
    await();
  }

  @Override
  public void delete(String key) {
    synchronized (this) {
      positions.remove(key);
      unconfirmed.add(send(key, null));
    }
    await();
  }

  private Future<RecordMetadata> send(String key, @Nullable String value) {
    byte[] bytes = value == null ? null : value.getBytes(StandardCharsets.UTF_8);
    byte[] name = key.getBytes(StandardCharsets.UTF_8);
    return producer.send(new ProducerRecord<>(topic, Shards.of(key, partitions), name, bytes));
  }

  private void await() {
    long deadline = System.nanoTime() + timeout.toNanos();
    List<Future<RecordMetadata>> sent;
    synchronized (this) {
      sent = List.copyOf(unconfirmed); // those of an earlier call that ran out of time, too
    }
    try {
      for (Future<RecordMetadata> each : sent) {
        each.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
      }
      synchronized (this) {
        unconfirmed.removeAll(sent);
      }
    } catch (ExecutionException | TimeoutException e) {
      Throwable cause = e instanceof ExecutionException ? e.getCause() : null;
      String why = cause == null ? "no answer in " + timeout.toSeconds() + " s" : "" + cause;
      if (cause != null) {
        synchronized (this) {
          unconfirmed.removeAll(sent); // refused for good; the next, later ones are tried anew
        }
      }
      throw new RelayException("positions could not be stored in " + topic + ": " + why, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RelayException("interrupted while storing positions in " + topic, e);
    }
  }
}
