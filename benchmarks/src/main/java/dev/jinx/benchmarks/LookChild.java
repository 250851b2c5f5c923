package dev.jinx.benchmarks;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;

/**
 * Measures points that look at a hit's values, in alternating bursts in one JVM. Between bursts the
 * scribe takes in what was published. Argument: directory with the port file.
 */
public final class LookChild {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int BURST = 2_000;

  private LookChild() {}

  /** Prints a line a way of looking: name, nanoseconds, bytes. */
  public static void main(String[] args) throws Exception {
    Node node = Node.await(Path.of(args[0]).resolve("port"));
    Looks[] looks = Looks.values();
    Looks.Message message = new Looks.Message("n2");
    for (Looks look : looks) {
      look.run(0, message);
      if (!look.query().isEmpty()) {
        node.requireWoven(look.point());
        node.enable(look.point(), look.query());
      }
    }
    Thread.currentThread().setName("app-0");
    int warm = Rounds.of(300, 60);
    int rounds = Rounds.of(400, 40);
    double[][] nanos = new double[looks.length][rounds];
    double[][] bytes = new double[looks.length][rounds];
    long self = Thread.currentThread().getId();
    for (int round = -warm; round < rounds; round++) {
      for (int i = 0; i < looks.length; i++) {
        int which = (i + Math.abs(round)) % looks.length;
        Looks look = looks[which];
        long allocated = THREADS.getThreadAllocatedBytes(self);
        long start = System.nanoTime();
        for (int n = 0; n < BURST; n++) {
          look.run(n, message);
        }
        long took = System.nanoTime() - start;
        allocated = THREADS.getThreadAllocatedBytes(self) - allocated;
        if (round >= 0) {
          nanos[which][round] = took / (double) BURST;
          bytes[which][round] = allocated / (double) BURST;
        }
        // An answer of the server is given once all that was published has been taken in.
        node.enters(Looks.PLAIN.point());
      }
    }
    for (int i = 0; i < looks.length; i++) {
      System.out.println(looks[i] + " " + Spread.median(nanos[i]) + " " + Spread.median(bytes[i]));
    }
    node.requireHits(Looks.CAPTURE.point(), (long) (warm + rounds) * BURST);
  }
}
