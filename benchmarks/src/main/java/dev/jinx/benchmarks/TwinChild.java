package dev.jinx.benchmarks;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Measures three twins in one JVM, in alternating slices of a millisecond: one woven, two not. What
 * disturbs the machine for longer than three slices disturbs all of them, and a ratio is taken
 * within each round.
 *
 * <p>Arguments: fork, mode ({@code plain}, {@code jinx}, {@code toggled}), port file.
 */
public final class TwinChild {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final long SLICE_NANOS = 1_000_000;
  private static long sink;

  private TwinChild() {}

  /** Prints a line a cell: name, ratio, noise, nanoseconds of both, bytes. */
  public static void main(String[] args) throws Exception {
    String[] names = {Twins.WOVEN, Twins.PLAIN, Twins.OTHER};
    Twin[] twins = new Twin[3];
    int fork = Integer.parseInt(args[0]);
    for (int i = 0; i < 3; i++) {
      // Who is compiled first is another one in each fork.
      int turn = (fork + i) % 3;
      twins[turn] = Twins.create(names[turn]);
    }
    if (!args[1].equals("plain")) {
      prepare(twins, Path.of(args[2]), args[1].equals("toggled"));
    }
    for (int cell = 0; cell < TwinTemplate.CELLS.length; cell++) {
      System.out.println("cell " + measure(twins, cell, fork));
    }
    System.err.println(sink);
  }

  private static void prepare(Twin[] twins, Path portFile, boolean toggled) throws Exception {
    Node node = Node.await(portFile);
    for (int cell = 0; cell < Twins.POINTS.length; cell++) {
      String point = Twins.POINTS[cell][0];
      node.requireWoven(point);
      if (toggled) {
        for (int i = 0; i < 3; i++) {
          sink += twins[0].run(cell, 100_000);
          node.enable(point);
          sink += twins[0].run(cell, 1_000);
          node.disable(point);
        }
      }
    }
  }

  private static String measure(Twin[] twins, int cell, int fork) {
    int times = 20_000;
    for (long took = 0; took < SLICE_NANOS * 3 / 4; ) {
      // Compiles, too: some forty slices of each.
      for (int i = 0; i < 40; i++) {
        took = slice(twins, cell, times, i % 3);
        slice(twins, cell, times, (i + 1) % 3);
        slice(twins, cell, times, (i + 2) % 3);
      }
      times =
          (int) Math.max(times * 1.2, Math.min(4.0 * times, times * (double) SLICE_NANOS / took));
    }
    int rounds = Rounds.of(300, 30);
    double[][] nanos = new double[3][rounds];
    double[] ratio = new double[rounds];
    double[] noise = new double[rounds];
    for (int round = 0; round < rounds; round++) {
      for (int i = 0; i < 3; i++) {
        int turn = (round + fork + i) % 3;
        nanos[turn][round] = slice(twins, cell, times, turn) / (double) times;
      }
      ratio[round] = nanos[0][round] / nanos[1][round];
      noise[round] = nanos[2][round] / nanos[1][round];
    }
    return TwinTemplate.CELLS[cell].replace(' ', '_')
        + " "
        + Spread.median(ratio)
        + " "
        + Spread.median(noise)
        + " "
        + Spread.median(nanos[0])
        + " "
        + Spread.median(nanos[1])
        + " "
        + bytes(twins, cell, times);
  }

  private static long slice(Twin[] twins, int cell, int times, int turn) {
    long start = System.nanoTime();
    sink += twins[turn].run(cell, times);
    return System.nanoTime() - start;
  }

  /** Bytes an operation of the woven twin, the least of some slices: the counter's own aside. */
  private static double bytes(Twin[] twins, int cell, int times) {
    long self = Thread.currentThread().getId();
    double[] bytes = new double[5];
    for (int i = 0; i < bytes.length; i++) {
      long before = THREADS.getThreadAllocatedBytes(self);
      sink += twins[0].run(cell, times);
      bytes[i] = (THREADS.getThreadAllocatedBytes(self) - before) / (double) times;
    }
    Arrays.sort(bytes);
    return bytes[0];
  }
}
