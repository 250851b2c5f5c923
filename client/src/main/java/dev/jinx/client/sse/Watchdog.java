package dev.jinx.client.sse;

import java.time.Duration;

/** Says how long a server may be silent before its stream counts as lost. A pure function. */
@FunctionalInterface
public interface Watchdog {
  /** How often a server's heart beats that has not said it. */
  Duration DEFAULT_HEARTBEAT = Duration.ofSeconds(15);

  /**
   * Three beats, and no less than 30 s beyond one: a late beat is no loss, a garbage collection no
   * death.
   */
  Watchdog USUAL =
      heartbeat -> {
        Duration three = heartbeat.multipliedBy(3);
        Duration late = heartbeat.plusSeconds(30);
        return three.compareTo(late) > 0 ? three : late;
      };

  /** The longest silence of a server whose heart beats that often. */
  Duration silence(Duration heartbeat);
}
