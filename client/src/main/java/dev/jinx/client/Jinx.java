package dev.jinx.client;

import dev.jinx.client.http.Address;
import dev.jinx.client.internal.Closing;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

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
 *
 * <p>Its first {@code enable} makes a lease, which a second daemon thread renews: should this
 * process die or stall, what it enabled is disabled when the lease runs out.
 */
public final class Jinx implements AutoCloseable {
  private final Api api;
  private final Cursor start;
  private final Tape tape;
  private final TapeReader reader;
  private final Holdings holdings;
  private final Conduct conduct;
  private final AtomicBoolean closed = new AtomicBoolean();

  Jinx(Settings settings, Conduct conduct) {
    this.api = new Api(settings);
    this.holdings = new Holdings(api, new Leases(api, conduct.lease()));
    this.conduct = conduct;
    this.start = api.health().cursor();
    this.tape = new Tape(start, conduct.capacity());
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

  /**
   * Begins a connection with a token, other times than the usual ones, or a reader of its report.
   */
  public static JinxBuilder at(String address) {
    return new JinxBuilder(Settings.of(Address.parse(address), null), Conduct.USUAL);
  }

  /** The node's name. */
  public String node() {
    return start.node();
  }

  /**
   * Makes another connection, to the same address and in the same manner: after the JVM there began
   * another life, say, to wait for what happens in that one.
   *
   * @throws UnreachableException if nothing answers there
   */
  public Jinx again() {
    return new Jinx(api.settings(), conduct);
  }

  /** Where the node's log stood when this connection was made, and in which life of the JVM. */
  public Cursor begin() {
    return start;
  }

  /** Up to where this connection has brought the node's events. */
  public Cursor position() {
    return tape.position();
  }

  /** The events behind that position that this connection has brought, and still keeps. */
  public List<Event> seen(Cursor since) {
    return tape.from(tape.indexAfter(since));
  }

  /** How its agent is reached. */
  public Settings settings() {
    return api.settings();
  }

  /** What the agent knows of the connections of its JVM: where it listens, and to whom it goes. */
  public NetState net() {
    return net(api.settings().requestTimeout());
  }

  /** The same, and waits no longer than that for each answer. */
  public NetState net(Duration patience) {
    return api.net(patience);
  }

  /** A point by name; whether it is declared shows when it is used. */
  public Point point(String name) {
    return new Point(this, name);
  }

  /**
   * Declares a point in the running JVM: woven, where its class is loaded already, when this
   * returns. Undeclared when this connection is closed, unless it is to be kept.
   *
   * @throws RefusedException if something in it is wrong, the name is taken, or points may not be
   *     declared over HTTP there
   */
  public Point declare(Declaration declaration) {
    holdings.declare(declaration);
    return point(declaration.name());
  }

  /**
   * Takes a point away, wherever it was declared: its arms end, its classes are as before.
   *
   * @throws UnknownPointException if there is no such point
   */
  public void undeclare(String name) {
    holdings.undeclare(name);
  }

  /** What there is to say of the points that this connection enabled or declared. */
  public Report report() {
    return holdings.report();
  }

  /** Every declared point with its state. */
  public List<PointState> points() {
    return api.points();
  }

  /** Disarms every point, whoever armed it; all parked threads go on. */
  public void disableAll() {
    api.disable(null, null);
  }

  /** A stream of events of its own, from now on unless the filter says otherwise. */
  public EventStream events(EventFilter filter) {
    return EventStream.open(api, filter);
  }

  /**
   * Begins a stream that resumes where an earlier one came to, is strict, or outlives restarts of
   * the JVM. It does not end with this connection.
   */
  public StreamBuilder stream(EventFilter filter) {
    return EventStream.from(api, filter);
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
   * Hands out the report, ends the lease and with it all that this connection enabled, undeclares
   * what it declared, and ends the stream and every wait on it. A JVM that is dead needs nothing.
   * Its threads have ended when this returns.
   *
   * @throws JinxException if something may be left armed or declared
   */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      Closing.all(List.of(this::tell, holdings::close, reader::close));
    }
  }

  private void tell() {
    Report report;
    try {
      report = holdings.report();
    } catch (UnreachableException e) {
      return; // a dead JVM has nothing to say; if it lives, ending the lease fails, and says so
    }
    conduct.onReport().accept(report);
  }

  @Override
  public String toString() {
    return start.node() + " at " + api.settings().address();
  }

  Api api() {
    return api;
  }

  Holdings holdings() {
    return holdings;
  }

  Cursor start() {
    return start;
  }

  Tape tape() {
    return tape;
  }

  int capacity() {
    return conduct.capacity();
  }
}
