package dev.jinx.control;

import dev.jinx.bootstrap.Arming;
import dev.jinx.bootstrap.Point;
import dev.jinx.bootstrap.Points;
import java.util.List;
import java.util.Map;

/**
 * How much requests may have this JVM keep. Far above what tests need; they stop a test in an
 * endless loop before it fills the application's heap.
 */
final class Bounds {
  /** Arms of one point, each with a lease of its own. */
  static final int ARMS_OF_A_POINT = 1_000;

  /** Arms of all points. */
  static final int ARMS = 10_000;

  /** Points, however they were declared. */
  static final int POINTS = 10_000;

  /** Parameters of an arm, captures of a point. */
  static final int ENTRIES = 1_000;

  /** Characters of terms, of an expression, of a selector. */
  static final int TEXT = 10_000;

  private Bounds() {}

  /** Whether the point may have one more arm; under the lock of {@link Arming}. */
  static void checkArms(Point point, int replaced) throws RefusedException {
    check(Arming.arms(List.of(point), null).size() - replaced, ARMS_OF_A_POINT, point, "it has");
  }

  /**
   * Whether there may be so many more arms; under the lock of {@link Arming}.
   *
   * @param point the one to name
   */
  static void checkAllArms(Point point, int more) throws RefusedException {
    check(Arming.arms(Points.all(), null).size() + more - 1, ARMS, point, "there are");
  }

  private static void check(int arms, int most, Point point, String has) throws RefusedException {
    if (arms >= most) {
      throw new RefusedException(
          RefusedException.Kind.CONFLICT,
          "name",
          point.name(),
          has + " " + most + " arms already; disable some, or let their leases end",
          0);
    }
  }

  static void checkPoints(String name) throws RefusedException {
    if (Points.all().size() >= POINTS) {
      throw new RefusedException(
          RefusedException.Kind.CONFLICT,
          "name",
          name,
          "there are " + POINTS + " points already; undeclare some",
          0);
    }
  }

  static void checkEntries(String field, Map<String, String> entries) throws RefusedException {
    if (entries.size() > ENTRIES) {
      throw new RefusedException(
          field, entries.size() + " of them", "there may be at most " + ENTRIES, 0);
    }
  }

  static void checkText(String field, String text) throws RefusedException {
    if (text.length() > TEXT) {
      throw new RefusedException(
          field, text, "is longer than " + TEXT + " characters: " + text.length(), 0);
    }
  }
}
