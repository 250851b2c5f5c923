package dev.jinx.server;

import java.util.function.Consumer;

/**
 * Where the server's warnings go: one place for the JVM, because the HTTP library's loggers are.
 */
final class Warnings {
  private static volatile Consumer<String> sink = line -> {};

  private Warnings() {}

  static void to(Consumer<String> newSink) {
    sink = newSink;
  }

  static void say(String line) {
    sink.accept(line.replace('\n', ' ').replace('\r', ' '));
  }
}
