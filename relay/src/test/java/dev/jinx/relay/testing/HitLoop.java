package dev.jinx.relay.testing;

import java.util.concurrent.locks.LockSupport;

/** A program under test, whose point is hit again and again until it is killed. */
public final class HitLoop {
  private static volatile long committed;

  private HitLoop() {}

  /** Takes hits a second. */
  public static void main(String[] args) {
    long pause = 1_000_000_000L / Long.parseLong(args[0]);
    for (long i = 1; ; i++) {
      commit(i);
      LockSupport.parkNanos(pause);
    }
  }

  static void commit(long number) {
    committed = number;
  }
}
