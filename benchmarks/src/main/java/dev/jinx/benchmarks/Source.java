package dev.jinx.benchmarks;

/** Where events come from, and where readers find them. */
interface Source {
  String address();

  String path();

  /** One event to all readers. */
  void send();
}
