package dev.jinx.bootstrap;

/** A {@code when}: whether an arm takes a hit. Immutable; used by many threads at once. */
public interface Condition {
  /** The expression as it was written. */
  String text();

  /**
   * Looks at a hit, on the application's thread.
   *
   * @throws Exception where the expression cannot be computed, which means no hit and is counted
   */
  boolean holds(HitView hit) throws Exception;
}
