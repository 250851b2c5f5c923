package dev.jinx.agent;

import dev.jinx.bootstrap.Say;
import java.util.ArrayList;
import java.util.List;

/** The errors of a configuration, a line each. */
final class Problems {
  /** Lines that are said; further ones are counted. */
  private static final int MOST = 20;

  private final List<String> lines = new ArrayList<>();
  private int more;

  void add(String where, String what) {
    String line = where + ": " + what;
    if (lines.contains(line)) {
      return;
    }
    if (lines.size() < MOST) {
      lines.add(line);
    } else {
      more++;
    }
  }

  boolean isEmpty() {
    return lines.isEmpty();
  }

  /** How many there are. */
  int count() {
    return lines.size() + more;
  }

  List<String> lines() {
    List<String> all = new ArrayList<>(lines);
    if (more > 0) {
      all.add("and " + more + " more errors");
    }
    return all;
  }

  void say() {
    for (String line : lines()) {
      Say.now(line);
    }
  }
}
