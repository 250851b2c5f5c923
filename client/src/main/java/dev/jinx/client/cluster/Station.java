package dev.jinx.client.cluster;

import dev.jinx.client.Cursor;
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
import org.jspecify.annotations.Nullable;

/** The rules at one node. Used by its {@link Desk}'s thread alone. */
final class Station {
  /** Slow is not dead. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** For one that did not answer before: it is stopped, most likely. */
  private static final Duration SHORT = Duration.ofSeconds(2);

  private final String name;
  private final Agent agent;
  private final Book book;
  private final Placing placing;
  private final List<Placed> placed = new ArrayList<>();
  private final List<String> early = new ArrayList<>();
  private @Nullable Cursor life;
  private boolean down;
  private boolean silent;
  private boolean news;

  Station(String name, Agent agent, Book book) {
    this.name = name;
    this.agent = agent;
    this.book = book;
    this.placing = new Placing(agent, book);
    this.life = agent.begin();
  }

  boolean isIdle() {
    return placed.isEmpty() && early.isEmpty();
  }

  /** Whether a JVM was here, and nothing listens now. */
  boolean isDown() {
    return down;
  }

  /**
   * Asks the node how it stands, and brings it to where it should be: in its next life, too.
   *
   * @throws UnreachableException if it does not answer; one that was here before and is dead is no
   *     error, its rules wait for its next life
   */
  void look() {
    learn(PATIENCE);
    mend();
  }

  /**
   * The same, for one who looks again and again, and is waited for meanwhile.
   *
   * @return whether the node said something of itself that was not known at the last time
   */
  boolean watch() {
    learn(SHORT);
    mend();
    boolean more = news;
    news = false;
    return more;
  }

  private void learn(Duration patience) {
    NetState now;
    try {
      now = agent.net(patience);
    } catch (UnreachableException e) {
      if (life != null && e.nothingListens()) {
        down = true;
        return;
      }
      silent = true;
      throw e;
    }
    down = false;
    silent = false;
    if (life != null && !life.sameLife(now.life())) {
      placed.forEach(Placed::forget);
    }
    life = now.life();
    if (placed.stream().anyMatch(each -> !each.names().isEmpty())) {
      Map<String, PointState> there = agent.points();
      placed.forEach(each -> each.findLosses(there));
    }
    news |= book.heard(name, now);
  }

  /** Brings all rules to where they should be, as far as is known. */
  void mend() {
    if (down) {
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
    if (!down) {
      placing.declare(rule);
    }
  }

  /** Arms what is declared and not armed. */
  void arm(Placed rule) {
    if (!down) {
      placing.arm(rule);
    }
  }

  /** Arms a rule, or disarms it, from now on; it stays declared. */
  void rest(Placed rule, boolean rests) {
    rule.rest(rests);
    if (!down) {
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
      learn(silent ? SHORT : PATIENCE); // whether they still are what they were
      left.forEach(this::takeAway);
    }
  }

  private void takeAway(Placed rule) {
    rule.leaves();
    for (String point : rule.names()) {
      if (!down) {
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
