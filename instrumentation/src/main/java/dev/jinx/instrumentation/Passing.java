package dev.jinx.instrumentation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The classes that passed the transformer last. Between that and its appearance among the loaded
 * classes a class may wait for its superclass, for any time; whoever declares a point meanwhile
 * finds it nowhere else.
 */
final class Passing {
  private static final int KEPT = 256;
  private static final long RECENT = 5_000_000_000L;

  private final @Nullable Passed[] last = new Passed[KEPT];
  private int next;

  /**
   * A class has passed. To be called before the look whether the filter is still the same; who
   * changes the filter asks afterwards.
   */
  synchronized void add(Passed passed) {
    last[next] = passed;
    next = (next + 1) % KEPT;
  }

  /** Those that the filter may mean, by name with dots. */
  synchronized Map<String, List<Passed>> meant(PreFilter filter) {
    Map<String, List<Passed>> meant = new HashMap<>();
    for (Passed passed : last) {
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
