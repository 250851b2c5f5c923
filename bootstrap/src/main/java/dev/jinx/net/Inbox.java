package dev.jinx.net;

import java.io.FileDescriptor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import org.jspecify.annotations.Nullable;

/** Datagrams that have come for a socket: they are taken from the kernel, and held back here. */
final class Inbox implements Runnable {
  private static final int LARGEST = 1 << 16;

  /** So many are read ahead at most before the caller is looked after. */
  private static final int AHEAD = 64;

  private final Post post;
  private final Mail mail = new Mail();
  private final Alarm reminder = new Alarm(this);
  private @Nullable ByteBuffer spare;
  private volatile boolean masked;

  /** Whether selectors were told to wait for what is always there. */
  private volatile boolean raised;

  Inbox(Post post) {
    this.post = post;
  }

  Mail mail() {
    return mail;
  }

  /**
   * Receives what has come and is due.
   *
   * @param nanos how long to wait for it at most; 0 without end, negative not at all
   * @return null if nothing came in that time, or the channel was closed or the thread interrupted
   */
  @Nullable Letter receive(DatagramChannel from, long nanos) throws Throwable {
    FileDescriptor fd = DatagramWire.fd(from);
    long end = System.nanoTime() + nanos;
    while (true) {
      Letter letter = received(from);
      for (int i = 0; letter == null && i < AHEAD && isThere(from, fd); i++) {
        letter = take(from);
      }
      if (letter != null || nanos < 0 || !from.isOpen()) {
        if (nanos < 0) {
          settle(from);
        }
        post.letGo();
        return letter;
      }
      long now = System.nanoTime();
      if (nanos > 0 && end - now <= 0 || Thread.currentThread().isInterrupted()) {
        return null;
      }
      long wait = Math.min(mail.left(now), nanos > 0 ? end - now : Flow.LONGEST_WAIT);
      DatagramWire.await(fd, Math.max(1, Math.min(100, wait / 1_000_000L)));
    }
  }

  /** What was held back and is due; a socket that is connected hears of nobody else. */
  private @Nullable Letter received(DatagramChannel from) {
    InetSocketAddress connected = DatagramWire.peer(from);
    while (true) {
      Letter letter = mail.next(System.nanoTime());
      if (letter == null || connected == null || connected.equals(letter.peer)) {
        return letter;
      }
      letter.lose(Post.CONNECTED);
    }
  }

  private static boolean isThere(DatagramChannel from, FileDescriptor fd) throws IOException {
    return from.isOpen() && Jdk.poll(fd, Jdk.POLLIN, 0);
  }

  /** One datagram from the kernel; null where there is none that goes on at once. */
  private @Nullable Letter take(DatagramChannel from) throws Throwable {
    ByteBuffer into = borrow();
    try {
      SocketAddress sender = DatagramWire.receive(from, into);
      if (sender == null) {
        return null;
      }
      into.flip();
      return take(Jdk.address(sender), into);
    } finally {
      giveBack(into);
    }
  }

  /** What has come from there; null where it does not go on at once. */
  @Nullable Letter take(@Nullable InetSocketAddress sender, ByteBuffer bytes) throws Throwable {
    Letter letter = post.touch(Op.READ, sender, bytes.remaining());
    if (letter.lost || letter.refused) {
      return null;
    }
    byte[] data = new byte[bytes.remaining()];
    bytes.get(data);
    letter.data = data;
    if (letter.passes()) {
      return letter;
    }
    if (!mail.add(letter, System.nanoTime())) {
      letter.lose(Post.NO_ROOM);
    }
    Network.hold(post);
    return null;
  }

  private synchronized ByteBuffer borrow() {
    ByteBuffer known = spare;
    spare = null;
    return known == null ? ByteBuffer.allocate(LARGEST) : known;
  }

  private synchronized void giveBack(ByteBuffer buffer) {
    buffer.clear();
    spare = buffer;
  }

  /** Selectors are to see what is due here, though the kernel has nothing. */
  boolean isDue() {
    return !mail.isEmpty() && mail.left(System.nanoTime()) <= 0;
  }

  /** The same, by a selector that asks what it is to wait for. */
  boolean raises() {
    if (!isDue()) {
      return false;
    }
    raised = true;
    // Who took it in between did not find the mark.
    return isDue();
  }

  /** A caller that does not wait goes: its selector is to come back only for what is due. */
  private void settle(DatagramChannel from) {
    boolean due = isDue();
    if (raised && !due) {
      raised = false;
      Jdk.interestChanged(from);
    }
    if (!raised || !due) {
      remind();
    }
  }

  /** Has selectors look when the next one is due. */
  private void remind() {
    if (!mail.isEmpty()) {
      masked = true;
      reminder.set(Math.max(0, mail.left(System.nanoTime())));
    }
  }

  /** By the timer. */
  @Override
  public void run() {
    post.wake();
    post.letGo();
  }

  /** Arms have changed, or something is due. */
  void wake(long now) {
    mail.arrange(now);
    if (!masked) {
      return;
    }
    DatagramChannel channel = post.open();
    if (channel != null && isDue()) {
      masked = false;
      Jdk.interestChanged(channel);
    } else {
      remind();
    }
  }
}
