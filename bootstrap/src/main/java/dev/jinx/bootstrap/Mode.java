package dev.jinx.bootstrap;

/** What the sites of a point are linked to. */
enum Mode {
  /** Nothing: the compiler removes the call. */
  OFF,
  /** A hit, without its arguments. */
  ON,
  /** A hit, with its arguments boxed: something of the arm looks at them. */
  WITH_VALUES
}
