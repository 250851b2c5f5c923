package dev.jinx.client;

import java.util.List;

/**
 * A declared point of the other JVM, by name. Its own waits look at all that came since its {@link
 * Jinx} was connected, whoever armed it; {@link #since} and {@link #sinceEarliest} look further
 * back.
 */
public final class Point extends Waits {
  private final Jinx jinx;
  private final String name;

  Point(Jinx jinx, String name) {
    this.jinx = jinx;
    this.name = name;
  }

  /** Its name. */
  public String name() {
    return name;
  }

  /** Through which connection. */
  public Jinx jinx() {
    return jinx;
  }

  /** Arms it with the declared action, else {@code observe}. */
  public Armed enable() {
    return enable(Arming.asDeclared());
  }

  /** Arms it with these terms. */
  public Armed enable(String terms) {
    return enable(Arming.of(terms));
  }

  /**
   * Arms it, in place of the arm that this connection has there; arms of others stay. Takes effect
   * before it returns.
   *
   * @throws UnknownPointException if no such point is declared
   * @throws RefusedException if the agent does not take the terms or the condition
   */
  public Armed enable(Arming arming) {
    return jinx.holdings().enable(jinx, this, arming);
  }

  /** Ends every arm of it, whoever armed it; threads parked there go on. */
  public void disable() {
    jinx.api().disable(name, null);
  }

  /** How it stands now. */
  public PointState state() {
    return jinx.api().point(name);
  }

  /** Who is parked there now. */
  public List<Waiter> waiters() {
    return jinx.api().waiters(name);
  }

  /** Hits so far in this life of the JVM; outlives disarming. */
  public long enters() {
    return jinx.api().enters(name);
  }

  /**
   * Lets every parked thread go on; if nobody is parked yet, the next arrival of each present arm
   * passes.
   */
  public Released release() {
    return release(Release.ALL);
  }

  /**
   * The same, and decides what happens to them: {@code throw(java.io.IOException, "disk full")}.
   *
   * @throws RefusedException if that does not fit the method; then nobody goes
   */
  public Released release(String outcome) {
    return release(Release.ALL.outcome(outcome));
  }

  /** Lets the chosen threads go. */
  public Released release(Release release) {
    return Released.of(jinx.api().message(name, release));
  }

  /** Its events behind that position. */
  public Range since(Cursor cursor) {
    return new Range(Scope.of(jinx, name, cursor));
  }

  /** All of its events that the node still has, those before this connection included. */
  public Range sinceEarliest() {
    return new Range(Scope.of(jinx, name, null));
  }

  @Override
  Scope scope() {
    return Scope.of(jinx, name, jinx.start());
  }

  @Override
  public String toString() {
    return name + " at " + jinx;
  }
}
