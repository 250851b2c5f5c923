package dev.jinx.client.cluster;

import dev.jinx.client.internal.Nearest;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The names of a cluster's nodes, in their order. */
final class Members {
  private final Set<String> names;

  Members(Collection<String> names) {
    this.names = new LinkedHashSet<>(names);
    if (this.names.isEmpty()) {
      throw new IllegalArgumentException("a cluster without nodes");
    }
  }

  List<String> all() {
    return List.copyOf(names);
  }

  /** All but one. */
  Set<String> without(String name) {
    Set<String> others = new LinkedHashSet<>(names);
    others.remove(known(name));
    return others;
  }

  Set<String> known(Collection<String> some) {
    Set<String> known = new LinkedHashSet<>();
    some.forEach(name -> known.add(known(name)));
    return known;
  }

  /**
   * The name, if it is a member's.
   *
   * @throws IllegalArgumentException with the nearest name, if it is not
   */
  String known(String name) {
    if (names.contains(name)) {
      return name;
    }
    throw new IllegalArgumentException(
        "no node '"
            + name
            + "'"
            + Nearest.of(name, names)
                .map(near -> "; did you mean '" + near + "'?")
                .orElse("; there are " + Shapes.words(names)));
  }
}
