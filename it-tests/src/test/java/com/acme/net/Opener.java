package com.acme.net;

import java.io.IOException;
import java.net.InetSocketAddress;

/** Begins connections, by the name of their kind. */
public interface Opener {
  /**
   * Connects.
   *
   * @param millis the time limit for that and for reads, where the kind has one; 0 for none
   */
  Pipe open(String kind, InetSocketAddress to, int millis) throws IOException;
}
