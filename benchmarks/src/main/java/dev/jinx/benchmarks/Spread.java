package dev.jinx.benchmarks;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;

/**
 * What is told of several measurements of one thing.
 *
 * @param median the middle one
 * @param min the least
 * @param max the greatest
 */
record Spread(double median, double min, double max) {
  static Spread of(Collection<Double> values) {
    double[] array = new double[values.size()];
    int at = 0;
    for (double value : values) {
      array[at++] = value;
    }
    return of(array);
  }

  static Spread of(double... values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return new Spread(percentile(sorted, 50), sorted[0], sorted[sorted.length - 1]);
  }

  static double median(double... values) {
    return of(values).median;
  }

  /**
   * A percentile of values in order; between two of them where it falls between.
   *
   * @throws IllegalArgumentException where there are none
   */
  static double percentile(double[] sorted, double percent) {
    if (sorted.length == 0) {
      throw new IllegalArgumentException("nothing was measured");
    }
    double at = percent / 100 * (sorted.length - 1);
    int below = (int) at;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
  }

  /** {@code 1.003 (0.998-1.010)}. */
  String text(int decimals) {
    return number(median, decimals)
        + " ("
        + number(min, decimals)
        + "-"
        + number(max, decimals)
        + ")";
  }

  static String number(double value, int decimals) {
    return String.format(Locale.ROOT, "%,." + decimals + "f", value);
  }
}
