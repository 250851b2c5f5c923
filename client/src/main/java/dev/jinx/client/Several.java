package dev.jinx.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Waits over more than one arm: one range from the earliest of them, one pass in the log's order.
 */
final class Several {
  private Several() {}

  static List<Hit> all(Duration timeout, List<Armed> arms) {
    Hit[] found = new Hit[arms.size()];
    run(
        "each of",
        timeout,
        arms,
        event -> {
          for (int i = 0; i < found.length; i++) {
            if (found[i] == null && hits(arms.get(i), event)) {
              found[i] = new Hit(arms.get(i).scope().jinx(), event);
            }
          }
          return Arrays.stream(found).allMatch(hit -> hit != null);
        });
    return List.of(found);
  }

  static List<Hit> sequence(Duration timeout, List<Armed> arms) {
    List<Hit> found = new ArrayList<>();
    run(
        "one after the other of",
        timeout,
        arms,
        event -> {
          Armed next = arms.get(found.size());
          if (hits(next, event)) {
            found.add(new Hit(next.scope().jinx(), event));
          }
          return found.size() == arms.size();
        });
    return List.copyOf(found);
  }

  private static void run(
      String how, Duration timeout, List<Armed> arms, Predicate<Event> satisfied) {
    Armed first =
        arms.stream()
            .min(Comparator.comparing(Armed::cursor, (a, b) -> a.isAfter(b) ? 1 : -1))
            .orElseThrow(() -> new IllegalArgumentException("no arm to wait for"));
    String names =
        arms.stream().map(arm -> arm.scope().toString()).collect(Collectors.joining(", "));
    List<Scope> scopes = new ArrayList<>(arms.stream().map(Armed::scope).distinct().toList());
    scopes.remove(first.scope());
    scopes.add(0, first.scope());
    if (scopes.stream().anyMatch(scope -> scope.jinx() != first.scope().jinx())) {
      throw new IllegalArgumentException("arms of several connections: " + names);
    }
    Wait.run(scopes, "a hit of " + how + " " + names, timeout, satisfied);
  }

  private static boolean hits(Armed arm, Event event) {
    return event.phase().isHit()
        && arm.scope().holds(event)
        && event.cursor().isAfter(arm.cursor());
  }
}
