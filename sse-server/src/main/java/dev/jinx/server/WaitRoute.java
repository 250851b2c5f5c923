package dev.jinx.server;

import dev.jinx.bootstrap.Durations;
import dev.jinx.bootstrap.Point;
import dev.jinx.bootstrap.Points;
import dev.jinx.bootstrap.Waiter;
import dev.jinx.control.Control;
import dev.jinx.control.UnknownPointException;
import dev.jinx.log.Cursor;
import dev.jinx.log.EventLog;
import dev.jinx.log.Filter;
import dev.jinx.log.Gap;
import dev.jinx.log.LogReader;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HttpString;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** {@code GET /v2/error_injection/wait}: the stream for shells, one event long. */
final class WaitRoute implements Route.Handler {
  private static final long DEFAULT = TimeUnit.SECONDS.toNanos(30);
  private static final long LONGEST = TimeUnit.MINUTES.toNanos(10);
  private static final HttpString GAP = new HttpString("Jinx-Gap");

  private final EventLog log;
  private final Control control;
  private final Streams streams;
  private final Starts starts;
  private final Executor tasks;

  WaitRoute(EventLog log, Control control, Streams streams, Starts starts, Executor tasks) {
    this.log = log;
    this.control = control;
    this.streams = streams;
    this.starts = starts;
    this.tasks = tasks;
  }

  @Override
  public void handle(Request request) throws Problem, UnknownPointException {
    Query query = request.query();
    String phases = query.text("phase") == null ? "hit,parked" : query.text("phase");
    Filter filter = starts.filter(query.text("injection"), phases);
    Integer given = query.count("count");
    int count = given == null ? 1 : given;
    long nanos = query.nanos("timeout", DEFAULT);
    if (nanos > LONGEST) {
      throw new Problem(
          400, "'timeout=" + query.text("timeout") + "' is longer than 10m; " + Durations.RULE);
    }
    boolean strict = query.flag("strict");
    // Before the waiters are looked at: whoever parks in between is then found in the log.
    Cursor after = starts.since(query);
    if (strict) {
      starts.complete(after);
    }
    List<Waiter> parked =
        query.text("since") == null && "parked".equalsIgnoreCase(phases)
            ? parked(filter, after.seq())
            : List.of();
    if (parked.size() >= count) {
      answer(request.exchange(), parked.get(count - 1));
      return;
    }
    if (!streams.enter()) {
      throw new Problem(503, "too many readers, or the server is closing");
    }
    Awaited awaited = new Awaited(query.text("injection"), phases, count, after, nanos);
    Ending ending = new Ending(request.exchange(), filter, awaited);
    int left = count - parked.size();
    new Wait(log, after, filter, left, strict, streams.lane(), ending).start(nanos);
  }

  /** The threads parked now whose events lie at or before a position, in the order of these. */
  private List<Waiter> parked(Filter filter, long upTo) {
    List<Waiter> parked = new ArrayList<>();
    for (Point point : Points.all()) {
      if (filter.matches(point.name())) {
        for (Waiter waiter : point.waiters()) {
          if (waiter.isHeld() && waiter.seq() > 0 && waiter.seq() <= upTo) {
            parked.add(waiter);
          }
        }
      }
    }
    parked.sort(Comparator.comparingLong(Waiter::seq));
    return parked;
  }

  private void answer(HttpServerExchange exchange, Waiter waiter) {
    LogReader reader = log.read(waiter.seq() - 1);
    if (reader.next()) {
      Reply.line(exchange, reader.jsonBytes());
    } else {
      Reply.json(exchange, json -> WaiterJson.event(json, waiter, log));
    }
  }

  /** Answers once the wait is over. */
  private final class Ending implements Wait.Ending {
    private final HttpServerExchange exchange;
    private final Filter filter;
    private final Awaited awaited;

    Ending(HttpServerExchange exchange, Filter filter, Awaited awaited) {
      this.exchange = exchange;
      this.filter = filter;
      this.awaited = awaited;
    }

    @Override
    public void found(LogReader reader, @Nullable Gap lost) {
      streams.leave();
      ByteBuffer line = reader.jsonBytes();
      if (lost != null) {
        exchange.getResponseHeaders().put(GAP, lost.from() + "/" + lost.to());
      }
      Reply.line(exchange, line);
    }

    @Override
    public void gone(Gap lost) {
      streams.leave();
      Reply.problem(exchange, Starts.gone(lost, log.earliest()));
    }

    @Override
    public void unreadable(UncheckedIOException failed) {
      streams.leave();
      Reply.problem(exchange, Starts.unreadable(failed));
    }

    @Override
    public void timedOut(@Nullable Gap lost) {
      streams.leave();
      try {
        tasks.execute(() -> Guard.run(exchange, () -> diagnose(lost)));
      } catch (RejectedExecutionException closing) {
        closed();
      }
    }

    private void diagnose(@Nullable Gap lost) throws Problem {
      throw new Diagnosis(log, control, filter, awaited, lost).say();
    }

    @Override
    public void closed() {
      streams.leave();
      exchange.setPersistent(false);
      Reply.problem(exchange, new Problem(503, "the JVM is shutting down"));
    }
  }
}
