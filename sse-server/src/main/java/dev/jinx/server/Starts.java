package dev.jinx.server;

import dev.jinx.control.Control;
import dev.jinx.control.UnknownPointException;
import dev.jinx.log.Cursor;
import dev.jinx.log.CursorException;
import dev.jinx.log.EventLog;
import dev.jinx.log.Filter;
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
  long since(Query query) throws Problem {
    String since = query.text("since");
    if (since == null || since.equals("latest")) {
      control.takeIn(); // what was hit before the request is not news
      return log.last();
    }
    if (since.equals("earliest")) {
      return log.first() - 1;
    }
    try {
      return log.position(Cursor.parse(since));
    } catch (CursorException e) {
      throw new Problem(400, String.valueOf(e.getMessage()));
    }
  }
}
