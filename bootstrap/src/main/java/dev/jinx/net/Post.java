package dev.jinx.net;

import dev.jinx.bootstrap.Arm;
import java.io.FileDescriptor;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import org.jspecify.annotations.Nullable;

/** A socket for datagrams that points on connections have seen. */
final class Post implements Held, Runnable {
  private static final int LARGEST = 1 << 16;

  final Mail in = new Mail();
  private final Mail out = new Mail();
  private final WeakReference<DatagramChannel> channel;
  private final long number = Link.nextNumber();
  private final Hanging hanging = new Hanging();
  private volatile boolean masked;
  private final Alarm sender = new Alarm(this);
  private final Alarm reminder = new Alarm(new Reminder(this));

  Post(DatagramChannel channel) {
    this.channel = new WeakReference<>(channel);
  }

  long number() {
    return number;
  }

  @Nullable DatagramChannel open() {
    DatagramChannel known = channel.get();
    return known != null && known.isOpen() ? known : null;
  }

  @Nullable InetSocketAddress local() {
    DatagramChannel known = open();
    try {
      FileDescriptor fd = known == null ? null : DatagramGates.fd(known);
      return fd == null ? null : Jdk.localAddress(fd);
    } catch (IOException closed) {
      return null;
    }
  }

  void hang(Arm arm) {
    hanging.add(arm);
    Network.hold(this);
  }

  boolean passes(Op op, Arm arm, int bytes, long most) {
    return (op == Op.READ ? in : out).passes(arm, bytes, most);
  }

  /** Whether some point wants to see datagrams that go this way. */
  boolean isTouched(Op op) {
    return isHung() || !(op == Op.READ ? in : out).isEmpty() || Network.rules.has(op);
  }

  private boolean isHung() {
    return hanging.by() != null;
  }

  /** Hits the points that are on a datagram. */
  Letter touch(Op op, @Nullable InetSocketAddress peer, int bytes) throws Armed {
    Letter letter = new Letter(this, op, peer, bytes);
    InetSocketAddress local = local();
    for (Rule rule : Network.rules.all()) {
      if (!letter.lost && rule.selector.has(op) && rule.selector.match(local, peer)) {
        try {
          rule.entrance(op).hit(letter);
        } catch (Throwable armed) {
          throw new Armed(armed);
        }
      }
    }
    letter.lost |= isHung();
    return letter;
  }

  /** Takes a datagram to be sent later. */
  void send(Letter letter, byte[] data) {
    letter.data = data;
    out.add(letter, System.nanoTime());
    sender.set(Math.max(0, out.left(System.nanoTime())));
  }

  /** By the timer: sends what is due. */
  @Override
  public void run() {
    out.forgetEnded();
    DatagramChannel to = open();
    if (to == null) {
      out.clear();
      return;
    }
    for (Letter next = out.next(System.nanoTime()); next != null; next = due()) {
      try {
        ByteBuffer data = ByteBuffer.wrap(next.data == null ? new byte[0] : next.data);
        if (to.isConnected()) {
          to.write(data);
        } else if (next.peer != null) {
          to.send(data, next.peer);
        }
      } catch (IOException lost) {
        // As the network loses them.
        continue;
      }
    }
    long left = out.left(System.nanoTime());
    if (!out.isEmpty()) {
      sender.set(Math.max(1_000_000L, left));
    }
  }

  private @Nullable Letter due() {
    return out.next(System.nanoTime());
  }

  /**
   * Receives what has come and is due.
   *
   * @param nanos how long to wait for it at most; 0 without end, negative not at all
   * @return null if nothing came in that time, or the channel was closed or the thread interrupted
   */
  @Nullable Letter receive(DatagramChannel from, long nanos) throws Throwable {
    FileDescriptor fd = DatagramGates.fd(from);
    long end = System.nanoTime() + nanos;
    while (true) {
      while (from.isOpen() && Jdk.poll(fd, Jdk.POLLIN, 0) && take(from)) {
        continue;
      }
      long now = System.nanoTime();
      Letter letter = in.next(now);
      if (letter != null || nanos < 0 || !from.isOpen()) {
        return letter;
      }
      if (nanos > 0 && end - now <= 0 || Thread.currentThread().isInterrupted()) {
        return null;
      }
      long wait = Math.min(in.left(now), nanos > 0 ? end - now : Flow.LONGEST_WAIT);
      DatagramGates.await(fd, Math.max(1, Math.min(100, wait / 1_000_000L)));
    }
  }

  /** One datagram from the kernel; whether there was one. */
  private boolean take(DatagramChannel from) throws Throwable {
    ByteBuffer into = ByteBuffer.allocate(LARGEST);
    SocketAddress sender = DatagramGates.receive(from, into);
    if (sender == null) {
      return false;
    }
    into.flip();
    Letter letter = touch(Op.READ, Jdk.address(sender), into.remaining());
    if (!letter.lost && !letter.refused) {
      byte[] data = new byte[into.remaining()];
      into.get(data);
      letter.data = data;
      in.add(letter, System.nanoTime());
      Network.hold(this);
    }
    return true;
  }

  /** Selectors are to see what is due here, though the kernel has nothing. */
  boolean isDue() {
    return !in.isEmpty() && in.left(System.nanoTime()) <= 0;
  }

  /** A caller that does not wait was told that nothing is there: has its selector look later. */
  void remind() {
    if (!in.isEmpty()) {
      masked = true;
      reminder.set(Math.max(0, in.left(System.nanoTime())));
    }
  }

  private static final class Reminder implements Runnable {
    private final Post post;

    Reminder(Post post) {
      this.post = post;
    }

    @Override
    public void run() {
      post.wake();
    }
  }

  @Override
  public boolean isFree() {
    return !isHung() && in.isEmpty() && out.isEmpty() || open() == null;
  }

  @Override
  public void wake() {
    in.forgetEnded();
    DatagramChannel known = open();
    if (!out.isEmpty()) {
      sender.set(0);
    }
    if (masked && known != null && isDue()) {
      masked = false;
      Jdk.interestChanged(known);
    } else if (masked) {
      remind();
    }
  }
}
