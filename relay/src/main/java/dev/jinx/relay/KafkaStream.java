package dev.jinx.relay;

import dev.jinx.client.Cursor;
import dev.jinx.client.Event;
import dev.jinx.client.fleet.VectorCursor;
import dev.jinx.event.EventChoice;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * All nodes' events out of a topic, merged, each once. Events of a node keep its order while the
 * topic does; between nodes they come as Kafka gives them. While no broker answers it waits.
 *
 * <p>One thread iterates, once; any thread may close, which ends the iteration.
 */
public final class KafkaStream implements Iterable<Event>, Iterator<Event>, AutoCloseable {
  private final KafkaSource source;
  private final KafkaMerge merge;
  private final Deque<Event> ready = new ArrayDeque<>();
  private final Deque<ConsumerRecord<byte[], byte[]>> records = new ArrayDeque<>();
  private final Map<String, Cursor> passed;
  private @Nullable Cursor taken;
  private volatile boolean closed;

  KafkaStream(KafkaSource source, VectorCursor since, EventChoice choice) {
    this.source = source;
    this.merge = new KafkaMerge(since, choice);
    this.passed = new HashMap<>(since.positions());
  }

  /** Itself; there is one iteration. */
  @Override
  public Iterator<Event> iterator() {
    return this;
  }

  /**
   * Waits for the next event.
   *
   * @return false once the stream is closed, or at the end of what it covers
   * @throws RelayException if Kafka refuses to go on, or ({@link NotAnEventException}) a record is
   *     no event: that one is passed by, and the next call goes on
   */
  @Override
  public boolean hasNext() {
    while (ready.isEmpty() && !closed) {
      ConsumerRecord<byte[], byte[]> record = records.poll();
      if (record != null) {
        take(record);
      } else if (!source.fetch(records)) {
        return false;
      }
    }
    return !ready.isEmpty() && !closed;
  }

  @Override
  public Event next() {
    if (!hasNext()) {
      throw new NoSuchElementException("closed, or at its end");
    }
    Event event = ready.remove();
    passed();
    return event;
  }

  /** The position behind what was given out: a stream from there goes on behind it. */
  public VectorCursor cursor() {
    return VectorCursor.of(passed.values());
  }

  @Override
  public void close() {
    closed = true;
    source.close();
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    try {
      if (record.value() == null) {
        throw new IOException("it has no value");
      }
      taken = merge.take(record.value(), ready::add);
      passed();
    } catch (IOException e) {
      String where = record.topic() + "-" + record.partition() + "@" + record.offset();
      throw new NotAnEventException("no event in " + where + ": " + e.getMessage(), e);
    }
  }

  /**
   * If all that a record brought is given out, or it brought nothing, the position is behind it.
   */
  private void passed() {
    Cursor behind = taken;
    if (behind != null && ready.isEmpty()) {
      passed.merge(behind.node(), behind, Cursor::later);
    }
  }
}
