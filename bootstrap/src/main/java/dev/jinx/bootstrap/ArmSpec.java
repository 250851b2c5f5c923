package dev.jinx.bootstrap;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a point is to be enabled. Immutable. */
public final class ArmSpec {
  final Terms terms;
  final boolean oneShot;
  final long seed;
  final Map<String, String> parameters;
  final @Nullable Condition condition;
  final @Nullable Capture capture;
  final @Nullable String lease;

  /**
   * @param terms what happens at a hit
   * @param oneShot whether the first action other than {@code off} uses the arm up
   * @param seed of its draws
   * @param parameters what its events carry, unmodifiable
   * @param condition which hits it takes, or null for all
   * @param capture what its events tell of a hit's values, or null
   * @param lease with which it ends, or null
   */
  public ArmSpec(
      Terms terms,
      boolean oneShot,
      long seed,
      Map<String, String> parameters,
      @Nullable Condition condition,
      @Nullable Capture capture,
      @Nullable String lease) {
    this.terms = terms;
    this.oneShot = oneShot;
    this.seed = seed;
    this.parameters = parameters;
    this.condition = condition;
    this.capture = capture;
    this.lease = lease;
  }

  /** What a declaration says, with nothing changed. */
  public static ArmSpec of(Declaration declared, boolean oneShot, long seed) {
    Terms terms = declared.terms();
    return new ArmSpec(
        terms == null ? Terms.OBSERVE : terms,
        oneShot,
        seed,
        declared.parameters(),
        declared.condition(),
        declared.capture(),
        null);
  }
}
