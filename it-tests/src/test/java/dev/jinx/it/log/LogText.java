package dev.jinx.it.log;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jinx.it.Http;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/**
 * The segments of a log directory, read as the text that they are: {@code LENGTH CRC JSON}, a line
 * each. Nothing here is shared with the code under test; anything that does not fit is an error.
 */
final class LogText {
  private static final int HEAD = 18;

  private LogText() {}

  /** One event's line. */
  record Line(Path file, long boot, long seq, byte[] json) {
    JsonNode event() {
      return Http.parse(text());
    }

    String text() {
      return new String(json, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
      return file.getFileName() + ": " + text();
    }
  }

  /** Names of the segments, in their order. */
  static List<Path> segments(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(LogText::isSegment).sorted().toList();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static boolean isSegment(Path file) {
    return String.valueOf(file.getFileName()).startsWith("events-");
  }

  /** All events of a directory whose processes are gone. */
  static List<Line> read(Path directory) {
    return read(directory, Long.MAX_VALUE);
  }

  /** Those of the boots before one, whose process may be writing now. */
  static List<Line> read(Path directory, long before) {
    List<Line> lines = new ArrayList<>();
    for (Path file : segments(directory)) {
      if (boot(file) < before) {
        read(file, lines::add);
      }
    }
    return lines;
  }

  /** All events of a directory whose processes are gone, one after the other. */
  static void forEach(Path directory, Consumer<Line> each) {
    segments(directory).forEach(file -> read(file, each));
  }

  private static long boot(Path segment) {
    return Long.parseLong(String.valueOf(segment.getFileName()).split("-", -1)[1]);
  }

  private static void read(Path file, Consumer<Line> into) {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(file);
    } catch (NoSuchFileException tooOld) {
      return; // removed by the retention of a process that is alive, the oldest first
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
    boolean first = true;
    for (int at = 0; at < bytes.length; ) {
      byte[] json = json(file, bytes, at);
      at += HEAD + json.length + 1;
      if (first) {
        checkHeader(file, json);
      } else {
        into.accept(line(file, json));
      }
      first = false;
    }
  }

  /** Of the line that begins there. */
  private static byte[] json(Path file, byte[] bytes, int at) {
    if (at + HEAD > bytes.length || bytes[at + 8] != ' ' || bytes[at + 17] != ' ') {
      throw new AssertionError(file + " has no line at byte " + at);
    }
    int length = (int) hex(bytes, at);
    int end = at + HEAD + length;
    if (length < 0 || end >= bytes.length || bytes[end] != '\n') {
      throw new AssertionError(file + " has a torn line at byte " + at);
    }
    CRC32C crc = new CRC32C();
    crc.update(bytes, at + HEAD, length);
    if (crc.getValue() != hex(bytes, at + 9)) {
      throw new AssertionError(file + " has a damaged line at byte " + at);
    }
    return java.util.Arrays.copyOfRange(bytes, at + HEAD, end);
  }

  private static long hex(byte[] bytes, int at) {
    return Long.parseLong(new String(bytes, at, 8, StandardCharsets.US_ASCII), 16);
  }

  private static void checkHeader(Path file, byte[] json) {
    JsonNode header = Http.parse(new String(json, StandardCharsets.UTF_8));
    String name =
        "events-%010d-%012d.log"
            .formatted(header.path("boot").asLong(), header.path("first").asLong());
    if (!file.endsWith(name) || !header.path("log").asText().equals("jinx")) {
      throw new AssertionError(file + " begins with " + header);
    }
  }

  private static Line line(Path file, byte[] json) {
    String text = new String(json, StandardCharsets.UTF_8);
    int id = text.indexOf(",\"id\":\"");
    int at = text.indexOf('@', id);
    int dot = text.indexOf('.', at);
    if (id < 0 || at < 0 || dot < 0) {
      throw new AssertionError(file + " has an event without an id: " + text);
    }
    long boot = Long.parseLong(text, at + 1, dot, 10);
    long seq = Long.parseLong(text, dot + 1, text.indexOf('"', dot), 10);
    return new Line(file, boot, seq, json);
  }

  /** A line as it stands in a file, for those who forge some. */
  static byte[] format(byte[] json) {
    CRC32C crc = new CRC32C();
    crc.update(json);
    byte[] head =
        "%08x %08x ".formatted(json.length, crc.getValue()).getBytes(StandardCharsets.US_ASCII);
    byte[] line = new byte[HEAD + json.length + 1];
    System.arraycopy(head, 0, line, 0, HEAD);
    System.arraycopy(json, 0, line, HEAD, json.length);
    line[line.length - 1] = '\n';
    return line;
  }
}
