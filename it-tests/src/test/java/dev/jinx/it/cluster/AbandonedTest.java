package dev.jinx.it.cluster;

import dev.jinx.client.Jinx;
import dev.jinx.client.cluster.Cluster;
import java.time.Duration;
import java.util.stream.Stream;

/** The process of a test that cuts a node off, and is killed before it can heal it. */
final class AbandonedTest {
  private AbandonedTest() {}

  public static void main(String[] nodes) throws InterruptedException {
    Cluster cluster =
        Cluster.of(
            Stream.of(nodes)
                .skip(1)
                .map(node -> Jinx.at(node).lease(Duration.ofSeconds(3)).connect())
                .toArray(Jinx[]::new));
    cluster.isolate(nodes[0]);
    System.out.print("cut\n");
    System.out.flush();
    Thread.sleep(Duration.ofHours(1).toMillis());
  }
}
