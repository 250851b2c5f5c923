package dev.jinx.net;

import java.io.FileDescriptor;
import java.net.SocketException;

/** One call that reads, while points look at it. For its thread. */
final class Receiving {
  private final Inflow in;
  private final Link link;
  private final Inflow.Waits waits;
  private final long timeout;
  private final boolean patient;
  private final Inflow.Reader reader;

  /** As {@link Inflow#read}. */
  Receiving(Inflow in, Inflow.Waits waits, long timeout, boolean patient, Inflow.Reader reader) {
    this.in = in;
    this.link = in.link;
    this.waits = waits;
    this.timeout = timeout;
    this.patient = patient;
    this.reader = reader;
  }

  int read(int length) throws Throwable {
    boolean interrupted = false;
    boolean waited = false;
    if (timeout > 0) {
      in.timeBegins();
    }
    try {
      while (true) {
        int wakes = link.holders.wakes();
        FileDescriptor fd = link.wire.fd();
        if (fd == null || !link.wire.isOpen()) {
          if (waits == Inflow.Waits.WHILE_HELD) {
            // Its descriptor may still be there: the JDK is not to read from it.
            return Inflow.NOT_NOW;
          }
          if (waited) {
            throw link.wire.closed();
          }
          return Inflow.GO_ON;
        }
        if (length == 0 || in.hasEnded() || link.wire.isInputClosed()) {
          return Inflow.GO_ON;
        }
        if (link.isBroken()) {
          throw new SocketException("Connection reset");
        }
        in.arrivals.look(fd);
        if (!patient && waits == Inflow.Waits.ALWAYS && Thread.currentThread().isInterrupted()) {
          throw link.wire.interrupted();
        }
        if (in.isEmpty()) {
          if (in.forgetUnwatched()) {
            in.undecided();
            return Inflow.GO_ON;
          }
          if (waits != Inflow.Waits.ALWAYS) {
            return Inflow.NOT_NOW;
          }
          waited = true;
          link.wire.awaitInput(fd, link.holders, wakes);
          continue;
        }
        long left = in.left();
        if (left <= 0) {
          int read = in.take(length, reader);
          if (read != Inflow.GO_ON) {
            return read;
          }
          continue;
        }
        if (waits == Inflow.Waits.NEVER) {
          if (in.mask()) {
            return Inflow.NOT_NOW;
          }
          continue;
        }
        if (timeout > 0) {
          left = Math.min(left, in.timeLeft(timeout));
          if (left <= 0) {
            in.timedOut();
            return Inflow.NOT_NOW;
          }
        }
        waited = true;
        in.sample();
        link.holders.park(wakes, Math.min(left, Flow.LONGEST_WAIT));
        if (Thread.currentThread().isInterrupted()) {
          if (!patient) {
            if (waits == Inflow.Waits.ALWAYS) {
              throw link.wire.interrupted();
            }
            return Inflow.NOT_NOW;
          }
          interrupted |= Thread.interrupted();
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
