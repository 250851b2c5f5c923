package com.acme.faults;

/** A class that is loaded only when it is asked. */
final class Late {
  private Late() {}

  static int size() {
    return 9;
  }
}
