package dev.jinx.client.cluster;

import dev.jinx.client.Arming;
import java.util.List;

/**
 * Two nodes, and all that goes between them, whoever began the connection. The terms are those of
 * points on connections: {@code delay(100ms..200ms)}, {@code 30%drop}, {@code reset}, {@code
 * throttle(64KB)}.
 */
public final class Between {
  private final Faults faults;
  private final String one;
  private final String other;

  Between(Faults faults, String one, String other) {
    this.faults = faults;
    this.one = one;
    this.other = other;
  }

  /** On all of it. */
  public Filter apply(String terms) {
    return apply(Arming.of(terms));
  }

  /**
   * On all of it, with a seed, a condition or parameters.
   *
   * @throws ClusterException if an agent refuses, or does not answer; then it holds nowhere
   */
  public Filter apply(Arming arming) {
    String what = Rule.words(arming) + " between " + one + " and " + other;
    return filter(what, PeerRule.between(Rule.Kind.FILTER, one, other, arming));
  }

  /** On what the first sends to the second. */
  public Filter send(String terms) {
    return send(Arming.of(terms));
  }

  /** The same, with a seed, a condition or parameters. */
  public Filter send(Arming arming) {
    String what = Rule.words(arming) + " from " + one + " to " + other;
    return filter(what, PeerRule.oneWay(Rule.Kind.FILTER, one, other, arming));
  }

  /** On what the first receives from the second. */
  public Filter receive(String terms) {
    return receive(Arming.of(terms));
  }

  /** The same, with a seed, a condition or parameters. */
  public Filter receive(Arming arming) {
    return new Between(faults, other, one).send(arming);
  }

  private Filter filter(String what, List<Rule> rules) {
    return new Filter(faults.apply(what, rules));
  }
}
