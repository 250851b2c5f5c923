package com.acme.drill;

/** Goes from place to place, always in the same order. */
public final class Cycle implements Runnable {
  private final int times;

  public Cycle(int times) {
    this.times = times;
  }

  @Override
  public void run() {
    for (int i = 0; i < times; i++) {
      Steps.a();
      Steps.b();
      Steps.c();
    }
  }
}
