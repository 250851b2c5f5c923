package dev.jinx.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** What a reader of a table has to know of the machine. */
final class Machine {
  private Machine() {}

  static void print(List<Jdk> jdks) throws IOException {
    System.out.println(
        OffsetDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.MINUTES)
            + ", "
            + Runtime.getRuntime().availableProcessors()
            + " processors ("
            + processor()
            + "), "
            + System.getProperty("os.name")
            + " "
            + System.getProperty("os.version")
            + ", load "
            + load());
    for (Jdk jdk : jdks) {
      System.out.println("JDK " + jdk.feature() + ": " + jdk.version());
    }
  }

  private static String processor() throws IOException {
    Path info = Path.of("/proc/cpuinfo");
    if (Files.isReadable(info)) {
      for (String line : Files.readAllLines(info)) {
        if (line.startsWith("model name")) {
          return line.substring(line.indexOf(':') + 1).strip();
        }
      }
    }
    return System.getProperty("os.arch");
  }

  /** What else was running: a shared machine shows in the spread. */
  private static String load() throws IOException {
    Path file = Path.of("/proc/loadavg");
    return Files.isReadable(file) ? Files.readString(file).split(" ", 2)[0] : "unknown";
  }
}
