package com.acme.net;

import java.io.Closeable;
import java.io.IOException;

/** A connection of some kind. One thread reads, another writes. */
public interface Pipe extends Closeable {
  /** Reads at least one byte, or answers -1 at the end. */
  int read(byte[] into) throws IOException;

  /** Writes all of them. */
  void write(byte[] bytes, int length) throws IOException;

  /** Ends the sending half. */
  void finish() throws IOException;

  /** Ends the receiving half, where the kind can. */
  default void shut() throws IOException {
    throw new UnsupportedOperationException();
  }

  /** Ends later reads after so long, where the kind can. */
  default void limit(int millis) throws IOException {
    throw new UnsupportedOperationException();
  }

  /** Sends a byte of urgent data, where the kind can. */
  default void urge(int value) throws IOException {
    throw new UnsupportedOperationException();
  }

  /** How often a selector came back. */
  default long selects() {
    return 0;
  }
}
