package dev.jinx.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Enables and declares in a JVM with many loaded classes and a thread that comes by all the time.
 * Prints a line a round: milliseconds of enabling until the hit is answered for, of enabling alone,
 * of declaring, and of undeclaring. Argument: directory with the port file.
 */
public final class ArmingChild {
  private static final int CLASSES = 10_000;
  private static final List<Class<?>> KEPT = new ArrayList<>();
  private static volatile boolean stop;

  private ArmingChild() {}

  /** Measures. */
  public static void main(String[] args) throws Exception {
    Node node = Node.await(Path.of(args[0]).resolve("port"));
    LoadChild.load(CLASSES, KEPT);
    Thread thread =
        new Thread(
            () -> {
              for (int i = 0; !stop; i++) {
                Hits.hit(i);
                Late.hit(i);
              }
            },
            "app");
    thread.start();
    Hits.hit(0);
    node.requireWoven(Hits.POINT);
    for (int round = -Rounds.of(20, 3); round < Rounds.of(60, 5); round++) {
      long start = System.nanoTime();
      String cursor = node.enable(Hits.POINT, "action=observe&one_shot=true");
      long enabled = System.nanoTime();
      node.await(Hits.POINT, cursor);
      long hit = System.nanoTime();
      node.disable(Hits.POINT);
      long before = System.nanoTime();
      node.declare("late", Late.class.getName() + "#hit");
      long declared = System.nanoTime();
      node.undeclare("late");
      long undeclared = System.nanoTime();
      if (round >= 0) {
        System.out.println(
            millis(hit - start)
                + " "
                + millis(enabled - start)
                + " "
                + millis(declared - before)
                + " "
                + millis(undeclared - declared));
      }
    }
    stop = true;
    thread.join();
    if (KEPT.size() != CLASSES) {
      throw new IllegalStateException(KEPT.size() + " classes");
    }
  }

  private static double millis(long nanos) {
    return nanos / 1e6;
  }

  /** What is declared while it runs. */
  static final class Late {
    private static int last;

    private Late() {}

    static void hit(int number) {
      last = number + Late.last % 2;
    }
  }
}
