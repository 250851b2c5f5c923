package dev.jinx.client;

import dev.jinx.client.http.Address;
import dev.jinx.client.json.Json;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A connection to one JVM with the agent. It reads the node's event stream from the moment it is
 * made, on one daemon thread; waits look at what that brought.
 *
 * <pre>{@code
 * try (Jinx jinx = Jinx.connect("127.0.0.1:7117")) {
 *   Armed commit = jinx.point("before-commit").enable("pause(30s)");
 *   Hit hit = commit.awaitParked(Duration.ofSeconds(10));
 *   hit.release();
 * }
 * }</pre>
 */
public final class Jinx implements AutoCloseable {
  private final Api api;
  private final Cursor start;
  private final Tape tape;
  private final TapeReader reader;
  private final int capacity;
  private final List<Armed> enabled = new ArrayList<>();
  private boolean closed;

  Jinx(Settings settings, int capacity) {
    this.api = new Api(settings);
    this.capacity = capacity;
    this.start = api.health().cursor();
    this.tape = new Tape(start, capacity);
    this.reader = TapeReader.start(api, tape, EventFilter.ALL.since(start));
  }

  /**
   * Connects to {@code HOST:PORT}.
   *
   * @throws UnreachableException if nothing answers there
   * @throws IllegalArgumentException if that is no address
   */
  public static Jinx connect(String address) {
    return at(address).connect();
  }

  /** Begins a connection with a token or other times than the usual ones. */
  public static JinxBuilder at(String address) {
    return new JinxBuilder(Settings.of(Address.parse(address), null));
  }

  /** A point by name; whether it is declared shows when it is used. */
  public Point point(String name) {
    return new Point(this, name);
  }

  /** Every declared point with its state. */
  public List<PointState> points() {
    return api.points();
  }

  /** Disarms every point, whoever armed it; all parked threads go on. */
  public void disableAll() {
    api.disable(null);
  }

  /** A stream of events of its own, from now on unless the filter says otherwise. */
  public EventStream events(EventFilter filter) {
    return EventStream.open(api, filter);
  }

  /** Where the node's log stands now: a later {@link Point#since} begins there. */
  public Cursor cursor() {
    return api.health().cursor();
  }

  /**
   * Waits until each arm was hit once, in any order.
   *
   * @return the first hit of each, in the order of the arms given
   */
  public List<Hit> awaitAll(Duration timeout, Armed... arms) {
    return Several.all(timeout, List.of(arms));
  }

  /**
   * Waits until the arms were hit one after the other; other hits may lie between.
   *
   * @return the hits, in the log's order
   */
  public List<Hit> awaitSequence(Duration timeout, Armed... arms) {
    return Several.sequence(timeout, List.of(arms));
  }

  /**
   * Ends the stream and every wait on it, and disables what this connection enabled, unless another
   * has armed the same point since. A JVM that is dead needs nothing.
   *
   * @throws JinxException if something may be left armed
   */
  @Override
  public void close() {
    List<Armed> mine;
    synchronized (enabled) {
      mine = closed ? List.of() : List.copyOf(enabled);
      closed = true;
    }
    try {
      Closing.disable(api, mine);
    } finally {
      reader.close();
    }
  }

  @Override
  public String toString() {
    return start.node() + " at " + api.settings().address();
  }

  Armed armed(Point point, String answer) {
    Armed armed;
    try {
      Map<String, Object> json = Json.object(answer);
      Cursor cursor = Cursor.parse(Values.text(json, "cursor", ""));
      int arm = Values.whole(json, "arm", -1);
      armed = new Armed(this, point, cursor, arm, Values.number(json, "seed", 0));
    } catch (IOException | IllegalArgumentException e) {
      throw new JinxException("not the answer to an enable: " + answer, e);
    }
    synchronized (enabled) {
      enabled.removeIf(older -> older.point().name().equals(point.name()));
      enabled.add(armed);
      if (!closed) {
        return armed;
      }
    }
    armed.disable(); // closed meanwhile: nothing stays armed
    throw new JinxException("closed: " + this, null);
  }

  Api api() {
    return api;
  }

  Cursor start() {
    return start;
  }

  Tape tape() {
    return tape;
  }

  int capacity() {
    return capacity;
  }
}
