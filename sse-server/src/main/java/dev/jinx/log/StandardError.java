package dev.jinx.log;

import dev.jinx.bootstrap.AgentThreads;
import dev.jinx.bootstrap.Say;
import dev.jinx.event.Utf8;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The thread that writes to stderr. Nobody else of the agent does after start-up: a pipe that
 * nobody reads stops whoever writes. Lines that find no room are dropped, counted and told of.
 */
public final class StandardError {
  private static final int MOST_WAITING = 8_192;
  private static final int LARGEST_WRITE = 16 * 1024;
  private static final long IDLE_NANOS = 200_000_000L;

  private final ConcurrentLinkedQueue<byte[]> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicInteger count = new AtomicInteger();
  private final AtomicLong dropped = new AtomicLong();
  private final Thread thread;
  private volatile boolean asleep;
  private volatile boolean closed;

  /** Makes it; {@link #start} starts it. */
  public StandardError() {
    this.thread =
        AgentThreads.create(
            "jinx-stderr",
            new Runnable() {
              @Override
              public void run() {
                work();
              }
            });
  }

  /** Starts the thread. */
  public void start() {
    thread.start();
  }

  /** Whether a line would be taken; counts it as dropped where not. */
  boolean hasRoom() {
    if (count.get() < MOST_WAITING) {
      return true;
    }
    dropped.incrementAndGet();
    return false;
  }

  /** Leaves a line, with its line end, to be written. Never blocks. */
  void write(byte[] line) {
    count.incrementAndGet();
    waiting.add(line);
    if (asleep) {
      asleep = false;
      LockSupport.unpark(thread);
    }
  }

  /** Waits until what was left is written, but no longer than this. */
  public void close(long millis) {
    closed = true;
    LockSupport.unpark(thread);
    try {
      thread.join(Math.max(1, millis));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void work() {
    Utf8 out = new Utf8();
    while (true) {
      out.clear();
      for (byte[] line = next(); line != null; line = next()) {
        out.raw(line);
        if (out.length() >= LARGEST_WRITE) {
          break;
        }
      }
      if (out.length() > 0) {
        Say.write(out.toByteArray());
      } else if (closed) {
        return;
      } else {
        asleep = true;
        if (waiting.isEmpty() && !closed) {
          LockSupport.parkNanos(this, IDLE_NANOS);
        }
        asleep = false;
      }
    }
  }

  private byte @Nullable [] next() {
    byte[] line = waiting.poll();
    if (line != null) {
      count.decrementAndGet();
      return line;
    }
    String said = Say.next();
    if (said != null) {
      return ("jinx: " + said + "\n").getBytes(StandardCharsets.UTF_8);
    }
    long missing = dropped.getAndSet(0);
    return missing == 0
        ? null
        : ("jinx: " + missing + " lines of hits dropped: stderr was read too slowly\n")
            .getBytes(StandardCharsets.UTF_8);
  }
}
