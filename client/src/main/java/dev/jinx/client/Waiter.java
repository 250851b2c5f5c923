package dev.jinx.client;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A thread that stood parked at a point when it was asked for.
 *
 * @param thread which
 * @param arm the arm that holds it
 * @param hit the number of its hit
 * @param parked how long it had stood there
 * @param action the term that holds it
 * @param stack its stack, innermost frame first
 * @param monitors the monitors that it holds meanwhile
 * @param locks the other locks that it holds meanwhile
 * @param warnings what its standing there may hold up, such as a pool whose worker it is
 * @param lease the lease of the arm that holds it, or null
 */
public record Waiter(
    ThreadInfo thread,
    int arm,
    long hit,
    Duration parked,
    String action,
    List<String> stack,
    List<String> monitors,
    List<String> locks,
    List<String> warnings,
    @Nullable String lease) {

  static Waiter of(Map<String, Object> json) {
    return new Waiter(
        ThreadInfo.of(Values.object(json, "thread")),
        Values.whole(json, "arm", -1),
        Values.number(json, "hit", -1),
        Duration.ofMillis(Values.number(json, "parked_ms", 0)),
        Values.text(json, "action", ""),
        Values.texts(json.get("stack")),
        Values.texts(json.get("monitors")),
        Values.texts(json.get("locks")),
        Values.texts(json.get("warnings")),
        Values.text(json, "lease"));
  }
}
