package dev.jinx.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Waits for the agent of a program that was started just now. */
final class ReadyWait {
  private static final long PAUSE_MILLIS = 20;
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final Child child;
  private final PortFile portFile;

  ReadyWait(Child child, PortFile portFile) {
    this.child = child;
    this.portFile = portFile;
  }

  /**
   * Its address, when it answers there; null if the program has ended before.
   *
   * @throws CommandException if the time is over; the program has ended then, and all that it
   *     started
   */
  @Nullable String address(Duration time) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + time.toNanos();
    while (child.isAlive()) {
      String address = portFile.address();
      if (address != null && Answering.at(address)) {
        return address;
      }
      if (System.nanoTime() - deadline > 0) {
        child.end(GRACE);
        throw new CommandException(
            "no agent answers within "
                + time.toMillis()
                + " ms"
                + (address == null ? "" : " at " + address)
                + "; the program was ended",
            Exit.TIMEOUT,
            null);
      }
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS); // a file tells nobody that it has come
    }
    return null;
  }
}
