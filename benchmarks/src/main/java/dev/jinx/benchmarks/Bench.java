package dev.jinx.benchmarks;

import java.util.List;

/** One row of the budgets: a letter, and what is measured and printed under it. */
interface Bench {
  /** What is measured, in one line. */
  String what();

  /** Measures on each JDK and prints. */
  void run(List<Jdk> jdks) throws Exception;
}
