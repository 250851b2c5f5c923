package dev.jinx.bootstrap;

import java.util.concurrent.locks.LockSupport;

/**
 * Holding an application's thread. Its interrupts are kept for it: a thread that was interrupted
 * while held finds the flag set when it goes on, and neither wakes early nor spins.
 */
final class Parking {
  /** How long a thread whose end another one is publishing sleeps before it looks again. */
  private static final long MOMENT_NANOS = 100_000;

  private Parking() {}

  static void sleep(long nanos) {
    long end = System.nanoTime() + nanos;
    boolean interrupted = false;
    for (long left = nanos; left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(Parking.class, left);
      interrupted |= Thread.interrupted();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Parks until somebody lets the waiter go; when the time is up, the thread does so itself. */
  static void park(Waiter waiter, long nanos) {
    ThreadTable table = ThreadTable.of(Thread.currentThread());
    if (waiter.arm().takeKept() && !waiter.endSelf(table, Phase.RELEASED)) {
      waiter.arm().giveBackKept();
    }
    long end = waiter.parkedNanos() + nanos;
    boolean interrupted = false;
    while (waiter.isHeld()) {
      long left = end - System.nanoTime();
      if (left <= 0) {
        waiter.endSelf(table, Phase.EXPIRED);
        left = MOMENT_NANOS;
      }
      if (waiter.isHeld()) {
        LockSupport.parkNanos(waiter, left);
        interrupted |= Thread.interrupted();
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
