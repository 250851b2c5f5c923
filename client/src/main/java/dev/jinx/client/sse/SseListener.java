package dev.jinx.client.sse;

import java.time.Duration;

/** Hears how a reader's connection fares. Called on the thread that reads. */
public interface SseListener {
  /** A connection stands; {@code again} for every one but the first. */
  default void opened(boolean again) {}

  /** The stream is down and is asked for again after that time. */
  default void lost(Loss loss, Duration pause) {}

  /** The server told a position without an event. */
  default void position(String lastEventId) {}
}
