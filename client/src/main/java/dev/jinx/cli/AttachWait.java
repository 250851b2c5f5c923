package dev.jinx.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Waits for the server of an agent that was loaded just now. */
final class AttachWait {
  private static final long PAUSE_MILLIS = 50;

  /** The target is asked less often than the file is looked for. */
  private static final int ROUNDS_A_QUESTION = 20;

  private final long pid;
  private final Attaching machine;
  private final PortFile portFile;

  AttachWait(long pid, Attaching machine, PortFile portFile) {
    this.pid = pid;
    this.machine = machine;
    this.portFile = portFile;
  }

  /** Its address, when it answers there. */
  String address(Duration time) throws IOException {
    long deadline = System.nanoTime() + time.toNanos();
    for (int round = 1; ; round++) {
      String address = portFile.address();
      if (address != null && Answering.at(address)) {
        return address;
      }
      boolean over = System.nanoTime() - deadline > 0;
      String status = over || round % ROUNDS_A_QUESTION == 0 ? machine.status() : null;
      if (status != null && status.startsWith("no server")) {
        throw new CommandException(
            "the agent was loaded into process " + pid + ", but has " + status, null);
      }
      if (over) {
        throw new CommandException(timeout(status, address), Exit.TIMEOUT, null);
      }
      pause();
    }
  }

  private String timeout(@Nullable String status, @Nullable String address) {
    return "the agent was loaded into process "
        + pid
        + ", but no server answers yet"
        + (address == null ? "" : " at " + address)
        + (status == null ? "; it has not started, and the target's stderr says why" : "");
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS); // a file tells nobody that it has come
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandException("interrupted", e);
    }
  }
}
