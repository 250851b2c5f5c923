package com.acme;

/** An object whose description never ends. */
public class Endless {
  @Override
  public String toString() {
    return "of " + new Endless();
  }
}
