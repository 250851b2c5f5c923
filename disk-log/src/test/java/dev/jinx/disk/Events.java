package dev.jinx.disk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Events as the agent writes them, and logs full of them. */
final class Events {
  private Events() {}

  static String json(String node, long boot, long seq) {
    return json(node, boot, seq, "say \\\"hello\\\",\\\"seq\\\":7, please");
  }

  /** About as long as usual ones; the text stands where captured values do. */
  static String json(String node, long boot, long seq, String text) {
    return "{\"injection\":\"before-commit\",\"type\":\"handler\",\"shard\":3,\"phase\":\"parked\","
        + "\"action\":\"throw(java.io.IOException, \\\"disk,\\\")\",\"hit\":"
        + seq
        + ",\"arm\":2,"
        + "\"id\":\""
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
        + ",\"time\":\"2026-11-21T02:30:00.123456Z\","
        + "\"nanos\":81234567890,\"thread\":{\"id\":31,\"name\":\"sender-2\",\"virtual\":false},"
        + "\"point\":\"com.acme.Store#commit(long)\",\"parameters\":{},\"captured\":{\"x\":\""
        + text
        + "\",\"seq\":5}}";
  }

  static void append(SegmentWriter writer, String node, long boot, long seq) {
    byte[] json = json(node, boot, seq).getBytes(StandardCharsets.UTF_8);
    writer.append(seq, json, 0, json.length);
  }

  /** One more boot with events 1 to {@code count}, each committed by itself. */
  static long boot(Path directory, int count) throws IOException {
    try (LogDirectory log = LogDirectory.open(directory, null, "n1");
        SegmentWriter writer =
            SegmentWriter.open(log, opened(directory), Durability.OS, 64L << 20)) {
      for (int seq = 1; seq <= count; seq++) {
        append(writer, log.node(), log.boot(), seq);
        writer.commit();
      }
      return log.boot();
    }
  }

  /** Opened to repair, by somebody who expects no problem. */
  static Segments opened(Path directory) throws IOException {
    return Segments.open(
        directory,
        true,
        problem -> {
          throw new AssertionError(problem);
        });
  }

  /** Everything behind a position, as {@code boot.seq}, each checked to be the event it claims. */
  static List<String> read(Segments segments, Position after) {
    List<String> ids = new ArrayList<>();
    try {
      EventReader reader = new EventReader(segments, after);
      while (reader.next()) {
        Hole hole = reader.hole();
        if (hole != null) {
          ids.add(
              "hole "
                  + hole.boot()
                  + "."
                  + hole.from()
                  + "-"
                  + (hole.isCounted() ? hole.to() : "?"));
          continue;
        }
        String json = text(reader.bytes(), reader.offset(), reader.length());
        if (!json.equals(json(String.valueOf(segments.node()), reader.boot(), reader.seq()))) {
          throw new AssertionError("event " + reader.position() + " reads " + json);
        }
        ids.add(reader.boot() + "." + reader.seq());
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    return ids;
  }

  static List<String> ids(long boot, long from, long to) {
    List<String> ids = new ArrayList<>();
    for (long seq = from; seq <= to; seq++) {
      ids.add(boot + "." + seq);
    }
    return ids;
  }

  static String text(byte[] bytes, int offset, int length) {
    return new String(bytes, offset, length, StandardCharsets.UTF_8);
  }

  /** The files whose names begin so, in order. */
  static List<Path> files(Path directory, String prefix) throws IOException {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, prefix + "*")) {
      files.forEach(found::add);
    }
    found.sort(null);
    return found;
  }
}
