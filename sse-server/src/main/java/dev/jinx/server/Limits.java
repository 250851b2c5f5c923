package dev.jinx.server;

import java.time.Duration;

/**
 * What one server takes at most.
 *
 * @param connections open at a time; further ones wait in the kernel's queue
 * @param readers streams and waits at a time; further ones are answered 503
 * @param bodyBytes of a request's body, the parameters
 * @param headerBytes of a request's line and headers
 * @param request how long a client may take to send one, and how long a connection may be idle
 */
public record Limits(
    int connections, int readers, int bodyBytes, int headerBytes, Duration request) {
  /** The limits where nothing else is said. */
  public static final Limits DEFAULT =
      new Limits(8192, 4096, 1 << 20, 64 * 1024, Duration.ofSeconds(30));
}
