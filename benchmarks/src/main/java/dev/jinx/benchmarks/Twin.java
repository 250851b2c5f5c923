package dev.jinx.benchmarks;

/** What twins are called by. */
public interface Twin {
  /** Runs a cell's method that often; the result keeps the compiler from dropping the work. */
  long run(int cell, int times);
}
