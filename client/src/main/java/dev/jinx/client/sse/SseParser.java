package dev.jinx.client.sse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The WHATWG event stream parser, fed with bytes cut anywhere. One parser for one connection; not
 * thread-safe.
 *
 * <p>Where the page leaves room: the id in force is carried over from the connection before, as
 * browsers do, so that an event without an id does not forget the position.
 */
public final class SseParser {
  private static final byte[] BOM = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private final SseHandler handler;
  private final int limit;
  private final StringBuilder data = new StringBuilder();
  private byte[] line = new byte[512];
  private int length;
  private boolean first = true;
  private boolean afterCr;
  private boolean hasData;
  private String type = "";
  private String idBuffer;
  private String lastEventId;

  /**
   * Begins a stream.
   *
   * @param lastEventId the id in force before this connection, or empty
   * @param limit the longest line, and the most data of one event, that is taken, in bytes
   */
  public SseParser(SseHandler handler, String lastEventId, int limit) {
    this.handler = handler;
    this.limit = limit;
    this.idBuffer = lastEventId;
    this.lastEventId = lastEventId;
  }

  /** The id of the last complete block; what a reconnection sends. */
  public String lastEventId() {
    return lastEventId;
  }

  /**
   * Takes the next bytes. What an end of stream cuts off is never dispatched.
   *
   * @throws IOException if a line or an event is longer than the limit
   */
  public void feed(byte[] bytes, int offset, int count) throws IOException {
    for (int i = offset; i < offset + count; i++) {
      byte b = bytes[i];
      if (b == '\n' && afterCr) {
        afterCr = false; // the second half of a CRLF
      } else if (b == '\n' || b == '\r') {
        afterCr = b == '\r';
        endOfLine();
      } else {
        afterCr = false;
        if (length == line.length) {
          line = Arrays.copyOf(line, grown());
        }
        line[length++] = b;
      }
    }
  }

  private int grown() throws IOException {
    if (length >= limit) {
      throw new IOException("an event stream line of more than " + limit + " bytes");
    }
    return Math.min(limit, length * 2);
  }

  private void endOfLine() throws IOException {
    int start = first && startsWithBom() ? BOM.length : 0;
    String text = new String(line, start, length - start, StandardCharsets.UTF_8);
    first = false;
    length = 0;
    if (text.isEmpty()) {
      dispatch();
    } else {
      int colon = text.indexOf(':');
      String field = colon < 0 ? text : text.substring(0, colon);
      String value = colon < 0 ? "" : text.substring(colon + 1);
      field(field, value.startsWith(" ") ? value.substring(1) : value);
    }
  }

  private boolean startsWithBom() {
    return length >= BOM.length && Arrays.equals(line, 0, BOM.length, BOM, 0, BOM.length);
  }

  private void field(String name, String value) throws IOException {
    switch (name) {
      case "" -> handler.comment(value);
      case "event" -> type = value;
      case "data" -> {
        if (data.length() + value.length() > limit) {
          throw new IOException("an event of more than " + limit + " characters");
        }
        data.append(value).append('\n');
        hasData = true;
      }
      case "id" -> {
        if (value.indexOf('\0') < 0) {
          idBuffer = value;
        }
      }
      default -> {} // as the rules say; and retry, which is for readers without a policy
    }
  }

  private void dispatch() {
    boolean moved = !idBuffer.equals(lastEventId);
    lastEventId = idBuffer;
    if (hasData) {
      data.setLength(data.length() - 1);
      handler.event(new SseEvent(type.isEmpty() ? "message" : type, data.toString(), lastEventId));
    } else if (moved) {
      handler.position(lastEventId);
    }
    data.setLength(0);
    hasData = false;
    type = "";
  }
}
