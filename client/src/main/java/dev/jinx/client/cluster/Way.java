package dev.jinx.client.cluster;

/** Which traffic of its own connections a node's rule is on. */
enum Way {
  /** All of it. */
  BOTH("*"),
  /** What the node sends, which begins with the connection itself. */
  SEND("connect,write,close"),
  /** What the node receives. */
  RECEIVE("read");

  private final String operations;

  Way(String operations) {
    this.operations = operations;
  }

  /** As a selector writes it. */
  String operations() {
    return operations;
  }

  /** As a parameter of a point writes it. */
  String word() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
