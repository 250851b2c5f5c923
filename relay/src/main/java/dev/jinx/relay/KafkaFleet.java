package dev.jinx.relay;

import dev.jinx.client.EventFilter;
import dev.jinx.client.fleet.VectorCursor;
import dev.jinx.event.EventChoice;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.CommonClientConfigs;

/**
 * The nodes whose events relays have shipped into a topic, read as one, as {@link
 * dev.jinx.client.fleet.Fleet} reads them from the nodes themselves.
 *
 * <pre>{@code
 * KafkaFleet fleet = KafkaFleet.fromKafka("broker:9092");
 * try (KafkaStream events = fleet.events(EventFilter.ALL.sinceEarliest())) {
 *   for (Event event : events) {
 *     System.out.println(event);
 *   }
 * }
 * }</pre>
 *
 * Immutable.
 */
public final class KafkaFleet {
  /** The topic that relays use when told nothing else. */
  public static final String TOPIC = "jinx-events";

  private final Map<String, Object> kafka;
  private final String topic;
  private final Consumer<String> say;

  private KafkaFleet(Map<String, Object> kafka, String topic, Consumer<String> say) {
    this.kafka = Map.copyOf(kafka);
    this.topic = topic;
    this.say = say;
  }

  /** The usual topic of a broker, {@code HOST:PORT}, several separated by commas. */
  public static KafkaFleet fromKafka(String bootstrapServers) {
    return fromKafka(Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers), TOPIC);
  }

  /**
   * A topic.
   *
   * @param kafka properties of Kafka's clients, {@code bootstrap.servers} at least
   */
  public static KafkaFleet fromKafka(Map<String, Object> kafka, String topic) {
    return new KafkaFleet(kafka, topic, news -> {});
  }

  /** The same, and hears that Kafka does not answer, or does again. On the thread that iterates. */
  public KafkaFleet telling(Consumer<String> hears) {
    return new KafkaFleet(kafka, topic, hears);
  }

  /**
   * Events as they come: from now on, or from {@code earliest} or a vector of cursors, as the
   * filter says.
   *
   * @throws RelayException if no broker answers, or there is no such topic
   * @throws IllegalArgumentException if the filter cannot be understood
   */
  public KafkaStream events(EventFilter filter) {
    String since = filter.since() == null ? "latest" : filter.since();
    return switch (since) {
      case "latest" -> open(filter, VectorCursor.EMPTY, KafkaSource.Span.NEW);
      case "earliest" -> open(filter, VectorCursor.EMPTY, KafkaSource.Span.ALL);
      default -> open(filter, VectorCursor.parse(since), KafkaSource.Span.ALL);
    };
  }

  /**
   * Events behind a position, then as they come. A node that is not in the position is read from
   * the first event that the topic still has. The topic is read from its start for that: a cursor
   * of the nodes says nothing of places in Kafka.
   */
  public KafkaStream events(EventFilter filter, VectorCursor since) {
    return open(filter, since, KafkaSource.Span.ALL);
  }

  /** Events behind a position that are in the topic now; then the stream ends. */
  public KafkaStream soFar(EventFilter filter, VectorCursor since) {
    return open(filter, since, KafkaSource.Span.SO_FAR);
  }

  private KafkaStream open(EventFilter filter, VectorCursor since, KafkaSource.Span span) {
    EventChoice choice = new EventChoice(filter.injection(), filter.phase()).check();
    KafkaSource source = new KafkaSource(new KafkaClients(kafka).reader(), topic, span, say);
    return new KafkaStream(source, since, choice);
  }
}
