package dev.jinx.benchmarks;

/** The method with the point that is enabled. */
public final class Hits {
  /** Its name in a configuration. */
  static final String POINT = "hit";

  private static int last;

  private Hits() {}

  /** What a point is put on: next to nothing. */
  public static void hit(int number) {
    last = number;
  }

  static java.util.List<String> point() {
    return Node.point(POINT, Hits.class.getName() + "#hit", "entry");
  }

  static int last() {
    return last;
  }
}
