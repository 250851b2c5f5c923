package dev.jinx.bootstrap;

import java.lang.invoke.MutableCallSite;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The linked calls of a point, held weakly: nothing of ours keeps a class or its loader alive.
 * Linking happens on the application's threads and takes no lock.
 */
final class Calls {
  private static final class Link {
    final WeakReference<Linked.Call> call;
    @Nullable Link older;

    Link(Linked.Call call) {
      this.call = new WeakReference<>(call);
    }
  }

  private final AtomicReference<@Nullable Link> newest = new AtomicReference<>();
  private volatile Mode mode = Mode.OFF;

  Mode mode() {
    return mode;
  }

  /** Adds a call and gives it the target of the present mode. */
  void add(Linked.Call call) {
    Link link = new Link(call);
    Link old;
    do {
      old = newest.get();
      link.older = old;
    } while (!newest.compareAndSet(old, link));
    // Whoever changes the mode finds the link now, or changed it before the look here; only a
    // target set here late has to be corrected.
    Mode seen;
    do {
      seen = mode;
      call.become(seen);
    } while (seen != mode);
  }

  /**
   * Changes the mode of all calls, and returns when every thread sees it. Under Arming's lock.
   *
   * @return whether it was another before
   */
  boolean switchTo(Mode wanted) {
    if (mode == wanted) {
      return false;
    }
    mode = wanted;
    List<MutableCallSite> changed = new ArrayList<>();
    Link newer = null;
    for (Link link = newest.get(); link != null; link = link.older) {
      Linked.Call call = link.call.get();
      if (call != null) {
        call.become(wanted);
        changed.add(call);
        newer = link;
      } else if (newer != null) {
        // Its class is gone. The newest link stays: only others can be cut out without a race.
        newer.older = link.older;
      }
    }
    if (!changed.isEmpty()) {
      MutableCallSite.syncAll(changed.toArray(new MutableCallSite[0]));
    }
    return true;
  }
}
