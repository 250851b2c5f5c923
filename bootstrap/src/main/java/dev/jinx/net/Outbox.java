package dev.jinx.net;

import java.io.FileDescriptor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import org.jspecify.annotations.Nullable;

/** Datagrams that a socket has sent and that are held back; the timer sends them. */
final class Outbox implements Runnable {
  private static final String CLOSED =
      "a datagram was held back until its socket was closed, and is lost";

  private final Post post;
  private final Mail mail = new Mail();
  private final Alarm alarm = new Alarm(this);

  Outbox(Post post) {
    this.post = post;
  }

  Mail mail() {
    return mail;
  }

  /** Takes a datagram to be sent later. */
  void send(Letter letter, byte[] data) {
    letter.data = data;
    if (!mail.add(letter, System.nanoTime())) {
      letter.lose(Post.NO_ROOM);
    }
    alarm.set(Math.max(0, mail.left(System.nanoTime())));
  }

  /** By the timer: sends what is due. */
  @Override
  public void run() {
    DatagramChannel to = post.open();
    if (to == null) {
      for (Letter lost : mail.clear()) {
        lost.lose(CLOSED);
      }
      return;
    }
    for (Letter next = due(to); next != null; next = due(to)) {
      InetSocketAddress peer = next.peer;
      InetSocketAddress connected = DatagramWire.peer(to);
      if (peer == null || connected != null && !connected.equals(peer)) {
        next.lose(Post.CONNECTED);
        continue;
      }
      try {
        to.send(ByteBuffer.wrap(next.data == null ? new byte[0] : next.data), peer);
      } catch (IOException | RuntimeException lost) {
        // As the network loses them; or the socket was connected or closed just now.
        continue;
      }
    }
    long left = mail.left(System.nanoTime());
    if (!mail.isEmpty()) {
      alarm.set(Math.max(1_000_000L, left));
    }
  }

  /** The next one that is due, where the kernel has room for it: nobody is to wait here. */
  private @Nullable Letter due(DatagramChannel to) {
    try {
      FileDescriptor fd = DatagramWire.fd(to);
      return to.isOpen() && Jdk.poll(fd, Jdk.POLLOUT, 0) ? mail.next(System.nanoTime()) : null;
    } catch (IOException closed) {
      return null;
    }
  }

  /** Arms have changed. */
  void wake(long now) {
    mail.arrange(now);
    if (!mail.isEmpty()) {
      alarm.set(0);
    }
  }
}
