package dev.jinx.server;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.xnio.XnioExecutor;
import org.xnio.XnioIoThread;

/**
 * The readers that belong to one I/O thread. All methods but {@link #schedule}, {@link #later} and
 * {@link #execute} are for that thread alone.
 */
final class Lane {
  /** Batches for one stream before the others get their turn: 1 MiB. */
  private static final int ROUNDS = 16;

  private final XnioIoThread thread;
  private final Streams streams;
  private final Batch batch = new Batch();
  private final Set<EventStream> members = new LinkedHashSet<>();
  private final Set<Wait> waits = new LinkedHashSet<>();
  private final AtomicBoolean scheduled = new AtomicBoolean();
  private volatile boolean awaited;

  Lane(XnioIoThread thread, Streams streams) {
    this.thread = thread;
    this.streams = streams;
  }

  boolean isMine() {
    return Thread.currentThread() == thread;
  }

  /** Whether somebody here waits for a single event. */
  boolean isAwaited() {
    return awaited;
  }

  /** Has every reader look for news soon; many calls may end in one look. From any thread. */
  void schedule() {
    if (!scheduled.get() && scheduled.compareAndSet(false, true)) {
      execute(this::look);
    }
  }

  /** Goes on with a stream that somebody claimed. From any thread. */
  void later(EventStream stream) {
    execute(() -> drain(stream));
  }

  /** Runs a task there; here, if the thread has ended with the server. From any thread. */
  void execute(Runnable task) {
    try {
      thread.execute(task);
    } catch (RejectedExecutionException ended) {
      task.run();
    }
  }

  XnioExecutor.Key after(Runnable task, long nanos) {
    return thread.executeAfter(task, Math.max(0, nanos), TimeUnit.NANOSECONDS);
  }

  void drain(EventStream stream) {
    stream.drain(batch, ROUNDS, true);
  }

  void add(EventStream stream) {
    members.add(stream);
  }

  void remove(EventStream stream) {
    members.remove(stream);
  }

  /** From any thread. */
  void forget(EventStream stream) {
    streams.remove(stream);
  }

  void add(Wait wait) {
    waits.add(wait);
    awaited = true;
  }

  void remove(Wait wait) {
    waits.remove(wait);
    awaited = !waits.isEmpty();
  }

  /** Wakes the streams that were silent since the last beat. */
  void beat() {
    for (EventStream stream : copy(members)) {
      if (stream.isSilent() && stream.claim()) {
        drain(stream);
      }
    }
  }

  /** Ends every reader after what there is. */
  void close() {
    for (EventStream stream : copy(members)) {
      stream.close();
      if (stream.claim()) {
        drain(stream);
      }
    }
    for (Wait wait : copy(waits)) {
      wait.close();
    }
  }

  private void look() {
    scheduled.set(false);
    for (EventStream stream : copy(members)) {
      if (stream.claim()) {
        drain(stream);
      }
    }
    for (Wait wait : copy(waits)) {
      wait.look();
    }
  }

  /** A reader that ends while it is served leaves the set. */
  private static <T> List<T> copy(Set<T> set) {
    return new ArrayList<>(set);
  }
}
