package dev.jinx.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Measured values by name, in the order of the rounds. */
final class Samples {
  private final Map<String, List<Double>> values = new HashMap<>();

  void add(String name, double value) {
    of(name).add(value);
  }

  /** Adds the 50th and the 99th percentile, under {@code NAME 50} and {@code NAME 99}. */
  void percentiles(String name, double[] unordered) {
    double[] sorted = unordered.clone();
    Arrays.sort(sorted);
    add(name + " 50", Spread.percentile(sorted, 50));
    add(name + " 99", Spread.percentile(sorted, 99));
  }

  double last(String name) {
    List<Double> all = of(name);
    return all.get(all.size() - 1);
  }

  Spread spread(String name) {
    return Spread.of(of(name));
  }

  /** One less the other, round by round. */
  Spread difference(String name, String less) {
    List<Double> all = of(name);
    double[] difference = new double[all.size()];
    for (int i = 0; i < difference.length; i++) {
      difference[i] = all.get(i) - of(less).get(i);
    }
    return Spread.of(difference);
  }

  /** One by the other, round by round. */
  Spread ratio(String name, String by) {
    List<Double> all = of(name);
    double[] ratio = new double[all.size()];
    for (int i = 0; i < ratio.length; i++) {
      ratio[i] = all.get(i) / of(by).get(i);
    }
    return Spread.of(ratio);
  }

  private List<Double> of(String name) {
    return values.computeIfAbsent(name, any -> new ArrayList<>());
  }
}
