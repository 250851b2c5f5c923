package com.acme.drill;

/** The places that threads come to. */
public final class Steps {
  private static volatile long reached;

  private Steps() {}

  public static void a() {
    reached++;
  }

  public static void b() {
    reached++;
  }

  public static void c() {
    reached++;
  }

  public static void gate() {
    reached++;
  }

  static void ping() {
    reached++;
  }

  static void pong() {
    reached++;
  }

  static void lastWords() {
    reached++;
  }
}
