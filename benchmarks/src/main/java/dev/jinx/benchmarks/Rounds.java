package dev.jinx.benchmarks;

/** How often and how long; {@code -Djinx.quick} is for trying whether a benchmark runs at all. */
final class Rounds {
  private static final boolean QUICK = Boolean.getBoolean("jinx.quick");

  private Rounds() {}

  static int of(int full, int quick) {
    return QUICK ? quick : full;
  }

  /** What a child process needs to make the same choice. */
  static String flag() {
    return "-Djinx.quick=" + QUICK;
  }
}
