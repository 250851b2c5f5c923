package dev.jinx.bootstrap;

/** One link of a chain: an action, how likely it acts, and how often at most. Immutable. */
public final class Term {
  /** A count without limit. */
  static final int ALWAYS = -1;

  private final Action action;
  private final double chance;
  private final int count;

  /**
   * @param chance from 0 to 1
   * @param count how often it acts at most, or {@link #ALWAYS}
   */
  Term(Action action, double chance, int count) {
    this.action = action;
    this.chance = chance;
    this.count = count;
  }

  /** What it does. */
  public Action action() {
    return action;
  }

  double chance() {
    return chance;
  }

  int count() {
    return count;
  }

  boolean isPlain() {
    return chance >= 1 && count == ALWAYS;
  }
}
