package dev.jinx.client.testing;

import dev.jinx.disk.Durability;
import dev.jinx.disk.LogDirectory;
import dev.jinx.disk.SegmentWriter;
import dev.jinx.disk.Segments;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** What a dead agent left in its log directory. */
public final class TestLog {
  private TestLog() {}

  /** Events of that boot with these numbers; boots before it, if there are none yet, are empty. */
  public static void write(Path directory, String node, long boot, long... numbers)
      throws IOException {
    while (true) {
      try (LogDirectory log = LogDirectory.open(directory, node, node)) {
        if (log.boot() == boot) {
          fill(log, numbers);
          return;
        }
        if (log.boot() > boot) {
          throw new IllegalArgumentException("boot " + boot + " is over, this is " + log.boot());
        }
      }
    }
  }

  private static void fill(LogDirectory log, long... numbers) throws IOException {
    Segments segments = Segments.open(log.path(), true, TestLog::unexpected);
    try (SegmentWriter writer = SegmentWriter.open(log, segments, Durability.OS, 64L << 20)) {
      for (long number : numbers) {
        String cursor = log.node() + "@" + log.boot() + "." + number;
        byte[] json = Wire.line(cursor).getBytes(StandardCharsets.UTF_8);
        writer.append(number, json, 0, json.length);
      }
      writer.commit();
    }
  }

  private static void unexpected(String problem) {
    throw new AssertionError(problem);
  }

  /** Changes a byte in the last line of that boot's first segment, whose length stays. */
  public static void damageEnd(Path directory, long boot) throws IOException {
    Path segment = directory.resolve(String.format(Locale.ROOT, "events-%010d-%012d.log", boot, 1));
    byte[] bytes = Files.readAllBytes(segment);
    bytes[bytes.length - 10] ^= 1;
    Files.write(segment, bytes);
  }
}
