package dev.jinx.client;

import dev.jinx.client.sse.Reconnect;
import dev.jinx.client.sse.SseEvent;
import dev.jinx.client.sse.SseListener;
import dev.jinx.client.sse.SseReader;
import dev.jinx.client.sse.StreamRefusedException;
import java.io.IOException;
import java.net.ConnectException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Events as they come, read by the thread that iterates: a slow one slows only itself, and keeps no
 * more than one read of its socket. Reconnects behind the last event given. One thread iterates,
 * once; any thread may close, which ends the iteration.
 *
 * <p>Nothing is missing unnoticed: lost events are given as an event of {@link Phase#GAP}, or
 * thrown as a {@link GapException} where the filter is strict, and a jump that no gap explains is a
 * {@link JumpException}. Both end the stream. What a server repeats is given again.
 */
public final class EventStream implements Iterable<Event>, Iterator<Event>, AutoCloseable {
  private final Api api;
  private final SseReader reader;
  private final GapGuard guard;
  private final @Nullable Commits commits;
  private final Afterlife afterlife;
  private final Predicate<Event> wanted;
  private final boolean strict;
  private final boolean resumed;
  private boolean connected;
  private @Nullable Event next;
  private @Nullable Cursor cursor;
  private @Nullable JinxException over;
  private volatile boolean closed;

  EventStream(
      Api api,
      EventFilter from,
      @Nullable Cursor start,
      Reconnect policy,
      @Nullable Commits commits,
      boolean resumed) {
    this.api = api;
    this.guard = new GapGuard(from.isWhole(), start);
    this.commits = commits;
    this.afterlife = new Afterlife(api.settings().logDirectory(), api.settings().deadAfter());
    this.wanted = from.predicate();
    this.strict = from.strict();
    this.resumed = resumed;
    Reconnect whileAlive = loss -> afterlife.isDue(loss) ? null : policy.after(loss);
    String resumeAt = start == null ? "" : start.toString();
    this.reader = new SseReader(api.stream(from), resumeAt, whileAlive, new Listener());
  }

  /** A stream of {@link #from} without anything else. */
  public static EventStream open(Api api, EventFilter filter) {
    return from(api, filter).open();
  }

  /** Begins a stream that resumes, is strict, or outlives restarts. */
  public static StreamBuilder from(Api api, EventFilter filter) {
    return new StreamBuilder(api, filter);
  }

  /**
   * Connects.
   *
   * @param later whether it may be done later where nobody answers
   */
  void connect(boolean later) {
    try {
      reader.open();
    } catch (StreamRefusedException e) {
      throw refusal(e);
    } catch (IOException e) {
      if (!later) {
        throw api.unreachable(e);
      }
    }
  }

  /** Itself; there is one iteration. */
  @Override
  public Iterator<Event> iterator() {
    return this;
  }

  /**
   * Waits for the next event. The one given before is done by that: its position may be stored.
   *
   * @return false once the stream is closed
   * @throws JvmDiedException if nothing listens there any more, and all that is known to have
   *     happened before was given
   * @throws RefusedException if the agent refuses to go on
   * @throws GapException if events are lost, and the stream is strict
   * @throws JumpException if events are missing and it was not told
   * @throws dev.jinx.client.checkpoint.CheckpointException if the position cannot be stored
   */
  @Override
  public boolean hasNext() {
    if (next == null) {
      if (over != null) {
        throw over;
      }
      passed();
      next = read();
    }
    return next != null;
  }

  @Override
  public Event next() {
    if (!hasNext()) {
      throw new NoSuchElementException("closed");
    }
    Event event = Objects.requireNonNull(next);
    next = null;
    cursor = guard.position();
    return event;
  }

  /**
   * The position behind all events given, or null before the first; repeated ones do not move it
   * back.
   */
  public @Nullable Cursor cursor() {
    return cursor;
  }

  /**
   * Stores the position behind the last event given, before this returns: whoever has done with it
   * and will not ask for another need not get it again.
   *
   * @throws dev.jinx.client.checkpoint.CheckpointException if it cannot be stored
   */
  public void commit() {
    passed();
    if (commits != null) {
      commits.write();
    }
  }

  /**
   * Ends the stream. The position of what was done is stored; the last event given counts as done
   * only if another one was asked for.
   *
   * @throws dev.jinx.client.checkpoint.CheckpointException if it cannot be stored
   */
  @Override
  public void close() {
    closed = true;
    reader.close();
    if (commits != null) {
      commits.close();
    }
  }

  private void passed() {
    if (commits != null && cursor != null) {
      commits.passed(cursor);
    }
  }

  private @Nullable Event read() {
    while (!closed) {
      Event left = afterlife.next();
      if (left != null) {
        Event event = checked(left);
        reader.resumeFrom(String.valueOf(guard.position()));
        if (wanted.test(event)) {
          return event;
        }
        cursor = guard.position();
        passed();
        continue;
      }
      try {
        SseEvent event = reader.next();
        return event == null ? null : checked(parse(event));
      } catch (StreamRefusedException e) {
        throw refusal(e);
      } catch (IOException e) {
        if (!afterlife.begin(e, guard.position())) {
          throw lost(e);
        }
      }
    }
    return null;
  }

  private static Event parse(SseEvent event) {
    try {
      return Event.parse(event.data(), event.lastEventId());
    } catch (IOException e) {
      throw new JinxException("not an event: " + e.getMessage(), e);
    }
  }

  private Event checked(Event event) {
    try {
      if (!guard.event(event)) {
        reader.resumeFrom(String.valueOf(guard.position())); // not where the repeated one stands
      }
    } catch (JumpException e) {
      throw end(e);
    }
    if (strict && event.phase() == Phase.GAP) {
      throw end(new GapException("events are lost: " + event.json(), null));
    }
    return event;
  }

  /** There is nothing for this reader up to there, which counts as read. */
  private void passOver(Cursor position) {
    try {
      if (!guard.position(position)) {
        reader.resumeFrom(String.valueOf(guard.position()));
      }
    } catch (JumpException e) {
      throw end(e);
    }
    cursor = guard.position();
    passed();
  }

  private JinxException lost(IOException cause) {
    String address = api.settings().address().toString();
    String of = cause.getMessage() + afterlife.problems();
    return cause instanceof ConnectException
        ? new JvmDiedException("the JVM at " + address + " died: " + of, cause)
        : new UnreachableException(
            "the stream from " + address + " is lost: " + cause.getMessage(), cause);
  }

  private JinxException refusal(StreamRefusedException e) {
    JinxException refusal = Api.refusal(e);
    if (connected || !resumed) {
      return refusal;
    }
    String why = refusal.getMessage() + " (the stored position is " + guard.position() + ")";
    return refusal instanceof RefusedException refused && refused.status() == 400
        ? new RefusedException(why, refused.status(), refused.body())
        : refusal;
  }

  private JinxException end(JinxException why) {
    over = why;
    reader.close();
    return why;
  }

  private final class Listener implements SseListener {
    @Override
    public void opened(boolean again) {
      connected = true;
      afterlife.over();
    }

    @Override
    public void position(String id) {
      Cursor position;
      try {
        position = Api.position(id);
      } catch (JinxException e) {
        throw end(e);
      }
      passOver(position);
    }
  }
}
