package dev.jinx.expression;

import org.jspecify.annotations.Nullable;

/** A part of an expression, ready to be computed by any number of threads. */
interface Term {
  /**
   * @throws Failure where there is no value, with the reason
   */
  @Nullable Object value(Values values) throws Failure;
}
