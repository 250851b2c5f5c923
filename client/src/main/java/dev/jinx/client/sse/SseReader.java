package dev.jinx.client.sse;

import dev.jinx.client.http.Response;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Reads a stream on the caller's thread and reconnects with the last id. One thread reads; any
 * thread may close, which ends a read or a pause at once.
 *
 * <p>Silence longer than the opener's idle time counts as a loss: a live server sends a comment
 * sooner.
 */
public final class SseReader implements Closeable {
  private static final int MAX_EVENT = 16 * 1024 * 1024;

  /** A stream that ends sooner, and brought nothing, must not be asked for again at once. */
  private static final long SETTLED_NANOS = 1_000_000_000L;

  private final StreamOpener opener;
  private final Reconnect policy;
  private final SseListener listener;
  private final Deque<SseEvent> ready = new ArrayDeque<>();
  private final byte[] buffer = new byte[16 * 1024];
  private final CountDownLatch closed = new CountDownLatch(1);
  private String lastEventId;
  private @Nullable SseParser parser;
  private volatile @Nullable Response response;
  private boolean everOpened;
  private boolean finished;
  private boolean lived;
  private boolean goodbye;
  private int failures;
  private long lostAt;
  private long openedAt;
  private @Nullable Duration retry;

  /**
   * Makes a reader that is not connected yet.
   *
   * @param resumeAt what the first reconnection sends as last id if no event came before; the first
   *     connection sends none, its target says where to begin
   */
  public SseReader(StreamOpener opener, String resumeAt, Reconnect policy, SseListener listener) {
    this.opener = opener;
    this.lastEventId = resumeAt;
    this.policy = policy;
    this.listener = listener;
  }

  /** Connects for the first time, without trying again. {@link #next} does it otherwise. */
  public void open() throws IOException {
    Response opened = opener.open(everOpened ? lastEventId : "");
    openedAt = System.nanoTime();
    finished = opened == null;
    lived = false;
    goodbye = false;
    parser = new SseParser(new Inbox(), lastEventId, MAX_EVENT);
    response = opened;
    if (closed.getCount() == 0) {
      disconnect(); // close() may not have seen the new connection
    } else if (opened != null) {
      listener.opened(everOpened);
      everOpened = true;
    }
  }

  /**
   * Waits for the next event.
   *
   * @return null once the reader is closed or the server said 204
   * @throws StreamRefusedException if the server will not give the stream
   * @throws IOException if the policy gave up
   */
  public @Nullable SseEvent next() throws IOException {
    while (closed.getCount() > 0) {
      SseEvent event = ready.poll();
      if (event != null) {
        lastEventId = event.lastEventId();
        if (!event.type().isEmpty()) {
          return event;
        }
        listener.position(lastEventId);
        continue;
      }
      if (finished) {
        return null;
      }
      try {
        if (response == null) {
          open();
        } else {
          read(response);
        }
      } catch (IOException e) {
        disconnect();
        if (closed.getCount() > 0) {
          recover(e);
        }
      }
    }
    return null;
  }

  /** The id of the last event that was given out; empty before the first. */
  public String lastEventId() {
    return lastEventId;
  }

  @Override
  public void close() {
    closed.countDown();
    disconnect();
  }

  private void read(Response from) throws IOException {
    int count = from.body().read(buffer);
    if (count < 0) {
      throw new EOFException("the server ended the stream");
    }
    if (parser != null) {
      parser.feed(buffer, 0, count);
    }
    lived |= System.nanoTime() - openedAt > SETTLED_NANOS;
    if (lived) {
      failures = 0;
    }
  }

  private void recover(IOException cause) throws IOException {
    if (cause instanceof StreamRefusedException) {
      throw cause;
    }
    long now = System.nanoTime();
    if (failures == 0) {
      lostAt = now;
    }
    Duration down = Duration.ofNanos(now - lostAt);
    Duration after = cause instanceof BusyException busy ? busy.retryAfter() : null;
    Loss loss = new Loss(kind(cause), cause, failures, down, retry, after);
    failures++;
    lived = false;
    Duration pause = policy.after(loss);
    if (pause == null) {
      throw cause;
    }
    listener.lost(loss, pause);
    try {
      if (closed.await(pause.toNanos(), TimeUnit.NANOSECONDS)) {
        disconnect();
      }
    } catch (InterruptedException e) {
      close();
      Thread.currentThread().interrupt();
    }
  }

  private Loss.Kind kind(IOException cause) {
    if (cause instanceof EOFException && lived) {
      return goodbye ? Loss.Kind.SHUTDOWN : Loss.Kind.ENDED;
    }
    if (cause instanceof ConnectException) {
      return Loss.Kind.REFUSED;
    }
    if (cause instanceof BusyException) {
      return Loss.Kind.BUSY;
    }
    return cause instanceof SocketTimeoutException ? Loss.Kind.SILENT : Loss.Kind.BROKEN;
  }

  private void disconnect() {
    Response open = response;
    response = null;
    try {
      if (open != null) {
        open.close();
      }
    } catch (IOException e) {
      // A socket that cannot be closed is gone already; there is nothing to tell a reader.
      return;
    }
  }

  /** Keeps what one read brought until it is asked for. */
  private final class Inbox implements SseHandler {
    @Override
    public void event(SseEvent event) {
      ready.add(event);
      lived = true;
    }

    @Override
    public void position(String id) {
      ready.add(new SseEvent("", "", id)); // in its turn: behind the events before it
      lived = true;
    }

    @Override
    public void comment(String text) {
      goodbye |= text.equals("bye");
    }

    @Override
    public void retry(long millis) {
      retry = Duration.ofMillis(Math.min(millis, 3_600_000));
    }
  }
}
