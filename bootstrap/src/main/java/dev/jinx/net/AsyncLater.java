package dev.jinx.net;

import dev.jinx.bootstrap.Faults;
import java.io.IOException;
import java.nio.channels.CompletionHandler;
import java.nio.channels.InterruptedByTimeoutException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** An operation of an asynchronous channel that begins later; by the timer. */
final class AsyncLater implements Runnable, CompletionHandler<Object, Object> {
  /** So often it is looked whether an arm has ended, or the channel was closed. */
  private static final long LOOK_NANOS = 20_000_000L;

  private final Link link;
  private final Op op;
  private final @Nullable Object[] values;
  private final Piece piece;
  private final long end;
  private @Nullable Object future;

  AsyncLater(Link link, Op op, @Nullable Object[] values, Piece piece) {
    this.link = link;
    this.op = op;
    this.values = values.clone();
    this.piece = piece;
    long limit = op == Op.CONNECT ? 0 : ((TimeUnit) values[5]).toNanos((Long) values[4]);
    this.end = limit > 0 ? System.nanoTime() + limit : 0;
  }

  /** What the caller gets: a future, or nothing where it has given a handler. */
  @Nullable Object begin() throws IOException {
    if (values[values.length - 1] == null) {
      future = AsyncCalls.future(values[0]);
      values[values.length - 1] = this;
    }
    Timer.run(this, Math.min(piece.left(System.nanoTime(), null), LOOK_NANOS));
    return future;
  }

  @Override
  public void run() {
    long now = System.nanoTime();
    long left = piece.left(now, link.hungBy());
    try {
      if (left <= 0 || !link.wire.isOpen()) {
        AsyncCalls.begin(op, values);
      } else if (end != 0 && end - now <= 0) {
        AsyncCalls.enable(values[0], op, true);
        AsyncGates.answer(values, new InterruptedByTimeoutException());
      } else {
        Timer.run(this, Math.min(left, LOOK_NANOS));
      }
    } catch (IOException failed) {
      Faults.count("beginning what was held back", failed);
    }
  }

  @Override
  public void completed(Object result, Object attachment) {
    set(result, null);
  }

  @Override
  public void failed(Throwable failure, Object attachment) {
    set(null, failure);
  }

  private void set(@Nullable Object result, @Nullable Throwable failure) {
    try {
      if (future != null) {
        AsyncCalls.set(future, result, failure);
      }
    } catch (IOException failed) {
      Faults.count("ending what was held back", failed);
    }
  }

  /** Has a read that waits for bytes which are there go on, once it may. */
  static final class GoOn implements Runnable {
    private final Link link;
    private final Piece piece;

    GoOn(Link link, Piece piece) {
      this.link = link;
      this.piece = piece;
    }

    void plan() {
      Timer.run(this, Math.min(piece.left(System.nanoTime(), link.hungBy()), LOOK_NANOS));
    }

    @Override
    public void run() {
      Object channel = link.wire.socket();
      if (channel == null || !link.wire.isOpen()) {
        // The JDK has ended it.
        return;
      }
      if (piece.left(System.nanoTime(), link.hungBy()) > 0) {
        plan();
        return;
      }
      AsyncWire wire = (AsyncWire) link.wire;
      synchronized (wire) {
        wire.held = null;
      }
      try {
        AsyncCalls.goOn(channel);
      } catch (IOException failed) {
        Faults.count("going on with what was held back", failed);
      }
    }
  }
}
