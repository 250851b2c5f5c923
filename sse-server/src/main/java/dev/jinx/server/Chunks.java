package dev.jinx.server;

import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.http.HttpAttachments;
import io.undertow.util.Headers;
import java.nio.ByteBuffer;

/**
 * HTTP's chunks, one for each frame. Undertow's own chunking wants a chunk that was begun to be
 * continued with the same bytes; a stream whose socket is full keeps only the rest of one frame,
 * and takes what follows from the log when the socket has room again.
 */
final class Chunks {
  /** What a chunk needs besides its bytes: size in hexadecimal, and twice CR LF. */
  static final int MOST_OVERHEAD = 12;

  private static final byte[] LAST = Frames.ascii("0\r\n\r\n");

  private Chunks() {}

  /** Tells Undertow that the response comes in chunks; false for a client that knows none. */
  static boolean begin(HttpServerExchange exchange) {
    if (!exchange.isHttp11()) {
      // The end of the connection is then the end of the response.
      exchange.setPersistent(false);
      return false;
    }
    exchange.putAttachment(HttpAttachments.PRE_CHUNKED_RESPONSE, true);
    exchange.getResponseHeaders().put(Headers.TRANSFER_ENCODING, "chunked");
    return true;
  }

  /** Writes what stands before a frame of that length. */
  static void open(ByteBuffer to, int length) {
    boolean started = false;
    for (int shift = 28; shift >= 0; shift -= 4) {
      int digit = length >> shift & 0xF;
      if (digit != 0 || started) {
        started = true;
        to.put((byte) Character.forDigit(digit, 16));
      }
    }
    close(to);
  }

  /** Writes what stands after a frame. */
  static void close(ByteBuffer to) {
    to.put((byte) '\r').put((byte) '\n');
  }

  /** A frame as a chunk. */
  static ByteBuffer of(ByteBuffer frame) {
    ByteBuffer chunk = ByteBuffer.allocate(frame.remaining() + MOST_OVERHEAD);
    open(chunk, frame.remaining());
    chunk.put(frame);
    close(chunk);
    return chunk.flip();
  }

  /** A frame as a chunk, and the end of the response. */
  static ByteBuffer last(ByteBuffer frame) {
    ByteBuffer chunk = of(frame);
    return ByteBuffer.allocate(chunk.remaining() + LAST.length).put(chunk).put(LAST).flip();
  }
}
