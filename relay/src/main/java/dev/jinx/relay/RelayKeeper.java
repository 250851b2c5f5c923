package dev.jinx.relay;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What a relay does again and again, and what it says about it: each news once. */
final class RelayKeeper {
  private static final Duration LOOK = Duration.ofSeconds(2);
  private static final Duration STALLED = Duration.ofSeconds(10);

  private final Relay relay;
  private final Lanes lanes;
  private final Shipper shipper;
  private final Consumer<String> say;
  private final ScheduledThreadPoolExecutor rounds;
  private final long started = System.nanoTime();
  private long lastCount;
  private long lastMoved = System.nanoTime();
  private boolean stalled;
  private boolean storeFailed;
  private String nodesProblem = "";

  RelayKeeper(Relay relay, Lanes lanes, Shipper shipper, Consumer<String> say) {
    this.relay = relay;
    this.lanes = lanes;
    this.shipper = shipper;
    this.say = say;
    this.rounds =
        new ScheduledThreadPoolExecutor(
            2,
            task -> {
              Thread thread = new Thread(task, "jinx-relay-keeper");
              thread.setDaemon(true);
              return thread;
            });
  }

  void start() {
    every(relay.settings().storeEvery(), relay::storePositions);
    every(LOOK, this::lookAtNodes);
    every(LOOK, this::lookAtBroker);
    if (!relay.settings().statusEvery().isZero()) {
      every(relay.settings().statusEvery(), () -> say.accept(status()));
    }
  }

  void close() {
    rounds.shutdown(); // what is being stored is stored
  }

  private void every(Duration pause, Runnable round) {
    Runnable guarded =
        () -> {
          try {
            round.run();
          } catch (RuntimeException e) {
            relay.fail(e); // a round that failed would never come again
          }
        };
    rounds.scheduleWithFixedDelay(
        guarded, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Hears how storing the positions went. */
  synchronized void stored(@Nullable RuntimeException problem) {
    if (problem != null && !storeFailed) {
      say.accept("positions are not stored, more will come twice: " + problem.getMessage());
    } else if (problem == null && storeFailed) {
      say.accept("positions are stored again");
    }
    storeFailed = problem != null;
  }

  private void lookAtNodes() {
    String problem = "";
    try {
      relay.lookAtNodes();
    } catch (IOException | IllegalArgumentException e) {
      problem = String.valueOf(e.getMessage());
    }
    if (!problem.isEmpty() && !problem.equals(nodesProblem)) {
      say.accept("the nodes stay as they were: " + problem);
    }
    nodesProblem = problem;
  }

  private void lookAtBroker() {
    long count = shipper.acknowledged();
    long waiting = lanes.inFlight();
    long now = System.nanoTime();
    if (count != lastCount || waiting == 0) {
      lastMoved = now;
      lastCount = count;
      if (stalled) {
        say.accept("Kafka acknowledges again");
      }
      stalled = false;
    } else if (!stalled && now - lastMoved > STALLED.toNanos()) {
      stalled = true;
      say.accept(
          "Kafka has acknowledged nothing for "
              + STALLED.toSeconds()
              + " s; "
              + waiting
              + " events wait, then their nodes");
    }
  }

  /** A line on how it goes. */
  String status() {
    long events = shipper.acknowledged();
    double seconds = (System.nanoTime() - started) / 1e9;
    return "nodes "
        + lanes.states()
        + ", "
        + events
        + " events ("
        + Math.round(events / seconds)
        + "/s), "
        + lanes.inFlight()
        + " on their way";
  }
}
