package dev.jinx.client.cluster;

import dev.jinx.client.JinxException;
import dev.jinx.client.NetState;
import dev.jinx.client.PointState;
import dev.jinx.client.UnreachableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The rules at one node. Used by its {@link Desk}'s thread alone. */
final class Station {
  private final String name;
  private final Agent agent;
  private final Book book;
  private final Placing placing;
  private final Presence presence;
  private final List<Placed> placed = new ArrayList<>();
  private final List<String> early = new ArrayList<>();
  private boolean news;

  Station(String name, Agent agent, Book book) {
    this.name = name;
    this.agent = agent;
    this.book = book;
    this.placing = new Placing(agent, book);
    this.presence = new Presence(agent);
  }

  boolean isIdle() {
    return placed.isEmpty() && early.isEmpty();
  }

  /**
   * Asks the node how it stands, and brings it to where it should be: in its next life, too.
   *
   * @throws UnreachableException if it does not answer; one that was here before and is dead is no
   *     error, its rules wait for its next life
   */
  void look() {
    learn(Presence.PATIENCE);
    mend();
  }

  /**
   * The same, for one who looks again and again, and is waited for meanwhile.
   *
   * @return whether the node said something of itself that was not known at the last time
   */
  boolean watch() {
    learn(Presence.SHORT);
    mend();
    boolean more = news;
    news = false;
    return more;
  }

  private void learn(Duration patience) {
    NetState now = presence.ask(patience, () -> placed.forEach(Placed::forget));
    if (now == null) {
      return;
    }
    if (placed.stream().anyMatch(each -> !each.names().isEmpty())) {
      Map<String, PointState> there = agent.points();
      placed.forEach(each -> each.findLosses(there));
      placed.forEach(
          each -> {
            String unseen = each.unseen(now);
            if (unseen != null) {
              each.lapsed(unseen);
            }
          });
    }
    news |= book.heard(name, now);
  }

  /** Brings all rules to where they should be, as far as is known. */
  void mend() {
    if (presence.isDown()) {
      return;
    }
    for (Placed each : List.copyOf(placed)) {
      if (each.isUnwanted()) {
        takeAway(each);
      } else {
        attempt(each, placing::declare);
        attempt(each, placing::rest);
        attempt(each, placing::arm); // whatever became of that, of what was there before
      }
    }
    // Only now: what stood in from the first instruction on goes when the rules have taken over.
    for (String point : List.copyOf(early)) {
      placing.undeclare(point);
      early.remove(point);
    }
  }

  private void attempt(Placed each, Consumer<Placed> step) {
    try {
      step.accept(each);
    } catch (UnreachableException e) {
      throw e;
    } catch (JinxException e) {
      each.lapsed(String.valueOf(e.getMessage()));
    }
  }

  /** The rules may not be as they should be. */
  void trouble(RuntimeException cause) {
    placed.stream()
        .filter(each -> !each.isUnwanted())
        .forEach(each -> each.lapsed(cause.toString()));
  }

  /** Takes a rule in; it does nothing yet. */
  void add(Placed rule) {
    placed.add(rule);
  }

  /** Declares the points that a rule lacks. */
  void declare(Placed rule) {
    if (!presence.isDown()) {
      placing.declare(rule);
    }
  }

  /** Arms what is declared and not armed. */
  void arm(Placed rule) {
    if (!presence.isDown()) {
      placing.arm(rule);
    }
  }

  /**
   * Makes sure that armed rules are not in vain.
   *
   * @throws ClusterException if there are connections that one means and does not reach
   */
  void see(List<Placed> rules) {
    if (presence.isDown() || rules.stream().noneMatch(each -> each.rule() instanceof PeerRule)) {
      return;
    }
    NetState now = agent.net(presence.patience());
    for (Placed rule : rules) {
      String unseen = rule.unseen(now);
      if (unseen != null) {
        throw new ClusterException(unseen, null);
      }
    }
  }

  /** Arms a rule, or disarms it, as it was told; it stays declared. */
  void rest(Placed rule) {
    if (!presence.isDown()) {
      placing.rest(rule);
      placing.arm(rule);
    }
  }

  /**
   * Takes rules away.
   *
   * @throws UnreachableException if they may be there still; it is tried again at the next look
   */
  void lift(List<Placed> rules) {
    rules.forEach(Placed::unwant);
    List<Placed> left = rules.stream().filter(placed::contains).toList();
    if (!left.isEmpty()) {
      learn(presence.patience()); // whether they still are what they were
      left.forEach(this::takeAway);
    }
  }

  private void takeAway(Placed rule) {
    rule.leaves();
    for (String point : rule.names()) {
      if (!presence.isDown()) {
        placing.undeclare(point);
      }
      rule.gone(point);
    }
    placed.remove(rule);
  }

  /**
   * The points, as a configuration has them, of a JVM that is to begin with the present rules; they
   * go when the rules have taken over.
   */
  Map<String, Map<String, Object>> early() {
    Map<String, Map<String, Object>> points = new LinkedHashMap<>();
    placed.forEach(each -> points.putAll(placing.early(each)));
    early.addAll(points.keySet());
    return points;
  }
}
