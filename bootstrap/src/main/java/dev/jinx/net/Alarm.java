package dev.jinx.net;

/** Does the same work again and again, later: one task at a time, however often it is asked for. */
final class Alarm implements Runnable {
  /** Who asks for so little less does not get a task of its own. */
  private static final long NEAR_NANOS = 100_000;

  private final Runnable work;
  private boolean set;
  private long at;

  /**
   * @param work by the timer; it is to ask again for what is not due then
   */
  Alarm(Runnable work) {
    this.work = work;
  }

  /** In so many nanoseconds, unless it is set for a time before that, or hardly later. */
  void set(long nanos) {
    long wanted = System.nanoTime() + nanos;
    synchronized (this) {
      if (set && at - wanted <= NEAR_NANOS) {
        return;
      }
      set = true;
      at = wanted;
    }
    Timer.run(this, nanos);
  }

  /** By the timer. */
  @Override
  public void run() {
    synchronized (this) {
      if (at - System.nanoTime() <= 0) {
        set = false;
      }
    }
    work.run();
  }
}
