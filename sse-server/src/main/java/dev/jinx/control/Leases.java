package dev.jinx.control;

import dev.jinx.bootstrap.Arm;
import dev.jinx.bootstrap.Arming;
import dev.jinx.bootstrap.Durations;
import dev.jinx.bootstrap.Point;
import dev.jinx.bootstrap.Points;
import dev.jinx.bootstrap.Say;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The leases of this JVM. A lease ends its own arms when it is ended or runs out; nothing else ends
 * it, least of all a stream that closes. May be called from any thread of the agent.
 */
public final class Leases {
  /** The shortest and the longest, and how many there may be. */
  public static final Duration LEAST = Duration.ofSeconds(1);

  /** The longest. */
  public static final Duration MOST = Duration.ofHours(24);

  private static final int MOST_LEASES = 10_000;
  private static final int ID_BYTES = 16;

  private final SecureRandom random = new SecureRandom();
  private final Runnable changed;

  // Guarded by Arming.LOCK, as arms begin and end with them.
  private final Map<String, Lease> all = new LinkedHashMap<>();

  // The newest arm of each point that a lease ended; for those who wonder why it is off.
  private final Map<Point, End> ends = new WeakHashMap<>();

  private record End(int arm, String reason) {}

  /**
   * @param changed called when a lease may run out sooner than was known before
   */
  Leases(Runnable changed) {
    this.changed = changed;
  }

  /** Creates one. */
  public Lease create(Duration ttl) throws RefusedException {
    check(ttl);
    byte[] id = new byte[ID_BYTES];
    random.nextBytes(id);
    String name = Base64.getUrlEncoder().withoutPadding().encodeToString(id);
    synchronized (Arming.LOCK) {
      if (all.size() >= MOST_LEASES) {
        throw new RefusedException(
            RefusedException.Kind.CONFLICT,
            "ttl",
            Durations.text(ttl.toNanos()),
            "there are " + MOST_LEASES + " leases already; end some",
            0);
      }
      return put(name, ttl);
    }
  }

  private Lease put(String id, Duration ttl) {
    Lease lease = new Lease(id, ttl, System.nanoTime() + ttl.toNanos());
    all.put(id, lease);
    changed.run();
    return lease;
  }

  private static void check(Duration ttl) throws RefusedException {
    if (ttl.compareTo(LEAST) < 0 || ttl.compareTo(MOST) > 0) {
      throw new RefusedException(
          "ttl", Durations.text(ttl.toNanos()), "a lease lasts from 1s to 24h", 0);
    }
  }

  /**
   * Makes it last from now on, for its own time or another.
   *
   * @param ttl null for the time that it had
   */
  public Lease renew(String id, @Nullable Duration ttl)
      throws UnknownLeaseException, RefusedException {
    synchronized (Arming.LOCK) {
      Lease old = find(id);
      Duration wanted = ttl == null ? old.ttl() : ttl;
      check(wanted);
      return put(id, wanted);
    }
  }

  /** The lease of that name; call it under Arming's lock to have it for as long as that is held. */
  Lease find(String id) throws UnknownLeaseException {
    synchronized (Arming.LOCK) {
      Lease lease = all.get(id);
      if (lease == null || lease.left().isNegative()) {
        throw new UnknownLeaseException(id);
      }
      return lease;
    }
  }

  /** All that last, oldest first. */
  public List<Lease> all() {
    synchronized (Arming.LOCK) {
      return new ArrayList<>(all.values());
    }
  }

  /** The points that a lease has armed. */
  public List<String> points(Lease lease) {
    List<String> names = new ArrayList<>();
    for (Arm arm : Arming.arms(Points.all(), lease.id())) {
      names.add(arm.point().name());
    }
    return names;
  }

  /** Ends it and its arms; their threads go on. */
  public Disabled end(String id) throws UnknownLeaseException {
    synchronized (Arming.LOCK) {
      find(id);
      return end(id, "lease " + id + " was ended");
    }
  }

  private Disabled end(String id, String reason) {
    all.remove(id);
    List<Arm> arms = Arming.arms(Points.all(), id);
    for (Arm arm : arms) {
      ends.put(arm.point(), new End(arm.number(), reason));
    }
    Arming.Ended ended = Arming.end(arms, reason, false);
    return new Disabled(ended.arms(), ended.released());
  }

  /** Why the newest arm of a point ended, where a lease did it; else null. */
  public @Nullable String ending(Point point) {
    synchronized (Arming.LOCK) {
      End end = ends.get(point);
      return end == null || end.arm != point.armed() ? null : end.reason;
    }
  }

  /**
   * Ends those that have run out.
   *
   * @return nanoseconds until the next one runs out; {@link Long#MAX_VALUE} for none
   */
  long sweep() {
    synchronized (Arming.LOCK) {
      long next = Long.MAX_VALUE;
      for (Lease lease : all()) {
        long left = lease.endNanos() - System.nanoTime();
        if (left <= 0) {
          Disabled ended = end(lease.id(), "lease " + lease.id() + " ran out");
          if (ended.disabled() > 0) {
            Say.later(
                "lease "
                    + lease.id()
                    + " ran out; "
                    + ended.disabled()
                    + " arms ended, "
                    + ended.released()
                    + " threads go on");
          }
        } else {
          next = Math.min(next, left);
        }
      }
      return next;
    }
  }
}
