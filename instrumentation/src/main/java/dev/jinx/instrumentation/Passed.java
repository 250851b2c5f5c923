package dev.jinx.instrumentation;

import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A class that has passed the transformer, and which its loader may have defined since. */
final class Passed {
  final String name;
  final long at = System.nanoTime();
  private final @Nullable WeakReference<ClassLoader> loader;

  /**
   * @param name with slashes
   */
  Passed(String name, @Nullable ClassLoader loader) {
    this.name = name;
    this.loader = loader == null ? null : new WeakReference<>(loader);
  }

  /** Whether its loader is gone, and the class with it. */
  boolean isGone() {
    return loader != null && loader.get() == null;
  }

  private boolean is(Class<?> loaded) {
    return loaded.getClassLoader() == (loader == null ? null : loader.get());
  }

  /** Takes a class that is loaded out of those that are awaited; whether it was among them. */
  static boolean remove(Class<?> loaded, Map<String, List<Passed>> byName) {
    List<Passed> same = byName.get(loaded.getName());
    if (same == null) {
      return false;
    }
    boolean found = false;
    for (int i = same.size() - 1; i >= 0; i--) {
      if (same.get(i).is(loaded)) {
        same.remove(i);
        found = true;
      } else if (same.get(i).isGone()) {
        same.remove(i);
      }
    }
    if (same.isEmpty()) {
      byName.remove(loaded.getName());
    }
    return found;
  }
}
