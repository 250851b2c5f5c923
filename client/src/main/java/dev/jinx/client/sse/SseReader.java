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
 * <p>Nothing is read ahead of what one read of the socket brought, 16 KiB at most: a caller who is
 * slow leaves the rest to TCP, which holds the server back.
 *
 * <p>Silence longer than the opener's watchdog allows counts as a loss: a live server sends a
 * comment sooner, and says in its greeting how soon. Time that the caller takes does not count.
 */
public final class SseReader implements Closeable {
  private static final int MAX_EVENT = 16 * 1024 * 1024;

  /** A stream that ends sooner, and brought nothing, must not be asked for again at once. */
  private static final long SETTLED_NANOS = 500_000_000L;

  private static final long MOST_HEARTBEAT = 86_400;
  private static final String HEARTBEAT = "heartbeat ";

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
  private boolean resumes;
  private boolean finished;
  private boolean lived;
  private boolean goodbye;
  private boolean rotation;
  private int failures;
  private int repeats;
  private Loss.@Nullable Kind lastKind;
  private long lostAt;
  private long openedAt;
  private @Nullable Duration told;

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

  /**
   * Connects for the first time, without trying again, unless the token was refused and has been
   * renewed since. {@link #next} does it otherwise.
   */
  public void open() throws IOException {
    try {
      connect();
    } catch (StreamRefusedException e) {
      if (!e.tokenRenewed()) {
        throw e;
      }
      connect();
    }
  }

  private void connect() throws IOException {
    goodbye = false;
    rotation = false;
    Response opened = opener.open(resumes ? lastEventId : "");
    openedAt = System.nanoTime();
    finished = opened == null;
    lived = false;
    parser = new SseParser(new Inbox(), lastEventId, MAX_EVENT);
    response = opened;
    if (closed.getCount() == 0) {
      disconnect(); // close() may not have seen the new connection
    } else if (opened != null) {
      listener.opened(everOpened);
      everOpened = true;
      resumes = true;
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
        Response from = response; // once: close() takes it away at any time
        if (from == null) {
          connect();
        } else {
          read(from);
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

  /**
   * Comes back behind that id, whatever came since. For the thread that reads: a caller who knows
   * an order of ids need not go back when the server does, or has gone on elsewhere.
   */
  public void resumeFrom(String id) {
    lastEventId = id;
    resumes = true;
  }

  /** Events that have come and were not asked for yet. For the thread that reads. */
  int buffered() {
    return ready.size();
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
    if (told != null) {
      from.patience(opener.watchdog().silence(told));
      told = null;
    }
    lived |= System.nanoTime() - openedAt > SETTLED_NANOS;
    if (lived) {
      failures = 0;
      lastKind = null;
    }
  }

  /** The server says how often its heart beats: whole seconds, a day at most. */
  private void heartbeat(String text) {
    boolean digits = !text.isEmpty() && text.length() <= 5;
    for (int i = 0; digits && i < text.length(); i++) {
      digits = text.charAt(i) >= '0' && text.charAt(i) <= '9';
    }
    long seconds = digits ? Long.parseLong(text) : 0;
    if (seconds > 0 && seconds <= MOST_HEARTBEAT) {
      told = Duration.ofSeconds(seconds);
    }
  }

  private void recover(IOException cause) throws IOException {
    if (cause instanceof StreamRefusedException refused && refused.status() != 401) {
      throw cause;
    }
    long now = System.nanoTime();
    if (failures == 0) {
      lostAt = now;
    }
    Duration down = Duration.ofNanos(now - lostAt);
    Duration after = cause instanceof BusyException busy ? busy.retryAfter() : null;
    Loss.Kind kind = kind(cause);
    repeats = kind == lastKind ? repeats + 1 : 0;
    lastKind = kind;
    Loss loss = new Loss(kind, cause, failures, repeats, down, after);
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
    if (goodbye) {
      return Loss.Kind.SHUTDOWN;
    }
    if (cause instanceof EOFException && (lived || rotation)) {
      return Loss.Kind.ENDED;
    }
    if (cause instanceof StreamRefusedException) {
      return Loss.Kind.UNAUTHORIZED;
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
      rotation |= text.equals("rotate");
      if (text.startsWith(HEARTBEAT)) {
        heartbeat(text.substring(HEARTBEAT.length()));
      }
    }
  }
}
