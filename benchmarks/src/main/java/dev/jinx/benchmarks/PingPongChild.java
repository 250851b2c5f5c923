package dev.jinx.benchmarks;

import com.sun.management.ThreadMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Plays ping-pong in one JVM. Told the name of a {@link PingPongLine} it opens one and plays until
 * that is compiled; told {@code go} it plays for a slice and says how many microseconds a ball took
 * there and back, and how many bytes both ends allocated for it. Arguments: what is there besides,
 * and the file with the agent's port.
 */
public final class PingPongChild {
  /** A point that means the measured connections is declared, was enabled, and is disabled. */
  static final String CLOSED = "closed";

  /** A point is enabled that means connections to elsewhere. */
  static final String OTHER = "other";

  /** Bytes go through a proxy. */
  static final String PROXY = "proxy";

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final long SLICE_NANOS = 15_000_000L;

  private final Trip trip;
  private final Callable<Long> allocated;
  private final ExecutorService player;
  private int times = 100;

  private PingPongChild(Trip trip, Callable<Long> allocated, ExecutorService player) {
    this.trip = trip;
    this.allocated = allocated;
    this.player = player;
  }

  /** Plays as it is told, until nobody tells more. */
  public static void main(String[] args) throws Exception {
    prepare(args[0], Path.of(args[1]));
    System.out.println("ready");
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    PingPongChild now = null;
    for (String word = in.readLine(); word != null; word = in.readLine()) {
      if (now != null && word.equals("go")) {
        System.out.println("slice " + now.player.submit(now::measure).get());
      } else {
        PingPongLine line = PingPongLine.valueOf(word);
        now = open(line, line.open(args[0].equals(PROXY)));
        now.player.submit(now::warm).get();
        System.out.println("warm");
      }
    }
    // Who waits for another ball is not waited for.
    System.exit(0);
  }

  private static void prepare(String mode, Path portFile) throws Exception {
    if (mode.equals(CLOSED)) {
      Node node = Node.await(portFile);
      node.declare("net", "net#*(127.0.0.1)");
      for (int i = 0; i < 3; i++) {
        node.enable("net");
        node.disable("net");
      }
    } else if (mode.equals(OTHER)) {
      Node node = Node.await(portFile);
      node.declare("net", "net#*(192.0.2.1)");
      node.enable("net", "action=drop");
    }
  }

  private interface Trip {
    void go() throws IOException;
  }

  private static PingPongChild open(PingPongLine line, PingPongLine.End[] ends) throws Exception {
    ExecutorService threads = threads(line);
    // The pool makes its two threads in turn; those of the platform count each their own bytes.
    Future<Long> first = threads.submit(() -> Thread.currentThread().getId());
    long far = threads.submit(() -> Thread.currentThread().getId()).get();
    long near = first.get();
    Callable<Long> bytes =
        line.isVirtual
            ? PingPongChild::ofAllThreads
            : () -> THREADS.getThreadAllocatedBytes(near) + THREADS.getThreadAllocatedBytes(far);
    if (line.isAlone()) {
      Trip trip =
          () -> {
            ends[0].send();
            ends[1].receive();
            ends[1].send();
            ends[0].receive();
          };
      return new PingPongChild(trip, bytes, threads);
    }
    threads.execute(() -> echo(ends[1]));
    Trip trip =
        () -> {
          ends[0].send();
          ends[0].receive();
        };
    return new PingPongChild(trip, bytes, threads);
  }

  private static ExecutorService threads(PingPongLine line) throws ReflectiveOperationException {
    return line.isVirtual
        ? (ExecutorService)
            Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null)
        : Executors.newFixedThreadPool(2);
  }

  /** Virtual threads have no count of their own; that of their carriers is in this one. */
  private static Long ofAllThreads() throws ReflectiveOperationException {
    return (Long) ThreadMXBean.class.getMethod("getTotalThreadAllocatedBytes").invoke(THREADS);
  }

  private static void echo(PingPongLine.End end) {
    try {
      while (true) {
        end.receive();
        end.send();
      }
    } catch (IOException over) {
      throw new java.io.UncheckedIOException(over);
    }
  }

  private @Nullable Void warm() throws IOException {
    for (long end = System.nanoTime() + Rounds.of(500, 200) * 1_000_000L;
        System.nanoTime() < end; ) {
      times = (int) Math.max(50, Math.min(4.0 * times, SLICE_NANOS / slice()));
    }
    return null;
  }

  private String measure() throws Exception {
    long before = allocated.call();
    double nanos = slice();
    return nanos / 1e3 + " " + (allocated.call() - before) / (double) times;
  }

  private double slice() throws IOException {
    long start = System.nanoTime();
    for (int i = 0; i < times; i++) {
      trip.go();
    }
    return (System.nanoTime() - start) / (double) times;
  }
}
