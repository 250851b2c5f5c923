package dev.jinx.net;

import java.util.List;

/** How a connection stood at one moment. Immutable. */
public final class Connection {
  private final long number;
  private final String peer;
  private final String local;
  private final long held;
  private final List<String> points;

  Connection(long number, String peer, String local, long held, List<String> points) {
    this.number = number;
    this.peer = peer;
    this.local = local;
    this.held = held;
    this.points = List.copyOf(points);
  }

  /** From 1, in the order in which points have seen them; what events call {@code connection}. */
  public long number() {
    return number;
  }

  /** Its other end, {@code 10.0.0.2:2888} or {@code [::1]:2888}. */
  public String peer() {
    return peer;
  }

  /** Its end in this JVM; {@code ?} where it is not known yet. */
  public String local() {
    return local;
  }

  /** Bytes that points hold back, of both directions together. */
  public long held() {
    return held;
  }

  /** The names of the enabled points that are on it, in the order of their declaration. */
  public List<String> points() {
    return points;
  }
}
