package com.acme;

/** Does nothing, and ends. */
public final class Empty {
  public static void main(String[] args) {}
}
