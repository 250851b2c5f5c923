package dev.jinx.client.cluster;

import dev.jinx.client.Arming;

/** What can happen to messages. What each action means is told with those of calls. */
public abstract sealed class MessageActions permits Messages {
  MessageActions() {}

  /** Loses them, and tells nobody. */
  public MessageFilter drop() {
    return apply("drop");
  }

  /** Loses so many at each node, and lets all behind them pass. */
  public MessageFilter skip(int count) {
    return apply(count + "*drop");
  }

  /** Executes them so much later: {@code 200ms}, {@code 100ms..200ms}. */
  public MessageFilter defer(String range) {
    return apply("defer(" + range + ")");
  }

  /** Executes each twice. */
  public MessageFilter duplicate() {
    return apply("duplicate");
  }

  /** Keeps so many, then executes them in an order that is drawn. */
  public MessageFilter reorder(int count) {
    return apply("reorder(" + count + ")");
  }

  /**
   * Holds each of them, and no thread of the program, until it is released by its {@link
   * dev.jinx.client.Hit}, in any order; at most five minutes.
   */
  public MessageFilter hold() {
    return apply("hold");
  }

  /** Whatever these terms say. */
  public MessageFilter apply(String terms) {
    return apply(Arming.of(terms));
  }

  /** The same, with a seed, a further condition or parameters. */
  public abstract MessageFilter apply(Arming terms);
}
