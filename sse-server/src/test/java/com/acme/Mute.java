package com.acme;

import java.util.function.Supplier;

/** An object whose description throws, or is null. */
public class Mute {
  private final Supplier<Throwable> thrown;

  public Mute(Supplier<Throwable> thrown) {
    this.thrown = thrown;
  }

  @Override
  public String toString() {
    if (thrown == null) {
      return null;
    }
    Throwable it = thrown.get();
    if (it instanceof Error error) {
      throw error;
    }
    throw (RuntimeException) it;
  }
}
