package dev.jinx.net;

import dev.jinx.bootstrap.Gate;
import dev.jinx.bootstrap.Replacement;
import dev.jinx.bootstrap.Threads;
import java.net.SocketException;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/**
 * At the methods that send a byte of urgent data, which must not overtake what is held back. It is
 * not taken: whoever sends it waits, as at a send buffer that is full.
 */
final class UrgentGate implements Gate {
  /** What a channel that does not wait answers when there is no room. */
  private static final Replacement NO_ROOM = new Replacement(0);

  @Override
  public @Nullable Object pass(@Nullable Object[] values) throws Throwable {
    Link link = Doors.touched(values[0], null, Op.WRITE);
    if (link == null || !link.wire.isOpen()) {
      return null;
    }
    Exchange exchange = link.touch(Op.WRITE, 1);
    if (exchange.reset) {
      link.breakOff();
      throw new SocketException("Connection reset by peer");
    }
    boolean ofChannel = values[0] instanceof SocketChannel;
    boolean waits = !ofChannel || ((SocketChannel) values[0]).isBlocking();
    boolean patient = !ofChannel && !Threads.isVirtual(Thread.currentThread());
    return await(link, new Piece(exchange), waits, patient) ? null : NO_ROOM;
  }

  /** Until it may go; false where it may not, and the caller does not wait. */
  private static boolean await(Link link, Piece piece, boolean waits, boolean patient)
      throws Throwable {
    boolean interrupted = false;
    try {
      while (!link.isBroken()) {
        int wakes = link.holders.wakes();
        if (!link.wire.isOpen()) {
          throw link.wire.closed();
        }
        long left = piece.left(System.nanoTime(), link.hungBy());
        if (left <= 0 && link.out.isEmpty()) {
          return true;
        }
        if (!waits) {
          return false;
        }
        link.holders.park(wakes, left <= 0 ? Flow.LONGEST_WAIT : Math.min(left, Flow.LONGEST_WAIT));
        if (Thread.currentThread().isInterrupted()) {
          if (!patient) {
            throw link.wire.interrupted();
          }
          interrupted |= Thread.interrupted();
        }
      }
      return true;
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
