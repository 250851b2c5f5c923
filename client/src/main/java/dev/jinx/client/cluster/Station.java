package dev.jinx.client.cluster;

import dev.jinx.client.Cursor;
import dev.jinx.client.JinxException;
import dev.jinx.client.NetState;
import dev.jinx.client.UnknownPointException;
import dev.jinx.client.UnreachableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
      Map<String, Boolean> there = agent.points();
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
        attempt(each, this::declare);
        attempt(each, this::arm); // whatever became of that, of what was there before
      }
    }
    // Only now: what stood in from the first instruction on goes when the rules have taken over.
    for (String point : List.copyOf(early)) {
      undeclare(point);
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
    Set<String> targets = new LinkedHashSet<>(book.targets(rule.rule().node(), rule.rule().peer()));
    targets.removeAll(rule.covered());
    if (down || targets.isEmpty()) {
      return;
    }
    String point = rule.nextName();
    rule.declares(point, targets); // before it is: an answer may be lost on its way
    try {
      agent.declare(rule.rule().at(point, targets));
    } catch (UnreachableException e) {
      throw e; // it may be there: to arm it finds out
    } catch (RuntimeException e) {
      rule.gone(point);
      throw e;
    }
  }

  /**
   * Arms what is declared and not armed.
   *
   * @throws UnknownPointException after the others were armed, if one is not there; it is declared
   *     anew at the next look
   */
  void arm(Placed rule) {
    UnknownPointException unknown = null;
    for (String point : down ? List.<String>of() : rule.unarmed()) {
      try {
        rule.armed(point, agent.enable(point, rule.rule().armed()));
      } catch (UnknownPointException e) {
        rule.gone(point);
        unknown = e;
      }
    }
    if (unknown != null) {
      throw unknown;
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
        undeclare(point);
      }
      rule.gone(point);
    }
    placed.remove(rule);
  }

  private void undeclare(String point) {
    try {
      agent.undeclare(point);
    } catch (UnknownPointException e) {
      return; // never came to be, or somebody was first
    } catch (UnreachableException e) {
      if (!e.nothingListens()) {
        throw e;
      }
    }
  }

  /**
   * The points, as a configuration has them, of a JVM that is to begin with the present rules; they
   * go when the rules have taken over.
   */
  Map<String, Map<String, Object>> early() {
    Map<String, Map<String, Object>> points = new LinkedHashMap<>();
    for (Placed each : placed) {
      Set<String> targets = new LinkedHashSet<>(each.covered());
      targets.addAll(book.targets(each.rule().node(), each.rule().peer()));
      if (!each.isUnwanted() && !targets.isEmpty()) {
        String point = each.nextName() + ".early";
        Map<String, Object> json = each.rule().at(point, targets).json();
        json.remove("name");
        json.put("enabled", true);
        json.put("one_shot", each.rule().arming().once());
        points.put(point, json);
      }
    }
    early.addAll(points.keySet());
    return points;
  }
}
