package dev.jinx.relay;

import dev.jinx.client.Cursor;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Gives events to the producer, for any number of threads. A full producer makes the caller wait,
 * and so, through TCP, the node.
 */
final class Shipper {
  /** Bytes that the formats of record and batch add to key and value, generously. */
  private static final int OVERHEAD = 256;

  /** A gap is smaller. Where not even that fits, nothing can be told. */
  private static final int GAP = 2048;

  private final Producer<byte[], byte[]> producer;
  private final String topic;
  private final Consumer<Exception> fatal;
  private final AtomicInteger limit;
  private final LongAdder acknowledged = new LongAdder();

  /**
   * Ships into one topic.
   *
   * @param limit the largest record that producer and topic take, in bytes
   * @param fatal hears of a record that the broker refuses for good, for another reason than size
   */
  Shipper(Producer<byte[], byte[]> producer, String topic, int limit, Consumer<Exception> fatal) {
    this.producer = producer;
    this.topic = topic;
    this.limit = new AtomicInteger(limit);
    this.fatal = fatal;
  }

  /** Why an event of that size is not shipped, or null if it is. */
  @Nullable String tooLarge(int bytes) {
    int most = limit.get() - OVERHEAD;
    return bytes <= most
        ? null
        : "an event of " + bytes + " bytes, and the topic takes " + most + " at most";
  }

  /** Events that the broker has acknowledged so far. */
  long acknowledged() {
    return acknowledged.sum();
  }

  /**
   * Sends one event. What becomes of it shows in its slot; one that the broker finds too large
   * stays unacknowledged, lowers the limit, and is told to the lane, which sends it again as a gap.
   *
   * @throws InterruptedException if the thread was interrupted while the producer was full
   * @throws RelayException if the producer takes nothing any more
   */
  void ship(Cursor cursor, byte[] value, InFlight inFlight, Runnable onTooLarge)
      throws InterruptedException {
    byte[] key = cursor.node().getBytes(StandardCharsets.UTF_8);
    ProducerRecord<byte[], byte[]> event = new ProducerRecord<>(topic, key, value);
    event.headers().add(CloudEvents.CONTENT_TYPE_KEY, CONTENT_TYPE);
    InFlight.Slot slot = inFlight.begin(cursor);
    Sent sent;
    do {
      sent = new Sent(slot, value.length, onTooLarge);
      try {
        producer.send(event, sent);
      } catch (InterruptException e) {
        Thread.interrupted(); // Kafka sets it again; the exception says it
        slot.withdraw();
        throw new InterruptedException();
      } catch (RuntimeException e) {
        slot.withdraw();
        throw new RelayException("Kafka's producer cannot go on: " + e, e);
      }
    } while (sent.refusedAtOnce instanceof TimeoutException); // full, or no broker: it has not gone
    if (sent.refusedAtOnce != null) {
      sent.failed(sent.refusedAtOnce);
    }
  }

  private static final byte[] CONTENT_TYPE =
      CloudEvents.CONTENT_TYPE.getBytes(StandardCharsets.US_ASCII);

  /** Hears what became of one record. */
  private final class Sent implements Callback {
    private final Thread sender = Thread.currentThread();
    private final InFlight.Slot slot;
    private final int bytes;
    private final Runnable onTooLarge;
    @Nullable Exception refusedAtOnce; // before it was taken in; the sender's own

    Sent(InFlight.Slot slot, int bytes, Runnable onTooLarge) {
      this.slot = slot;
      this.bytes = bytes;
      this.onTooLarge = onTooLarge;
    }

    @Override
    public void onCompletion(RecordMetadata where, @Nullable Exception failure) {
      if (failure == null) {
        slot.acknowledged();
        acknowledged.increment();
      } else if (Thread.currentThread() == sender) {
        refusedAtOnce = failure;
      } else {
        failed(failure);
      }
    }

    private void failed(Exception failure) {
      if (failure instanceof RecordTooLargeException && bytes > GAP) {
        limit.accumulateAndGet(bytes + OVERHEAD - 1, Math::min);
        onTooLarge.run();
      } else {
        fatal.accept(failure);
      }
    }
  }
}
