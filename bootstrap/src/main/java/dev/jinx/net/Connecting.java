package dev.jinx.net;

import dev.jinx.bootstrap.AgentThreads;
import dev.jinx.bootstrap.Threads;
import java.io.FileDescriptor;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import org.jspecify.annotations.Nullable;

/** The beginning of a connection, as the side that begins it sees it. */
final class Connecting implements Runnable {
  /** As long as Linux tries by itself: six times again, each after twice the time. */
  private static final long MOST_NANOS = 127_000_000_000L;

  private static final long NOTHING = -1;

  private final Link link;
  private @Nullable Piece pending;
  private @Nullable InetSocketAddress to;
  private long end;
  private volatile boolean masked;
  private boolean begun;
  private volatile @Nullable IOException failed;

  Connecting(Link link) {
    this.link = link;
  }

  boolean isMasked() {
    return masked;
  }

  /** Whether nobody is to be told anything of it. Takes no lock. */
  boolean isFree() {
    return !masked && (failed == null || !link.wire.isOpen());
  }

  /**
   * Waits until the connection may be begun.
   *
   * @param millis after which it is given up, or 0
   * @param patient whether interrupts are kept for later
   */
  void await(long millis, boolean patient) throws Throwable {
    Piece wait = ask();
    if (wait == null) {
      return;
    }
    long most = millis > 0 ? millis * 1_000_000L : MOST_NANOS;
    long end = System.nanoTime() + most;
    boolean interrupted = false;
    try {
      while (true) {
        int wakes = link.holders.wakes();
        if (!link.wire.isOpen()) {
          throw link.wire.closed();
        }
        long now = System.nanoTime();
        long left = wait.left(now, link.hungBy());
        if (left <= 0) {
          return;
        }
        if (end - now <= 0) {
          close();
          throw millis > 0
              ? new SocketTimeoutException("Connect timed out")
              : new ConnectException("Connection timed out");
        }
        link.holders.park(wakes, Math.min(Math.min(left, end - now), Flow.LONGEST_WAIT));
        if (Thread.currentThread().isInterrupted()) {
          if (!patient) {
            throw link.wire.interrupted();
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
   * Begins it later, for a caller that does not want to wait: the channel believes that it is under
   * way.
   *
   * @return false where the JDK shall go on by itself
   */
  boolean defer(InetSocketAddress peer) throws Throwable {
    Piece wait = ask();
    Object channel = link.wire.socket();
    if (wait == null || channel == null) {
      return false;
    }
    ChannelWire.beginConnect(channel, peer);
    synchronized (this) {
      pending = wait;
      to = peer;
      end = System.nanoTime() + MOST_NANOS;
      // Until it has begun, its selector is not to look: the kernel calls it ready.
      masked = true;
    }
    link.wire.interestChanged();
    Network.hold(link);
    // By another thread, since the stall may have ended before it could be found.
    Timer.wake(link, 0);
    Timer.wake(link, MOST_NANOS);
    return true;
  }

  /** What is to be waited for, or null for nothing. */
  private @Nullable Piece ask() throws Throwable {
    if (!link.has(Op.CONNECT)) {
      return null;
    }
    Exchange exchange = link.touch(Op.CONNECT, 0);
    if (exchange.refused || exchange.reset) {
      close();
      throw exchange.refused
          ? new ConnectException("Connection refused")
          : new SocketException("Connection reset");
    }
    Piece wait = new Piece(exchange);
    return wait.left(System.nanoTime(), null) <= 0 ? null : wait;
  }

  /** Whether a channel that asks is to be told that the connection is not there yet. */
  boolean isPending() throws IOException {
    IOException failure = failed;
    if (failure != null) {
      failed = null;
      close();
      Network.letGoLater();
      throw failure;
    }
    synchronized (this) {
      return pending != null;
    }
  }

  /** As the JDK does when it fails, and no point is to be asked about that. */
  private void close() throws IOException {
    boolean entered = Threads.enterAgent();
    try {
      link.wire.close();
    } finally {
      Threads.leaveAgent(entered);
    }
  }

  /** By threads of the agent: begins what may be begun now. */
  void wake() {
    long left = begin();
    if (left == NOTHING) {
      if (failed != null && !link.wire.isOpen()) {
        // Nobody asks any more.
        failed = null;
        Network.letGoLater();
      }
      return;
    }
    if (left > 0) {
      // Not under the lock: the timer has one, too, and arms that change need ours.
      if (left < Flow.STALLED) {
        link.wakeIn(left);
      }
      return;
    }
    tell();
  }

  private void tell() {
    link.holders.wake();
    link.wire.interestChanged();
    Network.letGoLater();
  }

  /** Nanoseconds until it may be begun; 0 if that is done now, or {@link #NOTHING}. */
  private synchronized long begin() {
    Piece wait = pending;
    InetSocketAddress peer = to;
    if (wait == null || peer == null || begun) {
      return NOTHING;
    }
    long now = System.nanoTime();
    long left = wait.left(now, link.hungBy());
    if (left > 0 && link.wire.isOpen() && end - now > 0) {
      return left;
    }
    try {
      if (left > 0 && link.wire.isOpen()) {
        failed = new ConnectException("Connection timed out");
      } else if (link.wire.isBlocking()) {
        // It was not when this was put off: the kernel takes its time, and nobody is to wait here.
        AgentThreads.create("jinx-net-connect-" + link.number(), this).start();
        begun = true;
        return NOTHING;
      } else {
        link.wire.connect(peer);
      }
    } catch (IOException refused) {
      failed = refused;
    }
    over();
    return 0;
  }

  private synchronized void over() {
    pending = null;
    masked = false;
    begun = false;
  }

  private synchronized @Nullable InetSocketAddress to() {
    return to;
  }

  /** By a thread of its own, and a descriptor of its own, as the application may close its own. */
  @Override
  public void run() {
    InetSocketAddress peer = to();
    try {
      FileDescriptor copy = link.wire.duplicate();
      if (copy != null && peer != null) {
        OrphanWire own = new OrphanWire(copy);
        try {
          own.connect(link.wire.family(), peer);
        } finally {
          own.close();
        }
      }
    } catch (IOException refused) {
      failed = refused;
    } finally {
      over();
      tell();
    }
  }
}
