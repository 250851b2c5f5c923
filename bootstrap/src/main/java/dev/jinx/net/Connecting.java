package dev.jinx.net;

import java.io.FileDescriptor;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import org.jspecify.annotations.Nullable;

/** The beginning of a connection, as the side that begins it sees it. */
final class Connecting {
  /** As long as Linux tries by itself: six times again, each after twice the time. */
  private static final long MOST_NANOS = 127_000_000_000L;

  private final Link link;
  private @Nullable Piece pending;
  private @Nullable InetSocketAddress to;
  private volatile boolean masked;
  private volatile @Nullable IOException failed;

  Connecting(Link link) {
    this.link = link;
  }

  boolean isMasked() {
    return masked;
  }

  /**
   * Waits until the connection may be begun.
   *
   * @param millis after which it is given up, or 0
   * @param patient whether interrupts are kept for later
   * @return once the JDK shall go on by itself
   */
  void await(InetSocketAddress peer, long millis, boolean patient) throws Throwable {
    Piece wait = ask(peer);
    if (wait == null) {
      return;
    }
    long most = millis > 0 ? millis * 1_000_000L : MOST_NANOS;
    long end = System.nanoTime() + most;
    boolean interrupted = false;
    try {
      while (link.wire.isOpen()) {
        long now = System.nanoTime();
        long left = wait.left(now, link.hungBy());
        if (left <= 0) {
          return;
        }
        if (end - now <= 0) {
          link.wire.close();
          throw millis > 0
              ? new SocketTimeoutException("Connect timed out")
              : new ConnectException("Connection timed out");
        }
        link.holders.park(Math.min(Math.min(left, end - now), Flow.STALLED));
        if (Thread.currentThread().isInterrupted()) {
          if (!patient) {
            return;
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

  /**
   * What a caller that does not want to wait has to be told: null where it shall go on, else that
   * it is under way, which {@code begin} makes the channel believe.
   */
  boolean defer(InetSocketAddress peer) throws Throwable {
    Piece wait = ask(peer);
    if (wait == null) {
      return false;
    }
    synchronized (this) {
      pending = wait;
      to = peer;
      masked = true;
    }
    Network.hold(link);
    return true;
  }

  /** What is to be waited for, or null for nothing. */
  private @Nullable Piece ask(InetSocketAddress peer) throws Throwable {
    if (!link.has(Op.CONNECT)) {
      return null;
    }
    Exchange exchange = link.touch(Op.CONNECT, 0);
    if (exchange.refused || exchange.reset) {
      link.wire.close();
      throw exchange.refused
          ? new ConnectException("Connection refused")
          : new SocketException("Connection reset");
    }
    Piece wait = new Piece(0, null, 0, false, exchange, System.nanoTime() + exchange.delay);
    return wait.left(System.nanoTime(), null) <= 0 ? null : wait;
  }

  /** Whether a channel that asks is to be told that the connection is not there yet. */
  boolean isPending() throws IOException {
    IOException failure = failed;
    if (failure != null) {
      failed = null;
      link.wire.close();
      throw failure;
    }
    synchronized (this) {
      return pending != null;
    }
  }

  /** By threads of the agent: begins what may be begun now. */
  void wake() {
    InetSocketAddress peer;
    synchronized (this) {
      Piece wait = pending;
      if (wait == null) {
        return;
      }
      long left = wait.left(System.nanoTime(), link.hungBy());
      if (left > 0 && link.wire.isOpen()) {
        if (left < Flow.STALLED) {
          Timer.wake(link, left);
        }
        return;
      }
      pending = null;
      peer = to;
    }
    try {
      FileDescriptor fd = link.wire.fd();
      if (link.wire.isOpen() && fd != null && peer != null) {
        Jdk.connect(fd, peer);
      }
    } catch (IOException refused) {
      failed = refused;
    } finally {
      masked = false;
      link.wire.interestChanged();
      Network.letGo(link);
    }
  }
}
