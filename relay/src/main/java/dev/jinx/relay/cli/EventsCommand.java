package dev.jinx.relay.cli;

import dev.jinx.client.EventFilter;
import dev.jinx.client.fleet.VectorCursor;
import dev.jinx.relay.KafkaFleet;
import dev.jinx.relay.KafkaStream;
import dev.jinx.relay.NotAnEventException;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints what relays have shipped. */
@Command(
    name = "events",
    sortOptions = false,
    description = {
      "Prints the events of all nodes out of Kafka, one line of JSON each, each once, as they come.",
      "Lost events are a line, too. At its end it says where to go on."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footer = {
      "",
      "Example: "
          + Main.NAME
          + " events --bootstrap-servers broker:9092 --since earliest --until-now | jq .thread"
    })
final class EventsCommand implements Callable<Integer> {
  private final Output output;
  @Mixin private final KafkaOptions kafka = new KafkaOptions();

  @Option(
      names = "--injection",
      paramLabel = "NAMES",
      description = "only these points: names, comma separated, * for any part")
  private @Nullable String injection;

  @Option(
      names = "--phase",
      paramLabel = "PHASE",
      description = "only this phase: hit, parked, released, expired, disabled, gap, failed")
  private @Nullable String phase;

  @Option(
      names = "--since",
      paramLabel = "CURSORS",
      description = "behind n1@4.12,n2@1.7 (other nodes: all), or earliest or latest (the default)")
  private @Nullable String since;

  @Option(names = "--until-now", description = "end with what is in the topic now")
  private boolean untilNow;

  @Option(names = "--count", paramLabel = "N", description = "end after so many")
  private long count = Long.MAX_VALUE;

  EventsCommand(Output output) {
    this.output = output;
  }

  @Override
  public Integer call() throws IOException {
    CountDownLatch done = new CountDownLatch(1);
    try (KafkaStream events = open()) {
      Thread stop = new Thread(() -> stop(events, done), "jinx-relay-stop");
      Runtime.getRuntime().addShutdownHook(stop);
      print(events);
      output.say("go on with --since " + events.cursor());
    } finally {
      done.countDown();
    }
    return 0;
  }

  private void print(KafkaStream events) {
    for (long left = count; left > 0; ) {
      try {
        if (!events.hasNext()) {
          return;
        }
        output.line(events.next().json());
        left--;
      } catch (NotAnEventException e) {
        output.say(String.valueOf(e.getMessage())); // the stream goes on behind it
      }
    }
  }

  /** On a signal: ends the stream, and lets the command say where to go on. */
  private static void stop(KafkaStream events, CountDownLatch done) {
    events.close();
    try {
      done.await(2, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private KafkaStream open() throws IOException {
    KafkaFleet fleet = KafkaFleet.fromKafka(kafka.properties(), kafka.topic()).telling(output::say);
    EventFilter filter = new EventFilter(injection, phase, since);
    if (!untilNow) {
      return fleet.events(filter);
    }
    if (since == null || since.equals("latest")) {
      throw new IllegalArgumentException("--until-now needs --since: from latest there is nothing");
    }
    boolean earliest = since.equals("earliest");
    return fleet.soFar(filter, earliest ? VectorCursor.EMPTY : VectorCursor.parse(since));
  }
}
