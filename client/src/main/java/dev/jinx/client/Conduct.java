package dev.jinx.client;

import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How a connection behaves, immutable.
 *
 * @param capacity the most events that it keeps, a power of two
 * @param lease the time of its lease, or null for none
 * @param onReport gets the report when it is closed
 */
record Conduct(int capacity, @Nullable Duration lease, Consumer<Report> onReport) {
  static final Conduct USUAL = new Conduct(1 << 16, Duration.ofSeconds(30), Report::print);
}
