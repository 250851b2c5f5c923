package dev.jinx.net;

import dev.jinx.bootstrap.Arming;
import dev.jinx.bootstrap.Point;
import dev.jinx.bootstrap.Woven;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The points on connections of this JVM. */
public final class Network {
  static volatile Rules rules = Rules.NONE;

  /** Connections that wait for something of ours; kept alive, and the gates open, until it went. */
  private static final Set<Link> HELD = ConcurrentHashMap.newKeySet();

  /** What the states of points call what has no class. */
  private static final String CLASS_NAME = "net";

  private static final Comparator<Connection> BY_NUMBER = new ByNumber();

  private static final List<Rule> DECLARED = new ArrayList<>();
  private static List<Point> gates = List.of();
  private static boolean looking;

  private Network() {}

  /** The gates were woven; once. */
  public static void use(List<Point> woven) {
    synchronized (Arming.LOCK) {
      gates = List.copyOf(woven);
      Arming.afterwards(new Change());
    }
  }

  /**
   * Adds a point, which is declared already. Looks up its host names: not for hits.
   *
   * @return where its hits are
   */
  public static Woven declare(Point point, NetSelector selector) {
    selector.resolve();
    Rule rule = new Rule(point, selector);
    synchronized (Arming.LOCK) {
      DECLARED.add(rule);
      changed();
      if (!selector.isComplete() && !looking) {
        looking = true;
        Timer.run(new Lookup(), Lookup.EVERY_NANOS);
      }
    }
    return Woven.into(CLASS_NAME, null, rule.sites());
  }

  /** The host names in a point's selector that have not been found yet: none of their addresses. */
  public static List<String> unknownHosts(Point point) {
    synchronized (Arming.LOCK) {
      for (Rule rule : DECLARED) {
        if (rule.point == point) {
          return rule.selector.unknown();
        }
      }
    }
    return List.of();
  }

  /** What became of a point if it was declared; nothing is. */
  public static Woven look(Point point, NetSelector selector) {
    return Woven.into(CLASS_NAME, null, new Rule(point, selector).sites());
  }

  /** Takes a point away, which is not enabled any more. */
  public static void undeclare(Point point) {
    synchronized (Arming.LOCK) {
      for (int i = DECLARED.size() - 1; i >= 0; i--) {
        if (DECLARED.get(i).point == point) {
          DECLARED.remove(i);
        }
      }
      changed();
    }
  }

  /**
   * The connections that enabled points have seen and that are there still, by their numbers. From
   * any thread; takes no lock that a hit needs for longer than one connection's look.
   */
  public static List<Connection> connections() {
    List<Connection> connections = new ArrayList<>();
    for (Link link : Links.all()) {
      if (link.isThere()) {
        connections.add(link.snapshot());
      }
    }
    connections.sort(BY_NUMBER);
    return connections;
  }

  private static final class ByNumber implements Comparator<Connection> {
    @Override
    public int compare(Connection one, Connection other) {
      return Long.compare(one.number(), other.number());
    }
  }

  /** What is held back of a connection keeps the gates open. */
  static void hold(Link link) {
    HELD.add(link);
  }

  static void letGo(Link link) {
    if (link.isFree()) {
      HELD.remove(link);
    }
    synchronized (Arming.LOCK) {
      openOrClose();
    }
  }

  /** Under Arming's lock. */
  private static void changed() {
    List<Rule> enabled = new ArrayList<>();
    for (Rule rule : DECLARED) {
      if (rule.point.isEnabled()) {
        enabled.add(rule);
      }
    }
    rules = enabled.isEmpty() ? Rules.NONE : new Rules(enabled);
    if (!enabled.isEmpty()) {
      openOrClose();
    }
    for (Link link : Links.all()) {
      link.wake();
    }
    for (Link link : HELD) {
      link.wake();
      if (link.isFree()) {
        HELD.remove(link);
      }
    }
    openOrClose();
  }

  private static void openOrClose() {
    boolean open = !rules.isEmpty() || !HELD.isEmpty();
    for (Point gate : gates) {
      gate.open(open);
    }
  }

  /** After arms began or ended. */
  private static final class Change implements Runnable {
    @Override
    public void run() {
      changed();
    }
  }

  /** Looks up host names that were not known when their point was declared. */
  private static final class Lookup implements Runnable {
    static final long EVERY_NANOS = 1_000_000_000L;

    @Override
    public void run() {
      List<Rule> all;
      synchronized (Arming.LOCK) {
        all = List.copyOf(DECLARED);
      }
      boolean more = false;
      boolean complete = true;
      for (Rule rule : all) {
        more |= rule.selector.resolve();
        complete &= rule.selector.isComplete();
      }
      synchronized (Arming.LOCK) {
        looking = !complete;
        if (more) {
          changed();
        }
      }
      if (!complete) {
        Timer.run(this, EVERY_NANOS);
      }
    }
  }
}
