package com.acme.drill;

/** A class that is loaded only when told. */
final class Never {
  private Never() {}

  static void run() {
    Steps.c();
  }
}
