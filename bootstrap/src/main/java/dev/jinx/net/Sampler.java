package dev.jinx.net;

import java.io.FileDescriptor;
import java.io.IOException;

/** Notes when bytes come while others are delayed: theirs counts from then, not from later. */
final class Sampler implements Runnable {
  /** While bytes are delayed, it is noted this often what came meanwhile, in nanoseconds. */
  private static final long SAMPLE_NANOS = 1_000_000;

  /** Where delays are long, it is noted less often: to this part of what is left of them. */
  private static final int SAMPLE_PART = 100;

  private static final long MOST_SAMPLE_NANOS = 50_000_000;

  private final Inflow in;
  private boolean running;

  Sampler(Inflow in) {
    this.in = in;
  }

  /** Has it look from now on, as long as something is delayed. */
  void start() {
    synchronized (in) {
      if (running) {
        return;
      }
      running = true;
    }
    // Not under the lock: the timer has one, too, and arms that change need ours.
    Timer.run(this, SAMPLE_NANOS);
  }

  /** By the timer. */
  @Override
  public void run() {
    boolean again = false;
    long left = 0;
    try {
      Wire wire = in.link.wire;
      FileDescriptor fd = wire.fd();
      if (fd != null && wire.isOpen() && !in.isEmpty()) {
        synchronized (in) {
          if (!in.isEmpty()) {
            in.arrivals.stamp(fd);
          }
        }
        left = in.left();
        again = left < Flow.STALLED;
      }
    } catch (IOException closed) {
      again = false;
    }
    synchronized (in) {
      running = again;
    }
    if (again) {
      long next = Math.max(SAMPLE_NANOS, left / SAMPLE_PART);
      Timer.run(this, Math.min(MOST_SAMPLE_NANOS, next));
    }
  }
}
