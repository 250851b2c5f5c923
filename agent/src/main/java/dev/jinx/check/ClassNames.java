package dev.jinx.check;

import dev.jinx.bootstrap.Names;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Finds the classes that somebody may have meant. */
final class ClassNames {
  private static final int MOST = 3;

  private final Collection<String> names;

  /**
   * @param names all there are, with dots
   */
  ClassNames(Collection<String> names) {
    this.names = names;
  }

  /** {@code ; did you mean 'com.acme.Store'?}, or nothing. */
  String hint(String wanted) {
    Set<String> near = new LinkedHashSet<>();
    String simple = simple(wanted);
    for (String name : names) {
      // The wrong package, or a dot in place of a nested class's '$'.
      if (simple(name).equalsIgnoreCase(simple) && near.size() < MOST) {
        near.add(name);
      }
    }
    if (near.isEmpty()) {
      List<String> same = new ArrayList<>();
      String start = wanted.substring(0, wanted.length() - simple.length());
      for (String name : names) {
        if (name.startsWith(start)) {
          same.add(name);
        }
      }
      List<String> found = Names.nearest(wanted, same);
      found = found.isEmpty() ? Names.nearest(wanted, names) : found;
      near.addAll(found.subList(0, Math.min(1, found.size())));
    }
    return near.isEmpty() ? "" : "; did you mean '" + String.join("' or '", near) + "'?";
  }

  private static String simple(String name) {
    return name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf('$')) + 1);
  }
}
