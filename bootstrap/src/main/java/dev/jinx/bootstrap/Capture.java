package dev.jinx.bootstrap;

import java.util.Map;

/** A {@code capture}: what events tell of a hit's values. Immutable; used by many threads. */
public interface Capture {
  /** The expressions as they were written, by name; unmodifiable. */
  Map<String, String> texts();

  /**
   * Computes and renders the values, on the application's thread. An expression that fails is
   * rendered as its failure.
   *
   * @return a JSON object, in UTF-8, of bounded length
   */
  byte[] render(HitView hit);
}
