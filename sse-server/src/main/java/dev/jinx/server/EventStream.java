package dev.jinx.server;

import dev.jinx.bootstrap.Faults;
import dev.jinx.log.Filter;
import dev.jinx.log.Gap;
import dev.jinx.log.LogReader;
import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;
import org.xnio.XnioExecutor;
import org.xnio.channels.StreamSinkChannel;

/**
 * One SSE response. Whoever has news calls {@link #claim} and, if that succeeds, {@link #drain};
 * the state sees to it that one thread at a time does, and that news which comes meanwhile is not
 * missed.
 *
 * <p>A client that does not read fills its socket; the stream then waits for the socket alone and
 * keeps nothing but its position and the rest of one frame.
 */
final class EventStream {
  private static final int IDLE = 0;
  private static final int RUNNING = 1;
  private static final int RERUN = 2;
  private static final int STALLED = 3;
  private static final int CLOSED = 4;

  /** What a round of writing ended with. */
  private enum Outcome {
    CAUGHT_UP,
    MORE,
    FULL,
    ENDED
  }

  private final HttpServerExchange exchange;
  private final StreamSinkChannel channel;
  private final LogReader reader;
  private final Filter filter;
  private final Lane lane;
  private final boolean chunked;
  private final boolean strict;
  private final AtomicInteger state = new AtomicInteger(RUNNING);

  // Touched by the thread that runs only.
  private @Nullable ByteBuffer pending;
  private long toldBoot; // the last id that the client has
  private long told;
  private long lastWord = -1; // a strict stream ends when that is told
  private boolean farewell;
  private boolean beating;

  private volatile long sent; // in the socket, with all before it
  private volatile boolean wrote;
  private volatile boolean beat;
  private volatile boolean closing;
  private volatile boolean rotating;
  private XnioExecutor.@Nullable Key age;

  /** A stream that runs: {@link #drain} is to be called. */
  EventStream(
      HttpServerExchange exchange,
      LogReader reader,
      Filter filter,
      boolean strict,
      Lane lane,
      ByteBuffer greeting) {
    this.exchange = exchange;
    this.chunked = Chunks.begin(exchange);
    this.channel = exchange.getResponseChannel();
    this.reader = reader;
    this.filter = filter;
    this.strict = strict;
    this.lane = lane;
    this.pending = chunk(greeting);
    this.toldBoot = reader.boot();
    this.told = reader.position();
    channel.getWriteSetter().set(writable -> resume());
  }

  Lane lane() {
    return lane;
  }

  /** Says that there may be news. If it returns true, the caller has to {@link #drain}. */
  boolean claim() {
    while (true) {
      int now = state.get();
      if (now == IDLE) {
        if (state.compareAndSet(IDLE, RUNNING)) {
          return true;
        }
      } else if (now != RUNNING || state.compareAndSet(RUNNING, RERUN)) {
        return false;
      }
    }
  }

  /**
   * Sends what there is. For the thread whose {@link #claim} succeeded.
   *
   * @param rounds how many batches to send before the rest is left to the stream's own thread
   * @param files whether this thread may read files
   */
  void drain(Batch batch, int rounds, boolean files) {
    while (true) {
      Outcome outcome;
      try {
        outcome = write(batch, rounds, files);
      } catch (UncheckedIOException unreadable) {
        // The client comes again, and may find what it is now cut off from.
        Faults.count("reading the event log's files", unreadable);
        outcome = Outcome.ENDED;
      } catch (IOException gone) {
        outcome = Outcome.ENDED;
      } catch (RuntimeException | OutOfMemoryError fault) {
        // The one client comes again; the thread serves others, or is the scribe's.
        Faults.count("writing to a reader", fault);
        outcome = Outcome.ENDED;
      }
      switch (outcome) {
        case ENDED -> {
          end();
          return;
        }
        case FULL -> {
          reader.park();
          state.set(STALLED);
          channel.resumeWrites();
          return;
        }
        case MORE -> {
          lane.later(this);
          return;
        }
        case CAUGHT_UP -> {
          sent = reader.position();
          if (state.compareAndSet(RUNNING, IDLE)) {
            return;
          }
          state.compareAndSet(RERUN, RUNNING);
        }
      }
    }
  }

