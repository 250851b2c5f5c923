package dev.jinx.log;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Linux lets a sleeping thread oversleep by 50 microseconds unless the thread says otherwise; for
 * the scribe, which sleeps for less than that between two looks, this would be most of the time
 * from a hit to its reader.
 */
final class TimerSlack {
  private TimerSlack() {}

  /** Asks for the least slack for the current thread; where that cannot be, nothing changes. */
  static void least() {
    try {
      // PID/task/TID; the file is there only under /proc/TID.
      Path self = Files.readSymbolicLink(Path.of("/proc/thread-self"));
      Path slack = Path.of("/proc", self.getFileName().toString(), "timerslack_ns");
      Files.write(slack, "1".getBytes(StandardCharsets.US_ASCII));
    } catch (IOException | RuntimeException notLinux) {
      // Events then take some tens of microseconds longer; nothing else depends on it.
      return;
    }
  }
}
