package dev.jinx.benchmarks;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.locks.LockSupport;

/**
 * Measures, in alternating bursts in one JVM, a point that only publishes and its peers. After each
 * burst everything is drained, until the reader has it, so that no burst pays for the one before.
 *
 * <p>Arguments: directory with the port file, threads, the reader's gauge, and whether there are
 * peers beside the clock.
 */
public final class HitChild {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final int threads;
  private final Work[] works;
  private final int rounds = Rounds.of(400, 40);
  private final int warm = Rounds.of(300, 60);
  private final double[][][] nanos;
  private final double[][][] bytes;
  private final CyclicBarrier barrier;
  private final Gauge gauge;
  private long hits;
  private volatile long sink;

  private HitChild(int threads, Work[] works, Gauge gauge) {
    this.threads = threads;
    this.works = works;
    this.gauge = gauge;
    // By ordinal; the clock's is 0.
    nanos = new double[threads][Work.values().length][rounds];
    bytes = new double[threads][Work.values().length][rounds];
    barrier = new CyclicBarrier(threads);
  }

  /** Prints a line a way of telling: name, nanoseconds, ratio to the clock, bytes. */
  public static void main(String[] args) throws Exception {
    Path directory = Path.of(args[0]);
    int threads = Integer.parseInt(args[1]);
    Node node = Node.await(directory.resolve("port"));
    Hits.hit(0);
    node.requireWoven(Hits.POINT);
    Work.Loggers.open(directory);
    Work.Loggers.startConsumer();
    System.out.println("address " + node.address());
    // The reader is there once the driver says so.
    if (System.in.read() < 0) {
      return;
    }
    node.enable(Hits.POINT);
    Work[] works =
        Boolean.parseBoolean(args[3]) ? Work.values() : new Work[] {Work.NANOTIME, Work.JINX};
    HitChild child = new HitChild(threads, works, new Gauge(Path.of(args[2])));
    Thread[] running = new Thread[threads];
    for (int i = 0; i < threads; i++) {
      int number = i;
      running[i] = new Thread(() -> child.run(number), "app-" + i);
      running[i].start();
    }
    for (Thread thread : running) {
      thread.join();
    }
    child.print();
  }

  private void run(int number) {
    try {
      for (int round = -warm; round < rounds; round++) {
        for (int i = 0; i < works.length; i++) {
          Work work = works[(i + Math.abs(round)) % works.length];
          burst(number, work, round);
        }
      }
    } catch (Exception fault) {
      fault.printStackTrace();
      Runtime.getRuntime().halt(1);
    }
  }

  private void burst(int number, Work work, int round) throws Exception {
    int times = work.slice();
    long self = Thread.currentThread().getId();
    barrier.await();
    long allocated = THREADS.getThreadAllocatedBytes(self);
    long start = System.nanoTime();
    long sum = work.run(times);
    long took = System.nanoTime() - start;
    allocated = THREADS.getThreadAllocatedBytes(self) - allocated;
    sink = sum;
    if (round >= 0) {
      nanos[number][work.ordinal()][round] = took / (double) times;
      bytes[number][work.ordinal()][round] = allocated / (double) times;
    }
    barrier.await();
    if (number == 0) {
      if (work == Work.JINX) {
        hits += (long) times * threads;
        gauge.await(Gauge.EVENTS, hits - gauge.get(Gauge.LOST), 20);
      } else if (work == Work.QUEUE) {
        while (!Work.QUEUED.isEmpty()) {
          LockSupport.parkNanos(20_000);
        }
      }
    }
    barrier.await();
  }

  private void print() {
    for (Work work : works) {
      double[] each = new double[threads];
      double[] ratio = new double[threads];
      double[] allocated = new double[threads];
      for (int i = 0; i < threads; i++) {
        double[] ratios = new double[rounds];
        for (int round = 0; round < rounds; round++) {
          ratios[round] = nanos[i][work.ordinal()][round] / nanos[i][0][round];
        }
        each[i] = Spread.median(nanos[i][work.ordinal()]);
        ratio[i] = Spread.median(ratios);
        // The counter allocates some bytes of its own in a burst.
        allocated[i] = Spread.median(bytes[i][work.ordinal()]);
      }
      System.out.println(
          "work "
              + work
              + " "
              + Arrays.stream(each).average().orElse(0)
              + " "
              + Arrays.stream(ratio).average().orElse(0)
              + " "
              + Arrays.stream(allocated).max().orElse(0));
    }
    System.out.println("lost " + gauge.get(Gauge.LOST) + " of " + hits);
  }
}
