package dev.jinx.instrumentation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The classes that passed the transformer last. Between that and its appearance among the loaded
 * classes a class may wait for its superclass, for any time; whoever declares a point meanwhile
 * finds it nowhere else.
 */
final class Passing {
  /** A power of two. */
  private static final int KEPT = 256;

  private static final long RECENT = 5_000_000_000L;

  // Without a lock: threads of the application come by here with each class.
  private final AtomicReferenceArray<@Nullable Passed> last = new AtomicReferenceArray<>(KEPT);
  private final AtomicInteger next = new AtomicInteger();

  /**
   * A class has passed. To be called before the look whether the filter is still the same; who
   * changes the filter asks afterwards.
   */
  void add(Passed passed) {
    last.set(next.getAndIncrement() & KEPT - 1, passed);
  }

  /** Those that the filter may mean, by name with dots. */
  Map<String, List<Passed>> meant(PreFilter filter) {
    Map<String, List<Passed>> meant = new HashMap<>();
    for (int i = 0; i < KEPT; i++) {
      Passed passed = last.get(i);
      if (passed != null && !passed.isGone() && mayBeMeant(passed, filter)) {
        String name = passed.name.replace('/', '.');
        List<Passed> same = meant.get(name);
        if (same == null) {
          same = new ArrayList<>();
          meant.put(name, same);
        }
        same.add(passed);
      }
    }
    return meant;
  }

  /** Of subtypes the name tells nothing; and a class may also be one that its loader gave up. */
  private static boolean mayBeMeant(Passed passed, PreFilter filter) {
    return filter.means(passed.name)
        || filter.asksForSupertypes() && System.nanoTime() - passed.at < RECENT;
  }
}
