package dev.jinx.bootstrap;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * What the agent has to say about itself, on stderr and never on stdout.
 *
 * <p>{@link System#err} is not used: the application may have replaced it, and a pipe that nobody
 * reads would stop whoever writes while it holds the stream's monitor.
 */
public final class Say {
  /** How many lines may wait to be written; further ones are dropped and counted. */
  private static final int MOST_WAITING = 1_000;

  private static final ConcurrentLinkedQueue<String> WAITING = new ConcurrentLinkedQueue<>();
  private static final AtomicInteger COUNT = new AtomicInteger();
  private static final AtomicInteger DROPPED = new AtomicInteger();

  private Say() {}

  /** Writes a line at once. For start-up, before the application runs; it may block. */
  public static void now(String text) {
    write(("jinx: " + text + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /** Leaves a line for the agent's own thread to write. May be called from any thread. */
  public static void later(String text) {
    if (COUNT.incrementAndGet() > MOST_WAITING) {
      COUNT.decrementAndGet();
      DROPPED.incrementAndGet();
      return;
    }
    WAITING.add(text);
  }

  /** The next line left by {@link #later}, or null. For the thread that writes. */
  public static @Nullable String next() {
    String text = WAITING.poll();
    if (text != null) {
      COUNT.decrementAndGet();
      return text;
    }
    int dropped = DROPPED.getAndSet(0);
    return dropped == 0 ? null : dropped + " lines dropped: nobody reads stderr";
  }

  /** Writes bytes to the process's stderr; it may block, for as long as nobody reads. */
  public static void write(byte[] bytes) {
    // Not closed: closing the stream would close the descriptor of the process.
    FileOutputStream stream = new FileOutputStream(FileDescriptor.err);
    try {
      stream.write(bytes);
    } catch (IOException closed) {
      // stderr itself is closed: there is no place left to say anything.
      return;
    }
  }
}
