package dev.jinx.server;

import dev.jinx.log.EventLog;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.xnio.XnioIoThread;

/**
 * All readers of one server, and who wakes them: while there are few streams the scribe writes to
 * them itself, which saves a change of threads on each event's way; when there are many, or one is
 * far behind, it leaves the work to the I/O threads.
 */
final class Streams implements Runnable {
  /** Streams that the scribe serves itself. */
  private static final int FEW = 4;

  private static final long LOOK_NANOS = 500_000;

  private final EventLog log;
  private final long beatNanos;
  private final long ageNanos;
  private final int limit;
  private final AtomicInteger readers = new AtomicInteger();
  private volatile EventStream[] all = {};
  private volatile boolean closing;
  private Lane[] lanes = {};
  private boolean beating;

  // The scribe's own.
  private @Nullable Batch batch;

  Streams(EventLog log, long beatNanos, long ageNanos, int limit) {
    this.log = log;
    this.beatNanos = beatNanos;
    this.ageNanos = ageNanos;
    this.limit = limit;
  }

  void start(XnioIoThread[] threads) {
    Lane[] made = new Lane[threads.length];
    for (int i = 0; i < threads.length; i++) {
      made[i] = new Lane(threads[i], this);
    }
    lanes = made;
    log.addListener(this);
  }

  /** The scribe's call after each publication. */
  @Override
  public void run() {
    EventStream[] streams = all;
    boolean few = streams.length <= FEW;
    if (few) {
      for (EventStream stream : streams) {
        if (stream.claim()) {
          stream.drain(batch(), 1, false);
        }
      }
    }
    for (Lane lane : lanes) {
      if (!few || lane.isAwaited()) {
        lane.schedule();
      }
    }
  }

  /** The lane of the calling I/O thread. */
  Lane lane() {
    for (Lane lane : lanes) {
      if (lane.isMine()) {
        return lane;
      }
    }
    throw new IllegalStateException("not an I/O thread of this server");
  }

  /** Takes a place for a reader; {@link #leave} gives it back. */
  boolean enter() {
    if (closing || readers.incrementAndGet() > limit) {
      readers.decrementAndGet();
      return false;
    }
    return true;
  }

  void leave() {
    readers.decrementAndGet();
    synchronized (this) {
      notifyAll();
    }
  }

  long beatNanos() {
    return beatNanos;
  }

  /** How long the next stream may last: not all that began together end together. */
  long age() {
    long tenth = ageNanos / 10;
    return ageNanos - tenth + (long) (ThreadLocalRandom.current().nextDouble() * 2 * tenth);
  }

  int readers() {
    return readers.get();
  }

  /** Takes in a stream that runs; the caller drains it next. */
  void add(EventStream stream) {
    stream.lane().add(stream);
    synchronized (this) {
      EventStream[] more = Arrays.copyOf(all, all.length + 1);
      more[all.length] = stream;
      all = more;
      if (!beating) {
        beating = true;
        lanes[0].after(this::beat, beatNanos);
      }
    }
    if (closing) {
      stream.close();
    }
  }

  /** Lets a stream go that has ended. From any thread. */
  void remove(EventStream stream) {
    stream.lane().execute(() -> stream.lane().remove(stream));
    synchronized (this) {
      EventStream[] old = all;
      int at = Arrays.asList(old).indexOf(stream);
      if (at < 0) {
        return;
      }
      EventStream[] fewer = Arrays.copyOf(old, old.length - 1);
      System.arraycopy(old, at + 1, fewer, at, fewer.length - at);
      all = fewer;
    }
    leave();
  }

  /**
   * Sends all readers what is published now, and waits until it is in their sockets, where it
   * outlives this process. The readers stay.
   *
   * @param nanos how long to wait for those whose sockets are full
   * @return how many have not got all of it
   */
  int flush(long nanos) {
    long deadline = System.nanoTime() + nanos;
    long target = log.last();
    CountDownLatch looked = new CountDownLatch(lanes.length);
    for (Lane lane : lanes) {
      lane.schedule();
      lane.execute(looked::countDown);
    }
    int behind = behind(target);
    while ((behind > 0 || looked.getCount() > 0) && deadline - System.nanoTime() > 0) {
      LockSupport.parkNanos(this, LOOK_NANOS);
      behind = behind(target);
    }
    return behind;
  }

  private int behind(long target) {
    int behind = 0;
    for (EventStream stream : all) {
      behind += stream.hasSent(target) ? 0 : 1;
    }
    return behind;
  }

  /**
   * Ends all readers: what is published is sent first, where the client takes it in time.
   *
   * @param nanos how long to wait for that
   */
  void close(long nanos) {
    closing = true;
    long deadline = System.nanoTime() + nanos;
    for (Lane lane : lanes) {
      lane.execute(lane::close);
    }
    boolean interrupted = false;
    synchronized (this) {
      while (readers.get() > 0) {
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (left <= 0 || interrupted) {
          break;
        }
        try {
          wait(left);
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }
    log.removeListener(this);
    for (EventStream stream : all) {
      stream.abort();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void beat() {
    synchronized (this) {
      if (all.length == 0) {
        beating = false;
        return;
      }
      lanes[0].after(this::beat, beatNanos);
    }
    for (Lane lane : lanes) {
      lane.execute(lane::beat);
    }
  }

  private Batch batch() {
    Batch mine = batch;
    if (mine == null) {
      mine = new Batch();
      batch = mine;
    }
    return mine;
  }
}
