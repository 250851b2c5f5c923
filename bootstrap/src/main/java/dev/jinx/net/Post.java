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

  /** So many are read ahead at most before the caller is looked after. */
  private static final int AHEAD = 64;

  private static final String CONNECTED =
      "a datagram was held back until its socket was connected to another address, and is lost";

  private static final String CLOSED =
      "a datagram was held back until its socket was closed, and is lost";

  private static final String NO_ROOM = "more datagrams are held back than there is room for";

  final Mail in = new Mail();
  private final Mail out = new Mail();
  private final WeakReference<DatagramChannel> channel;
  private volatile Standing standing = new Standing(Rules.NONE, null, null);
  private @Nullable ByteBuffer spare;
  private long number;
  private final Hanging hanging = new Hanging();
  private volatile boolean masked;

  /** Whether selectors were told to wait for what is always there. */
  private volatile boolean raised;

  private volatile @Nullable Standing met;
  private final Alarm sender = new Alarm(this);
  private final Alarm reminder = new Alarm(new Reminder(this));

  Post(DatagramChannel channel) {
    this.channel = new WeakReference<>(channel);
  }

  synchronized long number() {
    if (number == 0) {
      number = Link.nextNumber();
    }
    return number;
  }

  @Nullable DatagramChannel open() {
    DatagramChannel known = channel.get();
    return known != null && known.isOpen() ? known : null;
  }

  @Nullable InetSocketAddress local() {
    DatagramChannel known = open();
    return known == null ? null : DatagramGates.local(known);
  }

  /** Which way it is looked at as long as neither points nor the socket's addresses change. */
  private static final class Standing {
    final Rules of;
    final @Nullable InetSocketAddress local;
    final @Nullable InetSocketAddress peer;
    final boolean writes;
    final boolean reads;

    /** Whether it depends on who sends. */
    final boolean bySender;

    Standing(Rules of, @Nullable InetSocketAddress local, @Nullable InetSocketAddress peer) {
      boolean writing = false;
      boolean reading = false;
      boolean surely = false;
      for (Rule rule : of.all()) {
        if (rule.selector.mayMean(local, peer)) {
          writing |= rule.selector.has(Op.WRITE);
          reading |= rule.selector.has(Op.READ);
          surely |= rule.selector.has(Op.READ) && (peer != null || rule.selector.meansAnyone());
        }
      }
      this.of = of;
      this.local = local;
      this.peer = peer;
      this.writes = writing;
      this.reads = reading;
      this.bySender = reading && !surely;
    }
  }

  private Standing standing() {
    DatagramChannel known = open();
    InetSocketAddress local = known == null ? null : DatagramGates.local(known);
    InetSocketAddress peer = known == null ? null : DatagramGates.peer(known);
    Rules now = Network.rules;
    Standing current = standing;
    if (current.of != now || current.local != local || current.peer != peer) {
      current = new Standing(now, local, peer);
      standing = current;
      met = null;
    }
    return current;
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
    if (isHung() || !(op == Op.READ ? in : out).isEmpty()) {
      return true;
    }
    Standing now = standing();
    return op == Op.READ ? now.reads : now.writes;
  }

  /** Whether the JDK may receive for it until somebody sends whom points mean. */
  boolean isLeftAlone() {
    Standing now = standing();
    return now.bySender && met != now && in.isEmpty() && !isHung();
  }

  /** Whether points want to see what goes there. */
  boolean isTouchedTo(InetSocketAddress to) {
    return isHung() || matches(Op.WRITE, to);
  }

  private boolean matches(Op op, @Nullable InetSocketAddress other) {
    Standing now = standing();
    for (Rule rule : now.of.all()) {
      if (rule.selector.has(op) && rule.selector.match(now.local, other)) {
        return true;
      }
    }
    return false;
  }

  /** Whether points want to see what that one sends; from then on the JDK receives no more. */
  boolean meets(@Nullable InetSocketAddress sender) {
    Standing now = standing();
    if (!isHung() && !matches(Op.READ, sender)) {
      return false;
    }
    met = now;
    return true;
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
    if (!out.add(letter, System.nanoTime())) {
      letter.lose(NO_ROOM);
    }
    sender.set(Math.max(0, out.left(System.nanoTime())));
  }

  /** By the timer: sends what is due. */
  @Override
  public void run() {
    DatagramChannel to = open();
    if (to == null) {
      for (Letter lost : out.clear()) {
        lost.lose(CLOSED);
      }
      return;
    }
    for (Letter next = due(to); next != null; next = due(to)) {
      InetSocketAddress peer = next.peer;
      InetSocketAddress connected = DatagramGates.peer(to);
      if (peer == null || connected != null && !connected.equals(peer)) {
        next.lose(CONNECTED);
        continue;
      }
      try {
        to.send(ByteBuffer.wrap(next.data == null ? new byte[0] : next.data), peer);
      } catch (IOException | RuntimeException lost) {
        // As the network loses them; or the socket was connected or closed just now.
        continue;
      }
    }
    long left = out.left(System.nanoTime());
    if (!out.isEmpty()) {
      sender.set(Math.max(1_000_000L, left));
    }
  }

  /** The next one that is due, where the kernel has room for it: nobody is to wait here. */
  private @Nullable Letter due(DatagramChannel to) {
    try {
      FileDescriptor fd = DatagramGates.fd(to);
      return to.isOpen() && Jdk.poll(fd, Jdk.POLLOUT, 0) ? out.next(System.nanoTime()) : null;
    } catch (IOException closed) {
      return null;
    }
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
      Letter letter = received(from);
      for (int i = 0; letter == null && i < AHEAD && isThere(from, fd); i++) {
        letter = take(from);
      }
      if (letter != null || nanos < 0 || !from.isOpen()) {
        if (nanos < 0) {
          settle(from);
        }
        letGo();
        return letter;
      }
      long now = System.nanoTime();
      if (nanos > 0 && end - now <= 0 || Thread.currentThread().isInterrupted()) {
        return null;
      }
      long wait = Math.min(in.left(now), nanos > 0 ? end - now : Flow.LONGEST_WAIT);
      DatagramGates.await(fd, Math.max(1, Math.min(100, wait / 1_000_000L)));
    }
  }

  /** What was held back and is due; a socket that is connected hears of nobody else. */
  private @Nullable Letter received(DatagramChannel from) {
    InetSocketAddress connected = DatagramGates.peer(from);
    while (true) {
      Letter letter = in.next(System.nanoTime());
      if (letter == null || connected == null || connected.equals(letter.peer)) {
        return letter;
      }
      letter.lose(CONNECTED);
    }
  }

  /** The last one that kept the gates open may have gone, with no arm's end to follow. */
  private void letGo() {
    if (Network.rules.isEmpty() && isFree()) {
      Network.letGoLater();
    }
  }

  private static boolean isThere(DatagramChannel from, FileDescriptor fd) throws IOException {
    return from.isOpen() && Jdk.poll(fd, Jdk.POLLIN, 0);
  }

  /** One datagram from the kernel; null where there is none that goes on at once. */
  private @Nullable Letter take(DatagramChannel from) throws Throwable {
    ByteBuffer into = borrow();
    try {
      SocketAddress sender = DatagramGates.receive(from, into);
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
    Letter letter = touch(Op.READ, sender, bytes.remaining());
    if (letter.lost || letter.refused) {
      return null;
    }
    byte[] data = new byte[bytes.remaining()];
    bytes.get(data);
    letter.data = data;
    if (letter.passes()) {
      return letter;
    }
    if (!in.add(letter, System.nanoTime())) {
      letter.lose(NO_ROOM);
    }
    Network.hold(this);
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
    return !in.isEmpty() && in.left(System.nanoTime()) <= 0;
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
      post.letGo();
    }
  }

  @Override
  public boolean isFree() {
    return !isHung() && in.isEmpty() && out.isEmpty() || open() == null;
  }

  @Override
  public void wake() {
    long now = System.nanoTime();
    in.arrange(now);
    out.arrange(now);
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
