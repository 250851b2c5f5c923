package com.acme.faults;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;

/** Methods of every return type, that always answer the same. */
final class Answers {
  enum Colour {
    RED,
    GREEN
  }

  private final AtomicInteger steps = new AtomicInteger();

  boolean yes() {
    return true;
  }

  byte small() {
    return 1;
  }

  char letter() {
    return 'a';
  }

  short brief() {
    return 2;
  }

  int count() {
    return 3;
  }

  long term() {
    return 4;
  }

  float ratio() {
    return 0.5f;
  }

  double exact() {
    return 0.25;
  }

  String text() {
    return "text";
  }

  Colour colour() {
    return Colour.RED;
  }

  Optional<String> maybe() {
    return Optional.of("there");
  }

  OptionalInt maybeInt() {
    return OptionalInt.of(6);
  }

  Integer boxed() {
    return 5;
  }

  int[] array() {
    return new int[] {1, 2};
  }

  static String ofClass() {
    return "static";
  }

  void step() {
    steps.incrementAndGet();
  }

  int steps() {
    return steps.get();
  }

  int broken() {
    throw new IllegalStateException("broken");
  }
}
