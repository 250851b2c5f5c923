package com.acme.net;

/** An endless row of bytes that tells of each byte where it belongs. */
public final class Pattern {
  private final long seed;
  private long at;

  public Pattern(long seed) {
    this.seed = seed;
  }

  /** Bytes so far. */
  public long at() {
    return at;
  }

  private byte next() {
    long word = (seed << 40 | at >>> 3) * 0x9E3779B97F4A7C15L;
    word ^= word >>> 29;
    return (byte) (word >>> (8 * (at++ & 7)));
  }

  /** The next bytes of the row. */
  public void fill(byte[] into, int length) {
    for (int i = 0; i < length; i++) {
      into[i] = next();
    }
  }

  /** Fails where these are not the next bytes of the row. */
  public void check(byte[] bytes, int length) {
    for (int i = 0; i < length; i++) {
      long where = at;
      byte right = next();
      if (bytes[i] != right) {
        throw new IllegalStateException("byte " + where + " is " + bytes[i] + ", not " + right);
      }
    }
  }
}
