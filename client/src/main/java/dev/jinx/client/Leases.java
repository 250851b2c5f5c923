package dev.jinx.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The leases of a connection: none until the first is needed, one after the other where one is
 * lost. Once closed there is none.
 */
final class Leases {
  /** An answer, and the lease under which it was given. */
  record Leased(@Nullable Lease lease, String answer) {}

  private final ReentrantLock lock = new ReentrantLock();
  private final Api api;
  private final @Nullable Duration time;
  private final List<Lease> all = new ArrayList<>();
  private boolean closed;

  /** Of that time each; null for a connection that does without. */
  Leases(Api api, @Nullable Duration time) {
    this.api = api;
    this.time = time;
  }

  /** Asks with the id of a lease that holds; once more where it turns out that it does not. */
  Leased under(Function<@Nullable String, String> request) {
    Lease lease = current();
    if (lease == null) {
      return new Leased(null, request.apply(null));
    }
    try {
      return new Leased(lease, request.apply(lease.id()));
    } catch (UnknownLeaseException e) {
      lease.gone(e);
      Lease next = Objects.requireNonNull(current());
      return new Leased(next, request.apply(next.id()));
    }
  }

  /** What was lost, oldest first. */
  List<String> losses() {
    lock.lock();
    try {
      return all.stream().map(Lease::loss).filter(Objects::nonNull).toList();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Ends them, and with them their arms. A JVM that is dead needs nothing.
   *
   * @throws JinxException if arms may stand until their lease runs out
   */
  void close() {
    lock.lock(); // a lease that is being made is waited for, and ended
    try {
      closed = true;
    } finally {
      lock.unlock();
    }
    JinxException failed = null;
    for (Lease lease : all) {
      lease.stop();
      JinxException why = lease.maybeThere() ? end(lease) : null;
      lease.join();
      if (why != null) {
        failed =
            new JinxException(
                "lease "
                    + lease.id()
                    + " could not be ended, its arms may stand for "
                    + Words.of(lease.time())
                    + " more: "
                    + why.getMessage(),
                why);
      }
    }
    if (failed != null) {
      throw failed;
    }
  }

  private @Nullable Lease current() {
    lock.lock();
    try {
      if (closed) {
        throw new JinxException("closed: the connection to " + api.settings().address(), null);
      }
      if (time == null) {
        return null;
      }
      Lease last = all.isEmpty() ? null : all.get(all.size() - 1);
      if (last != null && last.loss() == null) {
        return last;
      }
      Lease next = Lease.make(api, time);
      all.add(next);
      if (last != null && last.maybeThere()) {
        end(last); // cut off from us, not from the agent; if it fails, it still runs out
      }
      return next;
    } finally {
      lock.unlock();
    }
  }

  private @Nullable JinxException end(Lease lease) {
    JinxException once = attempt(lease);
    // A connection that broke may be a JVM in its last moment: the second attempt finds out.
    return once instanceof UnreachableException ? attempt(lease) : once;
  }

  private @Nullable JinxException attempt(Lease lease) {
    try {
      api.endLease(lease.id());
      return null;
    } catch (UnknownLeaseException e) {
      lease.gone(e);
      return null; // which is what was wanted
    } catch (UnreachableException e) {
      return e.nothingListens() ? null : e; // a dead JVM
    } catch (JinxException e) {
      return e;
    }
  }
}
