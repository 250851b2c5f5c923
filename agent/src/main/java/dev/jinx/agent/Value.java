package dev.jinx.agent;

/** A text that somebody configured, and where. */
final class Value {
  /** For messages: {@code system property jinx.port}, {@code jinx.yaml:3:9: server.port}. */
  final String where;

  final String text;

  Value(String where, String text) {
    this.where = where;
    this.text = text;
  }
}
