package com.acme.surge;

/** The places that the threads come to, each with the number of its caller's round. */
final class Works {
  private static volatile long reached;

  private Works() {}

  static void plain() {
    reached++;
  }

  static void numbered(long n) {
    reached = n;
  }

  static void sometimes(long n) {
    reached = n;
  }

  static void switched(long n) {
    reached = n;
  }

  static void gate(long n) {
    reached = n;
  }

  static void last(long n) {
    reached = n;
  }
}
