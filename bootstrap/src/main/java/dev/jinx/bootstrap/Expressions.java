package dev.jinx.bootstrap;

import java.util.Map;

/** Makes conditions and captures of texts. Its library is loaded when it is used first. */
public interface Expressions {
  /**
   * Reads a condition.
   *
   * @param onConnections whether its point is on connections, and not in a method: the two have
   *     other variables
   * @throws ExpressionException with the column and what is wrong
   */
  Condition condition(String text, boolean onConnections) throws ExpressionException;

  /**
   * Reads captures.
   *
   * @param texts expressions by name
   * @param onConnections as for conditions
   * @throws ExpressionException with the name, the column and what is wrong
   */
  Capture capture(Map<String, String> texts, boolean onConnections) throws ExpressionException;
}
