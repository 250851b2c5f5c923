package dev.jinx.server;

import io.undertow.server.HttpServerExchange;
import java.util.concurrent.TimeUnit;

/**
 * Requests that somebody works on, and whose answers have not left yet. A message that releases the
 * last thread of an ending JVM must be answered before the JVM is gone.
 */
final class Underway {
  private int count;

  /** A request begins; it ends by itself when its answer has been sent or its client is gone. */
  void add(HttpServerExchange exchange) {
    synchronized (this) {
      count++;
    }
    exchange.addExchangeCompleteListener(
        (done, next) -> {
          ended();
          next.proceed();
        });
  }

  private synchronized void ended() {
    count--;
    notifyAll();
  }

  /** Waits until there is none, but no longer than this. */
  synchronized void await(long nanos) {
    long end = System.nanoTime() + nanos;
    boolean interrupted = false;
    for (long left = nanos; count > 0 && left > 0; left = end - System.nanoTime()) {
      try {
        TimeUnit.NANOSECONDS.timedWait(this, left);
      } catch (InterruptedException later) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
