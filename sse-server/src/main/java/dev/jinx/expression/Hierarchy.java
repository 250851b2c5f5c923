package dev.jinx.expression;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A class with all that it extends and implements. */
final class Hierarchy {
  private Hierarchy() {}

  /** The class and its superclasses, the nearest first. */
  static List<Class<?>> classes(Class<?> type) {
    List<Class<?>> all = new ArrayList<>();
    for (Class<?> at = type; at != null; at = at.getSuperclass()) {
      all.add(at);
    }
    return all;
  }

  /** The class, its superclasses, and then all their interfaces. */
  static Collection<Class<?>> all(Class<?> type) {
    Set<Class<?>> all = new LinkedHashSet<>(classes(type));
    Deque<Class<?>> open = new ArrayDeque<>(all);
    while (!open.isEmpty()) {
      for (Class<?> next : open.removeFirst().getInterfaces()) {
        if (all.add(next)) {
          open.addLast(next);
        }
      }
    }
    return all;
  }
}
