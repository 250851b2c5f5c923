package dev.jinx.client.fleet;

import dev.jinx.client.http.Address;
import org.jspecify.annotations.Nullable;

/**
 * How a fleet's stream from one node fares.
 *
 * @param address where the node is said to listen
 * @param node its name: as it was given, else as the node told it, null as long as it did not
 * @param state where the connection stands
 * @param reconnects how often it was lost and came back
 * @param cause the last failure, or null
 */
public record NodeState(
    Address address,
    @Nullable String node,
    State state,
    int reconnects,
    @Nullable Throwable cause) {

  /** Where the connection stands. */
  public enum State {
    /** Not tried yet. */
    NEW,
    /** Events flow. */
    LIVE,
    /** Lost, or not reached yet, and tried again and again. */
    LOST,
    /** As lost, and nothing listens at the address: the JVM is dead, or not born yet. */
    DOWN
  }

  NodeState with(State next, @Nullable Throwable why) {
    boolean back = next == State.LIVE && (state == State.LOST || state == State.DOWN);
    return new NodeState(
        address, node, next, reconnects + (back ? 1 : 0), why == null ? cause : why);
  }

  NodeState named(String name) {
    return new NodeState(address, name, state, reconnects, cause);
  }

  /** Name and address, as far as they are known. */
  public String who() {
    return node == null ? address.toString() : node + " at " + address;
  }

  @Override
  public String toString() {
    String why = cause == null ? "" : ": " + cause.getMessage();
    return who()
        + switch (state) {
          case NEW -> " was not tried yet";
          case LIVE -> reconnects == 0 ? " is there" : " is there again";
          case LOST -> " is lost, trying again" + why;
          case DOWN -> " is down, trying again" + why;
        };
  }
}
