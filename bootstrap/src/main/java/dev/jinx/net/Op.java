package dev.jinx.net;

/** What a thread does with a connection. */
public enum Op {
  /** To begin one. */
  CONNECT,
  /** To take one that a peer began. */
  ACCEPT,
  /** To take what came: bytes, or a datagram. */
  READ,
  /** To send: bytes, or a datagram. */
  WRITE,
  /** To end it, or its sending half. */
  CLOSE;

  private final String word = name().toLowerCase(java.util.Locale.ROOT);

  /** As selectors and events write it: {@code connect}. */
  public String word() {
    return word;
  }

  /** Which way what it touches goes, seen from this JVM. */
  String direction() {
    return this == READ || this == ACCEPT ? "in" : "out";
  }
}
