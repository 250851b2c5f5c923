package dev.jinx.benchmarks;

import java.nio.file.Path;

/**
 * Hits a point faster than the scribe follows, and is dead at once after the last hit: no hook, no
 * last write. Arguments: directory with the port file, and how many hits.
 */
public final class BurstChild {
  private BurstChild() {}

  /** Dies. */
  public static void main(String[] args) throws Exception {
    int count = Integer.parseInt(args[1]);
    Node node = Node.await(Path.of(args[0]).resolve("port"));
    Hits.hit(0);
    node.requireWoven(Hits.POINT);
    node.enable(Hits.POINT);
    for (int i = 0; i < count; i++) {
      Hits.hit(i);
    }
    Runtime.getRuntime().halt(0);
  }
}
