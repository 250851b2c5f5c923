package dev.jinx.log;

import dev.jinx.bootstrap.Phase;
import dev.jinx.disk.Durability;
import dev.jinx.disk.LogDirectory;
import dev.jinx.disk.SegmentWriter;
import dev.jinx.disk.Segments;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** One boot of a node with a log directory: real files, closed as a killed JVM closes them. */
public final class Kept implements AutoCloseable {
  public final EventLog log;
  public final Segments segments;
  public final Path path;
  private final LogDirectory directory;

  public Kept(Path path, long windowBytes, long retention) throws IOException {
    this(path, windowBytes, retention, Durability.OS);
  }

  public Kept(Path path, long windowBytes, long retention, Durability durability)
      throws IOException {
    this.path = path;
    directory = LogDirectory.open(path, "n1", "n1");
    segments =
        Segments.open(
            path,
            true,
            problem -> {
              throw new AssertionError(problem);
            });
    SegmentWriter writer =
        durability == Durability.MEMORY
            ? null
            : SegmentWriter.open(directory, segments, durability, retention);
    log = new EventLog("n1", directory.boot(), windowBytes, segments, writer);
  }

  /** The line of the log's next event. */
  public static String json(EventLog log, String injection, Phase phase, String text) {
    String node = "\"node\":\"n1\",\"boot\":" + log.boot() + ",\"seq\":" + log.next();
    return "{\"injection\":\""
        + injection
        + "\",\"type\":\"sleep\",\"shard\":0,\"phase\":\""
        + phase.word()
        + "\","
        + node
        + ",\"text\":\""
        + text
        + "\"}";
  }

  /** Appends the next event, unseen. */
  public static void append(EventLog log, String injection, Phase phase, String text) {
    byte[] json = json(log, injection, phase, text).getBytes(StandardCharsets.UTF_8);
    log.append(injection, phase, json, 0, json.length);
  }

  /** Appends events and publishes each. */
  public void publish(int events, String text) {
    for (int i = 0; i < events; i++) {
      append(log, "p" + i % 3, Phase.HIT, text);
      log.publish();
    }
  }

  Cursor at(long seq) {
    return new Cursor("n1", log.boot(), seq);
  }

  /** All that a reader gets behind a position: cursors, and gaps as {@code from..to}. */
  static List<String> readAll(LogReader reader) {
    List<String> all = new ArrayList<>();
    while (reader.isBehind()) {
      Gap gap = reader.gap();
      if (gap != null) {
        all.add(gap.from() + ".." + gap.to());
        reader.skip(gap);
      }
      while (reader.next()) {
        all.add(reader.cursor().toString());
      }
    }
    return all;
  }

  /** The cursors of a boot's events. */
  public static List<String> cursors(long boot, long from, long to) {
    List<String> all = new ArrayList<>();
    for (long seq = from; seq <= to; seq++) {
      all.add("n1@" + boot + '.' + seq);
    }
    return all;
  }

  /** The segments' files by name. */
  public TreeMap<String, Path> files() throws IOException {
    TreeMap<String, Path> files = new TreeMap<>();
    try (var all = Files.list(path)) {
      all.filter(file -> file.getFileName().toString().startsWith("events-"))
          .forEach(file -> files.put(file.getFileName().toString(), file));
    }
    return files;
  }

  @Override
  public void close() throws IOException {
    log.close();
    directory.close();
  }
}
