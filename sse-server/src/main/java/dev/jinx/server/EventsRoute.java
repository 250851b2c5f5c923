package dev.jinx.server;

import dev.jinx.control.UnknownPointException;
import dev.jinx.log.Cursor;
import dev.jinx.log.EventLog;
import dev.jinx.log.Filter;
import dev.jinx.log.LogReader;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.nio.ByteBuffer;

/** {@code GET /v2/error_injection/events}: the stream. */
final class EventsRoute implements Route.Handler {
  private static final HttpString LAST_EVENT_ID = new HttpString("Last-Event-ID");
  private static final HttpString NO_BUFFERING = new HttpString("X-Accel-Buffering");

  private final EventLog log;
  private final Streams streams;
  private final Starts starts;

  EventsRoute(EventLog log, Streams streams, Starts starts) {
    this.log = log;
    this.streams = streams;
    this.starts = starts;
  }

  @Override
  public void handle(Request request) throws Problem, UnknownPointException {
    HttpServerExchange exchange = request.exchange();
    Query query = request.query();
    Filter filter = starts.filter(query.text("injection"), query.text("phase"));
    String lastId = exchange.getRequestHeaders().getFirst(LAST_EVENT_ID);
    boolean strict = query.flag("strict");
    Cursor after;
    String greeting;
    if (lastId == null || lastId.isEmpty()) {
      after = starts.since(query);
      greeting = Frames.hello(after);
    } else {
      Starts.Resumed resumed = starts.resume(lastId, strict);
      after = resumed.cursor();
      greeting =
          resumed.known()
              ? Frames.hello(after)
              : "retry: 500\n\n" + Frames.unknownGap(printable(lastId), after);
    }
    if (strict) {
      starts.complete(after);
    }
    if (!streams.enter()) {
      throw new Problem(503, "too many readers, or the server is closing");
    }
    HeaderMap headers = exchange.getResponseHeaders();
    headers.put(Headers.CONTENT_TYPE, "text/event-stream;charset=utf-8");
    headers.put(Headers.CACHE_CONTROL, "no-store");
    headers.put(NO_BUFFERING, "no");
    Lane lane = streams.lane();
    LogReader reader = log.read(after);
    greeting += Frames.heartbeat(streams.beatNanos());
    ByteBuffer first = ByteBuffer.wrap(Frames.ascii(greeting));
    EventStream stream = new EventStream(exchange, reader, filter, strict, lane, first);
    stream.endAfter(streams.age());
    streams.add(stream);
    lane.drain(stream);
  }

  /** Whatever came in the header, fit for a frame and for JSON. */
  private static String printable(String text) {
    StringBuilder safe = new StringBuilder();
    for (int i = 0; i < Math.min(text.length(), 200); i++) {
      char c = text.charAt(i);
      safe.append(c < ' ' || c > '~' || c == '"' || c == '\\' ? '?' : c);
    }
    return safe.toString();
  }
}
