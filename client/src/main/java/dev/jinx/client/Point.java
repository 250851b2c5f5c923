package dev.jinx.client;

import dev.jinx.client.json.Json;
import java.io.IOException;
import java.util.List;
import java.util.Map;

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

  /** Arms it with the declared action, else {@code observe}. */
  public Armed enable() {
    return enable(Arming.asDeclared());
  }

  /** Arms it with these terms. */
  public Armed enable(String terms) {
    return enable(Arming.of(terms));
  }

  /**
   * Arms it; an arm that it has is replaced. Takes effect before it returns.
   *
   * @throws UnknownPointException if no such point is declared
   * @throws RefusedException if the agent does not take the terms
   */
  public Armed enable(Arming arming) {
    return jinx.armed(this, jinx.api().enable(name, arming));
  }

  /** Disarms it, whoever armed it; threads parked there go on. */
  public void disable() {
    jinx.api().disable(name);
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
   * Lets every parked thread go on; if nobody is parked yet, the next arrival of the present arm
   * passes.
   */
  public Released message() {
    return message(Release.ALL);
  }

  /** Lets the chosen threads go. */
  public Released message(Release release) {
    try {
      Map<String, Object> answer = Json.object(jinx.api().message(name, release));
      return new Released(Values.whole(answer, "released", 0), Values.whole(answer, "kept", 0));
    } catch (IOException e) {
      throw new JinxException("an answer that is no JSON: " + e.getMessage(), e);
    }
  }

  /** Its events behind that position. */
  public Range since(Cursor cursor) {
    return new Range(new Scope(jinx, name, null, cursor));
  }

  /** All of its events that the node still has, those before this connection included. */
  public Range sinceEarliest() {
    return new Range(new Scope(jinx, name, null, null));
  }

  @Override
  Scope scope() {
    return new Scope(jinx, name, null, jinx.start());
  }

  @Override
  public String toString() {
    return name + " at " + jinx;
  }
}
