package dev.jinx.disk;

import dev.jinx.event.ArmText;
import dev.jinx.event.EventWriter;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the numbers in a ring file's records mean. */
final class RingDefinitions {
  private static final int ARM = 1;
  private static final byte[] NOWHERE = EventWriter.point("");

  private final Map<Integer, Definition> arms = new HashMap<>();
  private final Map<Integer, byte[]> points = new HashMap<>();

  /**
   * An arm.
   *
   * @param since when its number began to mean it, on that JVM's clock
   * @param injection the point's name
   * @param terms the text of each of its terms
   * @param failed the text of the event that tells of the arm itself
   */
  record Definition(long since, String injection, ArmText[] terms, ArmText failed) {}

  /** The arm that a record names; null where nothing is known of it. */
  @Nullable Definition arm(RingRecord record) {
    Definition found = arms.get(record.arm());
    return found == null || record.nanos() - found.since < 0 ? null : found;
  }

  /** The method of a site, as it stands in events; empty where nothing is known of it. */
  byte[] point(int site) {
    return points.getOrDefault(site, NOWHERE);
  }

  /** Takes in a chunk; those of one kind in the order in which they were begun. */
  void read(RingChunk chunk) {
    for (int at = RingChunk.HEADER; at < chunk.tail() && chunk.word(at) != 0; ) {
      long header = chunk.word(at);
      byte[] bytes = chunk.bytes(at + 1, (int) (header >>> 32) & 0xFFFFFF);
      if (header >>> 56 == ARM) {
        // A number is used again when all records with it were taken in: the last meaning counts.
        arms.put((int) header, definition(ByteBuffer.wrap(bytes)));
      } else {
        String label = new String(bytes, StandardCharsets.UTF_8);
        points.put((int) header, EventWriter.point(label));
      }
      at += 1 + (bytes.length + 7) / 8;
    }
  }

  private static Definition definition(ByteBuffer in) {
    long since = in.getLong();
    String injection = text(in);
    int number = in.getInt();
    String all = text(in);
    int size = length(in);
    String[] types = new String[size];
    String[] actions = new String[size];
    for (int i = 0; i < size; i++) {
      types[i] = text(in);
      actions[i] = text(in);
    }
    Map<String, String> parameters = new LinkedHashMap<>();
    while (in.getInt() != 0) {
      parameters.put(text(in), text(in));
    }
    boolean cut = in.getInt() != 0;
    ArmText[] terms = new ArmText[size];
    for (int i = 0; i < size; i++) {
      terms[i] = ArmText.of(injection, types[i], actions[i], number, parameters, cut);
    }
    ArmText failed = ArmText.of(injection, "failed", all, number, parameters, cut);
    return new Definition(since, injection, terms, failed);
  }

  private static String text(ByteBuffer in) {
    byte[] bytes = new byte[length(in)];
    in.get(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** In a damaged file it may be anything. */
  private static int length(ByteBuffer in) {
    int length = in.getInt();
    if (length < 0 || length > in.remaining()) {
      throw new BufferUnderflowException();
    }
    return length;
  }
}