  /** Whether all up to an event is in the socket, or nobody reads any more. From any thread. */
  boolean hasSent(long seq) {
    return sent >= seq || state.get() == CLOSED;
  }

  /** Asks for a comment if the stream has been silent since the last call; true if it was. */
  boolean isSilent() {
    boolean silent = !wrote;
    wrote = false;
    beat = silent;
    return silent;
  }

  /** Asks the stream to send what there is, say goodbye and end. */
  void close() {
    closing = true;
  }

  /**
   * Has the stream end after a time, wherever it is then, with its position as the last id. Before
   * any other thread knows of it, on its I/O thread.
   */
  void endAfter(long nanos) {
    age = lane.after(this::rotate, nanos);
  }

  private void rotate() {
    rotating = true;
    if (claim()) {
      lane.drain(this);
    }
  }

  /** Drops the connection, from any thread. */
  void abort() {
    lane.execute(() -> IoUtils.safeClose(exchange.getConnection()));
  }

  private void resume() {
    if (state.compareAndSet(STALLED, RUNNING)) {
      channel.suspendWrites();
      lane.drain(this);
    }
  }

  private Outcome write(Batch batch, int rounds, boolean files) throws IOException {
    int left = rounds;
    while (true) {
      ByteBuffer first = pending;
      if (first != null) {
        channel.write(first);
        // A comment is no news: the next follows at once, as only a second write to a socket whose
        // client has gone fails.
        if (!beating) {
          wrote = true;
        }
        beating = false;
        if (first.hasRemaining()) {
          return Outcome.FULL;
        }
        pending = null;
      }
      if (farewell) {
        return finish();
      }
      if (rotating) {
        // A reader that is behind goes on being so on the next connection: it may never catch up.
        farewell(Frames.rotate(reader.cursor()));
        continue;
      }
      if (told == lastWord) {
        farewell(Frames.gapEnd());
        continue;
      }
      if (!files && reader.isOnDisk()) {
        return Outcome.MORE;
      }
      Gap gap = reader.gap();
      if (gap != null) {
        pending = chunk(Frames.gap(gap));
        reader.skip(gap);
        tell(reader.position());
        lastWord = strict ? told : -1;
        continue;
      }
      if (left-- == 0) {
        return reader.isBehind() ? Outcome.MORE : Outcome.CAUGHT_UP;
      }
      ByteBuffer frames = batch.fill(reader, filter, chunked, strict);
      if (frames != null) {
        lastWord = batch.endsInGap() ? reader.position() : -1;
        channel.write(frames);
        wrote = true;
        boolean full = frames.hasRemaining();
        if (full) {
          pending = batch.cut(reader, frames);
        }
        if (batch.sent() >= 0) {
          tell(batch.sent());
        }
        if (full) {
          return Outcome.FULL;
        }
      } else if (!reader.isBehind()) {
        if (reader.boot() != toldBoot) {
          // Whoever waits for something of an earlier life has all of it now, and need not go on.
          tell(reader.position());
          pending = chunk(Frames.cursor(reader.cursor()));
        } else if (closing) {
          farewell(Frames.bye());
        } else if (beat) {
          beat = false;
          beating = true;
          pending = chunk(beat());
        } else {
          return Outcome.CAUGHT_UP;
        }
      }
    }
  }

  private void tell(long seq) {
    toldBoot = reader.boot();
    told = seq;
  }

  private ByteBuffer chunk(ByteBuffer frame) {
    return chunked ? Chunks.of(frame) : frame;
  }

  /** A comment; and where events passed that the filter held back, the cursor, for a reconnect. */
  private ByteBuffer beat() {
    if (reader.position() == told && reader.boot() == toldBoot) {
      return Frames.comment();
    }
    tell(reader.position());
    return Frames.cursor(reader.cursor());
  }

  private void farewell(ByteBuffer frame) {
    farewell = true;
    pending = chunked ? Chunks.last(frame) : frame;
  }

  private Outcome finish() throws IOException {
    channel.shutdownWrites();
    return channel.flush() ? Outcome.ENDED : Outcome.FULL;
  }

  private void end() {
    if (state.getAndSet(CLOSED) != CLOSED) {
      XnioExecutor.Key timer = age;
      if (timer != null) {
        timer.remove();
      }
      lane.forget(this);
      abort();
    }
  }
}
