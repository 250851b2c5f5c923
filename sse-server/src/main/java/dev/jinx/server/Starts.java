package dev.jinx.server;

import dev.jinx.control.Control;
import dev.jinx.control.UnknownPointException;
import dev.jinx.log.Cursor;
import dev.jinx.log.CursorException;
import dev.jinx.log.EventLog;
import dev.jinx.log.Filter;
import dev.jinx.log.Gap;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@code events} and {@code wait} have in common: where to start, and what to let pass. */
final class Starts {
  private final EventLog log;
  private final Control control;

  Starts(EventLog log, Control control) {
    this.log = log;
    this.control = control;
  }

  /** A filter whose every name is declared: a misspelt one would wait for ever. */
  Filter filter(@Nullable String injections, @Nullable String phases)
      throws Problem, UnknownPointException {
    try {
      Filter filter = Filter.parse(injections, phases);
      for (String name : filter.names()) {
        control.point(name);
      }
      return filter;
    } catch (IllegalArgumentException e) {
      throw new Problem(400, String.valueOf(e.getMessage()));
    }
  }

  /** The position to read from; {@code latest} if the query does not say. */
  Cursor since(Query query) throws Problem {
    String since = query.text("since");
    if (since == null || since.equals("latest")) {
      control.takeIn(); // what was hit before the request is not news
      return log.latest();
    }
    if (since.equals("earliest")) {
      return log.earliest();
    }
    try {
      Cursor cursor = Cursor.parse(since);
      log.check(cursor);
      return cursor;
    } catch (CursorException e) {
      String why = String.valueOf(e.getMessage());
      boolean gone = e.kind() == CursorException.Kind.GONE && query.flag("strict");
      throw gone ? gone(why, since, log.earliest()) : new Problem(400, why);
    }
  }

  /**
   * The position in a header {@code Last-Event-ID}.
   *
   * @param known whether the log knows it; else it is where to go on
   */
  record Resumed(Cursor cursor, boolean known) {}

  /**
   * Reads {@code Last-Event-ID}. A browser gives up for ever where it is refused, so it is not.
   *
   * @throws Problem if the reader is strict and the log does not know the position
   */
  Resumed resume(String lastId, boolean strict) throws Problem {
    Cursor cursor = null;
    try {
      cursor = Cursor.parse(lastId);
      log.check(cursor);
      return new Resumed(cursor, true);
    } catch (CursorException unknown) {
      Cursor on = cursor == null ? log.earliest() : log.resume(cursor);
      if (strict) {
        throw gone(String.valueOf(unknown.getMessage()), lastId, on);
      }
      return new Resumed(on, false);
    }
  }

  /** Refuses a strict reader who could not get everything behind its position. */
  void complete(Cursor after) throws Problem {
    Gap lost;
    try {
      lost = log.lost(after);
    } catch (UncheckedIOException failed) {
      throw unreadable(failed);
    }
    if (lost != null) {
      throw gone(lost, log.earliest());
    }
  }

  /** Events that a strict reader cannot have any more. */
  static Problem gone(Gap lost, Cursor earliest) {
    String what = "events are lost from '" + lost.from() + "' to '" + lost.to() + "'";
    return gone(what, lost.from().toString(), lost.to(), lost.count(), earliest);
  }

  private Problem gone(String why, String from, Cursor to) {
    return gone(why, from, to, null, log.earliest());
  }

  private static Problem gone(
      String why, String from, Cursor to, @Nullable Long lost, Cursor earliest) {
    return new Problem(
        410,
        why + "; the oldest event there is follows '" + earliest + "'",
        List.of(),
        json -> {
          json.writeObjectFieldStart("gap");
          json.writeStringField("from", from);
          json.writeStringField("to", to.toString());
          if (lost == null) {
            json.writeNullField("lost");
          } else {
            json.writeNumberField("lost", lost);
          }
          json.writeEndObject();
          json.writeStringField("earliest", earliest.toString());
        });
  }

  /** The files are there and cannot be read, now. */
  static Problem unreadable(UncheckedIOException failed) {
    return new Problem(503, "the log cannot be read: " + failed.getMessage());
  }
}
