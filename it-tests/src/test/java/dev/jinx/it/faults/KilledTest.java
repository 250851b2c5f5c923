package dev.jinx.it.faults;

import dev.jinx.client.Jinx;
import java.time.Duration;

/** The process of a test that arms a point, and is killed before it can clean up. */
final class KilledTest {
  private KilledTest() {}

  public static void main(String[] address) throws InterruptedException {
    Jinx jinx = Jinx.at(address[0]).lease(Duration.ofSeconds(10)).connect();
    jinx.point("commit").enable("pause");
    System.out.println("armed");
    Thread.sleep(Duration.ofHours(1).toMillis());
  }
}
