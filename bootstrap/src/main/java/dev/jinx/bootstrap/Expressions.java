package dev.jinx.bootstrap;

import java.util.Map;

/** Makes conditions and captures of texts. Its library is loaded when it is used first. */
public interface Expressions {
  /**
   * Reads a condition.
   *
   * @throws ExpressionException with the column and what is wrong
   */
  Condition condition(String text) throws ExpressionException;

  /**
   * Reads captures.
   *
   * @param texts expressions by name
   * @throws ExpressionException with the name, the column and what is wrong
   */
  Capture capture(Map<String, String> texts) throws ExpressionException;
}
