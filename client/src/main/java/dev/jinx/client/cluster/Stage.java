package dev.jinx.client.cluster;

import dev.jinx.client.Arming;
import org.jspecify.annotations.Nullable;

/**
 * One filter of several: what it does before a message is executed, and after.
 *
 * @param before what happens at the entry of the method, or null
 * @param after what happens at its normal end, or null
 */
public record Stage(@Nullable Arming before, @Nullable Arming after) {
  /** Before it alone. */
  public static Stage before(String terms) {
    return before(Arming.of(terms));
  }

  /** The same, with a condition, a seed or parameters. */
  public static Stage before(Arming terms) {
    return new Stage(terms, null);
  }

  /** After it alone. */
  public static Stage after(String terms) {
    return new Stage(null, Arming.of(terms));
  }

  /** Before it and after it. */
  public static Stage around(String before, String after) {
    return new Stage(Arming.of(before), Arming.of(after));
  }
}
