package dev.jinx.client.containers;

import java.util.List;
import org.testcontainers.containers.GenericContainer;

/** What a container has printed. */
final class Output {
  private static final int LINES = 30;

  /** How an agent begins a line about an error in its configuration; it has not started then. */
  private static final String REFUSED = "jinx: " + Luggage.CONFIGURATION + ":";

  private final GenericContainer<?> container;

  Output(GenericContainer<?> container) {
    this.container = container;
  }

  /** Whether an agent in there has refused its configuration. Every other one will, too. */
  boolean refusesConfiguration() {
    try {
      return container.getLogs().lines().anyMatch(line -> line.startsWith(REFUSED));
    } catch (RuntimeException e) {
      return false; // not to be had now
    }
  }

  /** The end of it, for messages. */
  String lastWords() {
    List<String> lines;
    try {
      lines = container.getLogs().lines().toList();
    } catch (RuntimeException e) {
      return "  (not to be had: " + e.getMessage() + ")";
    }
    List<String> last = lines.subList(Math.max(0, lines.size() - LINES), lines.size());
    return last.isEmpty() ? "  (nothing)" : "  " + String.join("\n  ", last);
  }
}
