package dev.jinx.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** What this process hands on to those that it starts. */
public final class Signals {
  private static final int INT = 2;

  private Signals() {}

  /**
   * Skips a test that interrupts what it started, where nobody can be: shells without job control
   * start what they put into the background with SIGINT ignored, for it and all its children.
   */
  public static void assumeInterruptible() throws IOException {
    Path status = Path.of("/proc/self/status");
    List<String> lines = Files.isReadable(status) ? Files.readAllLines(status) : List.of();
    for (String line : lines) {
      if (line.startsWith("SigIgn:")) {
        long ignored = Long.parseUnsignedLong(line.substring("SigIgn:".length()).strip(), 16);
        Assumptions.assumeTrue((ignored >> (INT - 1) & 1) == 0, "SIGINT is ignored here");
      }
    }
  }
}
