package dev.jinx.net;

import dev.jinx.bootstrap.Arming;
import dev.jinx.bootstrap.Point;
import dev.jinx.bootstrap.Woven;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/** The points on connections of this JVM. */
public final class Network {
  static volatile Rules rules = Rules.NONE;

  /** Connections that wait for something of ours; kept alive, and the gates open, until it went. */
  private static final ConcurrentHashMap<Held, Object> HELD = new ConcurrentHashMap<>();

  /** Whether the gates are open; false before the first of them closes. */
  private static volatile boolean open;

  /** So long at most is waited for names. */
  private static final long NAMES_NANOS = 1_000_000_000L;

  /** What the states of points call what has no class. */
  private static final String CLASS_NAME = "net";

  private static final Comparator<Connection> BY_NUMBER = new ByNumber();

  private static final List<Rule> DECLARED = new ArrayList<>();
  private static List<Point> gates = List.of();

  private Network() {}

  /** The gates were woven; once. */
  public static void use(List<Point> woven) {
    synchronized (Arming.LOCK) {
      gates = List.copyOf(woven);
      Arming.afterwards(new Change());
    }
  }

  /**
   * Adds a point, which is declared already. Its host names are looked up later, by another thread:
   * {@link #awaitNames}.
   *
   * @return where its hits are
   */
  public static Woven declare(Point point, NetSelector selector) {
    Rule rule = new Rule(point, selector);
    synchronized (Arming.LOCK) {
      DECLARED.add(rule);
      Waker.start();
      changed();
      if (selector.hasNames()) {
        HostLookup.start();
      }
    }
    return Woven.into(CLASS_NAME, null, rule.sites());
  }

  /**
   * Waits until the host names of these points have been looked up once, but not for long: a name
   * server may be dead. To be called without any lock.
   */
  public static void awaitNames(Collection<Point> points) {
    long end = System.nanoTime() + NAMES_NANOS;
    boolean interrupted = false;
    for (Rule rule : declared()) {
      while (points.contains(rule.point) && rule.isToBeLookedUp() && end - System.nanoTime() > 0) {
        LockSupport.parkNanos(DECLARED, 1_000_000L);
        interrupted |= Thread.interrupted();
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
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

  /** The names of the enabled points on connections. From any thread. */
  public static List<String> points() {
    List<String> names = new ArrayList<>();
    for (Rule rule : rules.all()) {
      names.add(rule.point.name());
    }
    return names;
  }

  /**
   * The names of the enabled points that mean what goes between these, once they are connected.
   * From any thread.
   */
  public static List<String> pointsOn(InetSocketAddress local, InetSocketAddress peer) {
    List<String> names = new ArrayList<>();
    for (Rule rule : rules.all()) {
      NetSelector selector = rule.selector;
      boolean goesOn = selector.has(Op.READ) || selector.has(Op.WRITE) || selector.has(Op.CLOSE);
      if (goesOn && selector.match(local, peer)) {
        names.add(rule.point.name());
      }
    }
    return names;
  }

  private static final class ByNumber implements Comparator<Connection> {
    @Override
    public int compare(Connection one, Connection other) {
      return Long.compare(one.number(), other.number());
    }
  }

  /**
   * What is held back of a connection keeps the gates open. Returns when they are: what the calling
   * thread does next must not overtake it. Takes no lock.
   */
  static void hold(Held link) {
    HELD.put(link, HELD);
    if (open) {
      return;
    }
    Waker.look();
    boolean interrupted = false;
    while (!open && !link.isFree()) {
      LockSupport.parkNanos(HELD, 1_000_000L);
      interrupted |= Thread.interrupted();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    // It may be the application's permit that was used up here.
    LockSupport.unpark(Thread.currentThread());
  }

  /** The same, for what can do without: waits for nothing. */
  static void keep(Held link) {
    HELD.put(link, HELD);
    if (!open) {
      Waker.look();
    }
  }

  /** By threads of the agent: something of the connection is not held back any more. */
  static void letGo(Held link) {
    synchronized (Arming.LOCK) {
      free(link);
      openOrClose();
    }
  }

  /** The same for all of them, by any thread. */
  static void letGoLater() {
    Waker.look();
  }

  private static void free(Held link) {
    if (link.isFree()) {
      HELD.remove(link);
      if (!link.isFree()) {
        // Something was held back meanwhile.
        HELD.put(link, HELD);
      }
    }
  }

  /** The points that are declared now. */
  static List<Rule> declared() {
    synchronized (Arming.LOCK) {
      return List.copyOf(DECLARED);
    }
  }

  /** Under Arming's lock. */
  static void changed() {
    List<Rule> enabled = new ArrayList<>();
    for (Rule rule : DECLARED) {
      if (rule.point.isEnabled()) {
        enabled.add(rule);
      }
    }
    Rules now = enabled.isEmpty() ? Rules.NONE : new Rules(enabled);
    if (!enabled.isEmpty()) {
      // First: whoever finds the rules is to find the gates open.
      setOpen(true);
    }
    rules = now;
    // The gates close once all have looked: until then, what they have counted has to stay right.
    Waker.wake();
  }

  /** All that points have seen, and what is held back. */
  static Set<Held> all() {
    Set<Held> all = new HashSet<>(HELD.keySet());
    all.addAll(Links.all());
    for (Post post : Posts.all()) {
      all.add(post);
    }
    return all;
  }

  /** By threads of the agent: as what is held back wants it. */
  static void openOrCloseNow() {
    synchronized (Arming.LOCK) {
      for (Held link : HELD.keySet()) {
        free(link);
      }
      openOrClose();
    }
  }

  /** Under Arming's lock. */
  private static void openOrClose() {
    if (!rules.isEmpty() || !HELD.isEmpty() || Waker.isBehind()) {
      setOpen(true);
      return;
    }
    open = false;
    // Whoever holds something back now either sees that, and waits, or is seen here.
    setOpen(!HELD.isEmpty());
  }

  private static void setOpen(boolean wanted) {
    for (Point gate : gates) {
      gate.open(wanted);
    }
    open = wanted;
  }

  /** After arms began or ended. */
  private static final class Change implements Runnable {
    @Override
    public void run() {
      changed();
    }
  }
}
