package dev.jinx.client.fleet;

import dev.jinx.client.Event;
import dev.jinx.disk.Durability;
import dev.jinx.disk.LogDirectory;
import dev.jinx.disk.SegmentWriter;
import dev.jinx.disk.Segments;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** Events as they stand in logs, and logs with them in it. */
public final class Lines {
  private static final Instant START = Instant.parse("2026-11-21T02:30:00.000001Z");

  private Lines() {}

  /** An event of that time, in milliseconds from some begin. */
  public static String line(String node, long boot, long seq, long millis, String point) {
    return line(node, boot, seq, millis, point, "hit");
  }

  public static String line(
      String node, long boot, long seq, long millis, String point, String phase) {
    return "{\"injection\":\""
        + point
        + "\",\"type\":\"observe\",\"shard\":1,\"phase\":\""
        + phase
        + "\",\"action\":\"observe\",\"hit\":"
        + seq
        + ",\"arm\":1,\"id\":\""
        + node
        + "@"
        + boot
        + "."
        + seq
        + "\",\"node\":\""
        + node
        + "\",\"boot\":"
        + boot
        + ",\"seq\":"
        + seq
        + ",\"time\":\""
        + START.plusMillis(millis)
        + "\",\"nanos\":1,\"thread\":{\"id\":1,\"name\":\",\\\"time\\\":\\\"x\",\"virtual\":false},"
        + "\"point\":\"A#b\",\"parameters\":{},\"captured\":{\"time\":\"never\"}}";
  }

  public static Event event(String node, long boot, long seq, long millis) {
    try {
      return Event.parse(line(node, boot, seq, millis, "commit"), "");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** One boot of a node more in that directory: events of these lines. */
  public static void write(Path directory, String node, List<String> lines) throws IOException {
    try (LogDirectory log = LogDirectory.open(directory, node, node)) {
      Segments segments = Segments.open(log.path(), true, what -> {});
      try (SegmentWriter writer =
          SegmentWriter.open(log, segments, Durability.OS, 64 * 1024 * 1024)) {
        for (String line : lines) {
          byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
          writer.append(Event.parse(line, "").cursor().seq(), bytes, 0, bytes.length);
        }
        writer.commit();
      }
    }
  }
}
