package dev.jinx.server;

import dev.jinx.log.Cursor;
import dev.jinx.log.Gap;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The SSE frames that are not events: the first one, gaps, heartbeats, the last one. */
final class Frames {
  private static final byte[] COMMENT = ascii(":\n\n");

  /** The longest silence, in seconds, that a reader has to expect of a stream that lives. */
  private static final long PROMISED = 15;

  private static final byte[] BYE = ascii(": bye\n\n");
  private static final byte[] GAP_END = ascii(": gap\n\n");

  private Frames() {}

  /**
   * What a stream begins with: how soon to come back, and where it starts, so that a reader who is
   * cut off before the first event still resumes from there.
   */
  static String hello(Cursor start) {
    return "retry: 500\nid: " + start + "\n\n";
  }

  /**
   * How soon at the latest the next byte comes, in seconds: whoever hears nothing for much longer
   * has lost the connection.
   *
   * @param beatNanos a silent stream is noticed within twice that time
   */
  static String heartbeat(long beatNanos) {
    long seconds = (2 * beatNanos + 999_999_999) / 1_000_000_000;
    return ": heartbeat " + Math.max(PROMISED, seconds) + "\n\n";
  }

  /** Events that neither the window nor the files have. */
  static ByteBuffer gap(Gap gap) {
    return ByteBuffer.wrap(ascii(gap(gap.from().toString(), gap.to(), gap.count())));
  }

  /**
   * The gap for a reader who comes with a position that this log does not know: how much was lost
   * cannot be told.
   *
   * @param known the reader's position, as text fit for JSON without quoting
   * @param to where it goes on
   */
  static String unknownGap(String known, Cursor to) {
    return gap(known, to, null);
  }

  private static String gap(String from, Cursor to, @Nullable Long lost) {
    return "event: gap\nid: "
        + to
        + "\ndata: {\"phase\":\"gap\",\"from\":\""
        + from
        + "\",\"to\":\""
        + to
        + "\",\"lost\":"
        + lost
        + ",\"node\":\""
        + to.node()
        + "\",\"boot\":"
        + to.boot()
        + "}\n\n";
  }

  static ByteBuffer comment() {
    return ByteBuffer.wrap(COMMENT);
  }

  static ByteBuffer cursor(Cursor cursor) {
    return ByteBuffer.wrap(ascii("id: " + cursor + "\n\n"));
  }

  /** The last one of a stream that has reached its age: come again at once, from there. */
  static ByteBuffer rotate(Cursor cursor) {
    return ByteBuffer.wrap(ascii("id: " + cursor + "\n\n: rotate\n\n"));
  }

  /** The last one of a strict stream, behind a gap. */
  static ByteBuffer gapEnd() {
    return ByteBuffer.wrap(GAP_END);
  }

  /** The last one of a server that closes. */
  static ByteBuffer bye() {
    return ByteBuffer.wrap(BYE);
  }

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
