package dev.jinx.bootstrap;

import java.util.concurrent.locks.LockSupport;

/**
 * Holding an application's thread. Its interrupts are kept for it: a thread that was interrupted
 * while held finds the flag set when it goes on, and neither wakes early nor spins. So is a permit
 * to go on that somebody gave it meanwhile or before: it must not be used up here.
 */
final class Parking {
  /** How long a thread whose end another one is publishing sleeps before it looks again. */
  private static final long MOMENT_NANOS = 100_000;

  /** A sleeping thread looks this often whether its arm has ended. */
  private static final long LOOK_NANOS = 500_000_000;

  private Parking() {}

  /** Sleeps that long, but not much longer than the arm lasts. */
  static void sleep(Arm arm, long nanos) {
    long end = System.nanoTime() + nanos;
    boolean interrupted = false;
    for (long left = nanos; left > 0 && !arm.isEnded(); left = end - System.nanoTime()) {
      LockSupport.parkNanos(Parking.class, Math.min(left, LOOK_NANOS));
      interrupted |= Thread.interrupted();
    }
    giveBack(interrupted);
  }

  /** Keeps the thread at work for that long, but not longer than the arm lasts. */
  static void spin(Arm arm, long nanos) {
    long end = System.nanoTime() + nanos;
    while (end - System.nanoTime() > 0 && !arm.isEnded()) {
      Thread.onSpinWait();
    }
  }

  /** What the thread would find had it not been held; a permit too many is allowed to be there. */
  private static void giveBack(boolean interrupted) {
    Thread thread = Thread.currentThread();
    if (interrupted) {
      thread.interrupt();
    }
    LockSupport.unpark(thread);
  }

  /** Parks until somebody lets the waiter go; when the time is up, the thread does so itself. */
  static void park(Waiter waiter, long nanos) {
    ThreadTable table = Threads.table(Thread.currentThread());
    long end = waiter.parkedNanos() + nanos;
    boolean interrupted = false;
    while (waiter.isHeld()) {
      // Each time anew: a message that was taken for another thread may come back.
      Kept message = waiter.isClaimed() ? null : waiter.arm().takeKept();
      if (message != null) {
        if (waiter.endSelf(table, Phase.RELEASED, message.outcome(waiter))) {
          break;
        }
        waiter.arm().giveBackKept(message);
      }
      long left = end - System.nanoTime();
      if (left <= 0) {
        waiter.endSelf(table, Phase.EXPIRED, null);
        left = MOMENT_NANOS;
      }
      if (waiter.isHeld()) {
        LockSupport.parkNanos(waiter, left);
        interrupted |= Thread.interrupted();
      }
    }
    giveBack(interrupted);
  }
}
