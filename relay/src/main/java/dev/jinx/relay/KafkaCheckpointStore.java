package dev.jinx.relay;

import dev.jinx.client.fleet.VectorCursor;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
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
 * Positions in a compacted topic: the record's key is the node, its value the cursor. So whoever
 * takes over finds them, on whatever machine.
 *
 * <p>A store knows the keys of the partitions that were {@link #load loaded} into it, and what the
 * broker has confirmed since. Positions in it never go back. In the topic one may, if a writer that
 * has lost its partition writes late: then events are read twice, none is missed. Thread-safe.
 */
final class KafkaCheckpointStore {
  private final Producer<byte[], byte[]> producer;
  private final String topic;
  private final int partitions;
  private final Duration timeout;
  private final Map<String, VectorCursor> positions = new HashMap<>();
  private final Map<String, Sent> unconfirmed = new HashMap<>(); // of each key the last

  private record Sent(String key, VectorCursor position, Future<RecordMetadata> answer) {}

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
    unconfirmed.keySet().removeIf(key -> Shards.of(key, partitions) == partition);
  }

  /** What is stored under that key, or null. */
  synchronized @Nullable VectorCursor get(String key) {
    return positions.get(key);
  }

  /**
   * Moves positions forward; they are stored for good when this returns. Older ones change nothing.
   *
   * @throws RelayException if the broker did not acknowledge them all in time
   */
  void putAll(Map<String, VectorCursor> moved) {
    List<Sent> sent;
    synchronized (this) { // so that no older one is sent behind a newer
      moved.forEach(
          (key, cursor) -> {
            VectorCursor known = known(key);
            if (!known.covers(cursor)) {
              VectorCursor joined = known.join(cursor);
              unconfirmed.put(key, new Sent(key, joined, send(key, joined.toString())));
            }
          });
      sent =
          List.copyOf(unconfirmed.values()); // those of an earlier call that ran out of time, too
    }
    await(sent);
  }

  /** With what is on its way. */
  private VectorCursor known(String key) {
    VectorCursor known = positions.getOrDefault(key, VectorCursor.EMPTY);
    Sent pending = unconfirmed.get(key);
    return pending == null ? known : known.join(pending.position());
  }

  private Future<RecordMetadata> send(String key, String value) {
    byte[] name = key.getBytes(StandardCharsets.UTF_8);
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    return producer.send(new ProducerRecord<>(topic, Shards.of(key, partitions), name, bytes));
  }

  private void await(List<Sent> sent) {
    long deadline = System.nanoTime() + timeout.toNanos();
    RelayException refused = null;
    for (Sent each : sent) {
      try {
        each.answer().get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        confirmed(each);
      } catch (ExecutionException e) {
        refused(each); // for good; the next, later ones are tried anew
        refused = notStored(String.valueOf(e.getCause()), e);
      } catch (TimeoutException e) {
        throw notStored("no answer in " + timeout.toSeconds() + " s", e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new RelayException("interrupted while storing positions in " + topic, e);
      }
    }
    if (refused != null) {
      throw refused;
    }
  }

  private synchronized void confirmed(Sent sent) {
    if (unconfirmed.containsKey(sent.key())) { // else a later one is confirmed, or it is another's
      unconfirmed.remove(sent.key(), sent);
      positions.merge(sent.key(), sent.position(), VectorCursor::join);
    }
  }

  private synchronized void refused(Sent sent) {
    unconfirmed.remove(sent.key(), sent);
  }

  private RelayException notStored(String why, Exception cause) {
    return new RelayException("positions could not be stored in " + topic + ": " + why, cause);
  }
}
