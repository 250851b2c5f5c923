package com.acme.faults;

/** An exception of the application's own, which others cannot make. */
final class Trouble extends Exception {
  private static final long serialVersionUID = 1;

  private Trouble(String message) {
    super(message);
  }
}
