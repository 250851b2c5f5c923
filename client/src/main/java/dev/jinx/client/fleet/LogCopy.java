package dev.jinx.client.fleet;

import dev.jinx.disk.Batch;
import dev.jinx.disk.EventKeys;
import dev.jinx.disk.Hole;
import dev.jinx.disk.Next;
import dev.jinx.disk.Position;
import dev.jinx.disk.Segments;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Goes from event to event of one directory. One thread. */
final class LogCopy {
  private static final int BATCH = 256 * 1024;
  private static final byte[] NOTHING = {};

  private final Segments segments;
  private final List<Hole> missing = new ArrayList<>();
  private Position position;
  private @Nullable Batch batch;
  private int index;

  /** Begins in front of the first event behind that position, or in front of the first of all. */
  LogCopy(Segments segments, @Nullable Position after) {
    this.segments = segments;
    this.position = after == null ? segments.first() : after;
    fill();
  }

  /** Where the event is that it stands in front of; null at the end. */
  @Nullable Position next() {
    Batch now = batch;
    return now == null ? null : new Position(now.boot(), now.firstSeq() + index);
  }

  /** What is known to be missing between the first position and where it stands; in order. */
  List<Hole> missing() {
    return missing;
  }

  void skip() {
    Batch now = batch;
    if (now != null && ++index == now.count()) {
      position = now.end();
      fill();
    }
  }

  String injection() {
    String name = batch == null ? null : EventKeys.injection(bytes(), offset(), length());
    return name == null ? "" : name;
  }

  String phase() {
    String word = batch == null ? null : EventKeys.phase(bytes(), offset(), length());
    return word == null ? "" : word;
  }

  String json() {
    return new String(bytes(), offset(), length(), StandardCharsets.UTF_8);
  }

  /** Whether both stand in front of the same text. */
  boolean same(LogCopy other) {
    return Arrays.equals(
        bytes(),
        offset(),
        offset() + length(),
        other.bytes(),
        other.offset(),
        other.offset() + other.length());
  }

  Path directory() {
    return segments.directory();
  }

  private byte[] bytes() {
    return batch == null ? NOTHING : batch.bytes();
  }

  private int offset() {
    return batch == null ? 0 : batch.offset(index);
  }

  private int length() {
    return batch == null ? 0 : batch.length(index);
  }

  private void fill() {
    try {
      Next next = segments.next(position, BATCH);
      batch = next.batch();
      missing.addAll(next.missing());
      index = 0;
    } catch (IOException e) {
      throw new FleetException("cannot read the log in " + segments.directory() + ": " + e, e);
    }
  }
}
