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
import org.jspecify.annotations.Nullable;

/** The rules at one node. Used by its {@link Desk}'s thread alone. */
final class Station {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final String name;
  private final Agent agent;
  private final Book book;
  private final List<Placed> placed = new ArrayList<>();
  private final List<String> early = new ArrayList<>();
  private @Nullable Cursor life;
  private boolean down;
  private boolean silent;

  Station(String name, Agent agent, Book book) {
    this.name = name;
    this.agent = agent;
    this.book = book;
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
   * @return whether it said something of itself that was not known
   * @throws UnreachableException if it does not answer; one that was here before and is dead is no
   *     error, its rules wait for its next life
   */
  boolean look() {
    NetState now;
    try {
      now = agent.net(PATIENCE);
    } catch (UnreachableException e) {
      if (life != null && e.nothingListens()) {
        down = true;
        return false;
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
    boolean more = book.heard(name, now);
    mend();
    return more;
  }

  /** Brings all rules to where they should be, as far as is known. */
  void mend() {
    if (down) {
      return;
    }
    for (Placed each : List.copyOf(placed)) {
      if (each.isUnwanted()) {
        lift(each);
      } else {
        each.findLosses();
        mend(each);
      }
    }
    // Only now: what stood in from the first instruction on goes when the rules have taken over.
    for (String point : List.copyOf(early)) {
      undeclare(point);
      early.remove(point);
    }
  }

  private void mend(Placed each) {
    try {
      declare(each);
      arm(each);
    } catch (UnreachableException e) {
      throw e;
    } catch (JinxException e) {
      each.lapsed(String.valueOf(e.getMessage()));
    }
  }

  /** The rules may not be as they should be. */
  void trouble(RuntimeException cause) {
    placed.forEach(each -> each.lapsed(cause.toString()));
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
    } catch (RuntimeException e) {
      rule.covered().removeAll(targets);
      throw e;
    }
  }

  /** Arms what is declared and not armed. */
  void arm(Placed rule) {
    for (String point : down ? List.<String>of() : rule.unarmed()) {
      rule.armed(point, agent.enable(point, rule.rule().armed()));
    }
  }

  /**
   * Takes a rule away.
   *
   * @throws UnreachableException if it may be there still; it is tried again at the next look
   */
  void lift(Placed rule) {
    rule.unwant();
    rule.findLosses();
    if (silent) {
      agent.net(PATIENCE); // does not answer, still: to find out is not to take half a minute
    }
    for (String point : rule.names()) {
      undeclare(point);
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
