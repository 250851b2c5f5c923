package dev.jinx.client.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** A body whose length was told beforehand. */
final class LengthStream extends InputStream {
  private final InputStream in;
  private int left;

  LengthStream(InputStream in, int length) {
    this.in = in;
    this.left = length;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] to, int offset, int length) throws IOException {
    if (left == 0 || length == 0) {
      return length == 0 ? 0 : -1;
    }
    int count = in.read(to, offset, Math.min(length, left));
    if (count < 0) {
      throw new EOFException("the connection was closed " + left + " bytes too early");
    }
    left -= count;
    return count;
  }
}
