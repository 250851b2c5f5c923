package dev.jinx.client.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;

/**
 * A body in chunks. A read returns what has arrived and never waits for a chunk to be complete, so
 * that an event reaches its reader with its last byte.
 */
final class ChunkedStream extends InputStream {
  private final InputStream in;
  private int left;
  private boolean first = true;
  private boolean ended;

  ChunkedStream(InputStream in) {
    this.in = in;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] to, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (left == 0 && (ended || !nextChunk())) {
      return -1;
    }
    int count = in.read(to, offset, Math.min(length, left));
    if (count < 0) {
      throw new EOFException("the connection was closed inside a chunk");
    }
    left -= count;
    return count;
  }

  private boolean nextChunk() throws IOException {
    if (!first && !Response.line(in).isEmpty()) {
      throw new ProtocolException("a chunk longer than it said");
    }
    first = false;
    String line = Response.line(in);
    int extension = line.indexOf(';');
    String size = (extension < 0 ? line : line.substring(0, extension)).trim();
    left = Response.number(size, 16);
    if (left < 0) {
      throw new ProtocolException("chunk size '" + size + "'");
    }
    if (left > 0) {
      return true;
    }
    while (!Response.line(in).isEmpty()) {
      continue; // trailers carry nothing that we use
    }
    ended = true;
    return false;
  }
}
