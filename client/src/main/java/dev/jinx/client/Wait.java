package dev.jinx.client;

import java.io.Closeable;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Runs one wait: goes over the range, then stays at its end until the time is over. */
final class Wait implements Closeable {
  private static final Duration CATCH_UP = Duration.ofSeconds(10);

  private final List<Scope> scopes;
  private final Scope scope;
  private final Tape tape;
  private final @Nullable TapeReader own;
  private final long begin;
  private final boolean endsOnFailure;
  private long index;
  private @Nullable Event failure;

  private Wait(List<Scope> scopes, boolean endsOnFailure) {
    this.scopes = scopes;
    this.endsOnFailure = endsOnFailure;
    this.scope = scopes.get(0);
    Cursor since = scope.since();
    if (since != null && scope.jinx().tape().covers(since)) {
      own = null;
      tape = scope.jinx().tape();
      begin = tape.indexAfter(since);
    } else {
      // Before all that this connection has seen: ask the node's log again, for this wait alone.
      Api api = scope.jinx().api();
      EventFilter all = EventFilter.ALL;
      Cursor start = since == null ? beforeAll(api.health().cursor()) : since;
      tape = new Tape(start, scope.jinx().capacity());
      own = TapeReader.start(api, tape, since == null ? all.sinceEarliest() : all.since(since));
      begin = 0;
    }
    index = begin;
  }

  /**
   * Waits for an event.
   *
   * @param scopes what it is about; the first one's range is the wait's
   * @param what in words, for the message of a time-out
   * @param satisfied is asked for each event of the range in turn; may remember what it saw
   */
  static Event run(List<Scope> scopes, String what, Duration timeout, Predicate<Event> satisfied) {
    return run(scopes, what, timeout, satisfied, true);
  }

  /** Waits for an event of a thread that is parked already: it comes even if the point fails. */
  static Event end(Scope scope, String what, Duration timeout, Predicate<Event> satisfied) {
    return run(List.of(scope), what, timeout, satisfied, false);
  }

  private static Event run(
      List<Scope> scopes,
      String what,
      Duration timeout,
      Predicate<Event> satisfied,
      boolean endsOnFailure) {
    try (Wait wait = new Wait(scopes, endsOnFailure)) {
      Event event = wait.find(timeout, satisfied);
      if (event != null) {
        return event;
      }
      throw new WaitTimeoutException(
          Diagnosis.of(scopes, what, timeout, wait.tape, wait.begin), null);
    }
  }

  /** Waits for the time to pass, and then for all that was published until then. */
  static @Nullable Event none(Scope scope, Duration quiet, Predicate<Event> unexpected) {
    try (Wait wait = new Wait(List.of(scope), true)) {
      Event event = wait.find(quiet, unexpected);
      if (event == null) {
        Cursor now = scope.jinx().api().health().cursor();
        event = wait.findUpTo(now, unexpected);
      }
      return event;
    }
  }

  private @Nullable Event find(Duration timeout, Predicate<Event> satisfied) {
    long left = timeout.toNanos();
    boolean checked = false;
    while (true) {
      Cursor position = tape.position();
      Link link = tape.link(); // before looking: what comes meanwhile changes one of the two
      Event event = scan(satisfied);
      if (event != null) {
        return event;
      }
      checkLink(link, position);
      if (left <= 0) {
        return null;
      }
      if (!checked || failure != null) {
        checked = true;
        checkPoints();
      }
      left = await(position, link, left);
    }
  }

  private @Nullable Event findUpTo(Cursor end, Predicate<Event> unexpected) {
    long left = CATCH_UP.toNanos();
    while (true) {
      Cursor position = tape.position();
      Link link = tape.link();
      Event event = scan(unexpected);
      if (event != null || !end.isAfter(position)) {
        return event;
      }
      checkLink(link, position);
      if (left <= 0) {
        throw new UnreachableException(
            "cannot say that "
                + scope
                + " was not hit: the stream is behind the log, at "
                + position
                + " and not at "
                + end
                + " ("
                + link
                + ")",
            link.cause());
      }
      left = await(position, link, left);
    }
  }

  private @Nullable Event scan(Predicate<Event> satisfied) {
    while (true) {
      Event event = tape.get(index);
      if (event == null) {
        if (tape.dropped(index)) {
          throw new GapException("this wait fell behind the events that the client keeps", null);
        }
        return null;
      }
      Cursor since = scope.since();
      if (since != null && !event.cursor().isAfter(since)) {
        index++; // the end of a life before the range
        continue;
      }
      if (since != null && !event.cursor().sameLife(since)) {
        throw died(since, event.cursor());
      }
      if (event.phase() == Phase.GAP) {
        throw new GapException(
            "events are lost while waiting for " + scope + ": " + event.json(), null);
      }
      index++;
      if (satisfied.test(event)) {
        return event;
      }
      if (endsOnFailure && scopes.stream().anyMatch(each -> each.fails(event))) {
        failure = event;
      }
    }
  }

  /** A point that is not declared, or cannot act, would be waited for in vain: ends then. */
  private void checkPoints() {
    Event told = failure;
    failure = null;
    for (Scope each : scopes) {
      if (told != null && each.fails(told) && each.arm() != null) {
        throw failed(each, told.reason());
      }
      try {
        if (each.arm() == null) {
          PointState state = each.jinx().api().point(each.name());
          if (endsOnFailure && state.state().equals("failed")) {
            throw failed(each, state.reason());
          }
        }
      } catch (UnreachableException e) {
        return; // the link will tell whether the JVM is dead or comes back
      }
    }
  }

  private static PointFailedException failed(Scope scope, @Nullable String reason) {
    String why = reason == null ? "the agent gives no reason" : reason;
    return new PointFailedException("point " + scope + " cannot act: " + why, why);
  }

  private static Cursor beforeAll(Cursor now) {
    return new Cursor(now.node(), now.boot(), -1);
  }

  private void checkLink(Link link, Cursor position) {
    Cursor since = scope.since();
    if (since != null && position.node().equals(since.node()) && position.boot() > since.boot()) {
      throw died(since, position); // all of that life has come, and nothing of the next one yet
    }
    if (link.state() == Link.State.DEAD && since != null && since.boot() > position.boot()) {
      return; // the reader has not heard yet of the life in which this range begins
    }
    String where = scope.jinx().api().settings().address() + " while waiting for " + scope;
    switch (link.state()) {
      case DEAD ->
          throw new JvmDiedException(
              Diagnosis.dead(scope, tape, begin, "the JVM died: " + where), link.cause());
      case CLOSED -> throw new JinxException("closed: the stream from " + where, null);
      case REFUSED ->
          throw new JinxException("no stream from " + where + ": " + link, link.cause());
      default -> {}
    }
  }

  private JvmDiedException died(Cursor since, Cursor now) {
    return new JvmDiedException(
        "the JVM of "
            + scope
            + " died: it was "
            + since.node()
            + " in boot "
            + since.boot()
            + ", and now "
            + now
            + " answers at "
            + scope.jinx().api().settings().address(),
        null);
  }

  private long await(Cursor position, Link link, long left) {
    try {
      return tape.await(index, position, link, left);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new JinxException("interrupted while waiting for " + scope, e);
    }
  }

  @Override
  public void close() {
    if (own != null) {
      own.close();
    }
  }
}
