package dev.jinx.client;

import dev.jinx.client.sse.Reconnect;
import dev.jinx.client.sse.SseEvent;
import dev.jinx.client.sse.SseListener;
import dev.jinx.client.sse.SseReader;
import dev.jinx.client.sse.StreamRefusedException;
import java.io.IOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * Events as they come, read by the thread that iterates: a slow one slows only itself. Reconnects
 * behind the last event given; gaps are given as events of {@link Phase#GAP}. One thread iterates,
 * once; any thread may close, which ends the iteration.
 */
public final class EventStream implements Iterable<Event>, Iterator<Event>, AutoCloseable {
  private final Api api;
  private final SseReader reader;
  private @Nullable Event next;
  private @Nullable Cursor cursor;

  private EventStream(Api api, EventFilter filter) {
    this.api = api;
    Reconnect policy = Patience.whileAlive(api.settings().deadAfter());
    SseListener listener =
        new SseListener() {
          @Override
          public void position(String id) {
            cursor = Cursor.parse(id);
          }
        };
    String resume = filter.since() == null ? api.health().cursor().toString() : filter.since();
    boolean named = filter.since() == null || filter.since().indexOf('@') > 0;
    EventFilter from =
        filter.since() == null
            ? new EventFilter(filter.injection(), filter.phase(), resume)
            : filter;
    this.reader = new SseReader(api.stream(from), named ? resume : "", policy, listener);
  }

  /** Connects, so that all that happens after this returns is in the stream. */
  public static EventStream open(Api api, EventFilter filter) {
    EventStream stream = new EventStream(api, filter);
    try {
      stream.reader.open();
      return stream;
    } catch (StreamRefusedException e) {
      throw Api.refusal(e);
    } catch (IOException e) {
      throw api.unreachable(e);
    }
  }

  /** Itself; there is one iteration. */
  @Override
  public Iterator<Event> iterator() {
    return this;
  }

  /**
   * Waits for the next event.
   *
   * @return false once the stream is closed
   * @throws JvmDiedException if nothing listens there any more
   * @throws RefusedException if the agent refuses to go on
   */
  @Override
  public boolean hasNext() {
    if (next == null) {
      next = read();
    }
    return next != null;
  }

  @Override
  public Event next() {
    if (!hasNext()) {
      throw new NoSuchElementException("closed");
    }
    Event event = java.util.Objects.requireNonNull(next);
    next = null;
    cursor = event.cursor();
    return event;
  }

  /** The position behind the last event given, or null before the first. */
  public @Nullable Cursor cursor() {
    return cursor;
  }

  @Override
  public void close() {
    reader.close();
  }

  private @Nullable Event read() {
    SseEvent event;
    try {
      event = reader.next();
    } catch (StreamRefusedException e) {
      throw Api.refusal(e);
    } catch (IOException e) {
      throw new JvmDiedException(
          "the JVM at " + api.settings().address() + " died: " + e.getMessage(), e);
    }
    try {
      return event == null ? null : Event.parse(event.data(), event.lastEventId());
    } catch (IOException e) {
      throw new JinxException("not an event: " + e.getMessage(), e);
    }
  }
}
